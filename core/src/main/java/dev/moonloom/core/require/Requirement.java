package dev.moonloom.core.require;

import dev.moonloom.luau.runtime.Activation;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.Yield;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * One call of {@code require} that cannot be answered at once. Whatever resumes it, it looks where its module stands and
 * waits again if there is no value yet: what it is resumed with means nothing.
 */
final class Requirement extends Activation {
    private final Require require;
    private final LuauFunction self;
    private final Search search;
    /** The path as the script has it. */
    final String path;
    /** The module that is not loaded before this call has returned, or null. */
    private final @Nullable RequiredModule requirer;

    /** The module that it waits for, while it waits for one that runs. */
    @Nullable RequiredModule awaited;

    Requirement(Require require, LuauFunction self, Search search, String path, @Nullable RequiredModule requirer) {
        this.require = require;
        this.self = self;
        this.search = search;
        this.path = path;
        this.requirer = requirer;
    }

    @Override
    public Varargs resume(Varargs ignored) {
        stopWaiting();
        return proceed();
    }

    @Override
    public void drop() {
        stopWaiting();
    }

    /** {@return the module's value, or {@link Yield#YIELD}} On a fiber the loop waits itself. */
    Varargs proceed() {
        while (true) {
            RequiredModule module = search.module;
            Failure failure = search.failure;
            if (failure != null) {
                throw failure.toError(self);
            }
            Varargs answer = module == null ? awaitSearch() : advance(module);
            if (answer == Yield.YIELD) {
                self.state.current.save(this);
                return answer;
            }
            stopWaiting();
            if (module != null && module.state() instanceof RequiredModule.State.Loaded(LuaValue value)) {
                return value;
            }
        }
    }

    /** Goes on with a module that was found: one step. */
    private Varargs advance(RequiredModule module) {
        return switch (module.state()) {
            case RequiredModule.State.Found _ -> {
                // What it requires itself meanwhile must see that this waits for it.
                startWaiting(module);
                require.run(module);
                yield LuaValue.NONE;
            }
            case RequiredModule.State.Running _ -> awaitModule(module);
            case RequiredModule.State.Loaded(LuaValue value) -> value;
            case RequiredModule.State.Failed(Failure failure) -> throw failure.toError(self);
        };
    }

    private Varargs awaitSearch() {
        return require.tasks().await(self, search::await);
    }

    private Varargs awaitModule(RequiredModule module) {
        if (requirer != null) {
            String cycle = Cycle.through(requirer, module, path);
            if (cycle != null) {
                throw self.state.error(self, "cyclic require: " + cycle);
            }
        }
        startWaiting(module);
        return require.tasks().awaitThread(self, operation -> {
            module.await(operation);
            return () -> module.leave(operation);
        });
    }

    private void startWaiting(RequiredModule module) {
        awaited = module;
        if (requirer != null) {
            requirer.requirements.add(this);
        }
    }

    private void stopWaiting() {
        if (awaited != null) {
            awaited = null;
            if (requirer != null) {
                requirer.requirements.remove(this);
            }
        }
    }
}
