package dev.moonloom.core.require;

import dev.moonloom.core.scheduler.HostOperation;
import dev.moonloom.luau.CompiledScript;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.luaj.vm2.LuaValue;

/**
 * A module of one VM, from the first require on. Owner thread only.
 *
 * <pre>
 *  FOUND   -> RUNNING  somebody requires it: it runs in a thread of its own
 *  RUNNING -> LOADED   its thread has returned one value
 *  RUNNING -> FAILED   its thread has failed, was closed, or has returned anything else: the next require begins anew
 * </pre>
 */
final class RequiredModule {
    /** Where it stands. */
    sealed interface State {
        /** It has not run. */
        record Found() implements State {}

        /** Its thread runs, or waits. */
        record Running() implements State {}

        /** It has run. */
        record Loaded(LuaValue value) implements State {}

        /** It has run, to no good. */
        record Failed(Failure failure) implements State {}
    }

    final String file;
    final CompiledScript script;
    private State state = new State.Found();

    /** Calls that wait for it to end. */
    private final Set<HostOperation> waiting = new LinkedHashSet<>();
    /** Calls in its own code that wait for other modules: what it waits for itself, as far as anybody can know. */
    final List<Requirement> requirements = new ArrayList<>();

    RequiredModule(String file, CompiledScript script) {
        this.file = file;
        this.script = script;
    }

    State state() {
        return state;
    }

    void begin() {
        state = new State.Running();
    }

    /** Its thread has ended: whoever waits goes on in the next cycle. */
    void end(State ended) {
        state = ended;
        waiting.forEach(operation -> operation.complete(() -> LuaValue.NONE));
        waiting.clear();
    }

    boolean isAwaited() {
        return !waiting.isEmpty();
    }

    void await(HostOperation operation) {
        waiting.add(operation);
    }

    void leave(HostOperation operation) {
        waiting.remove(operation);
    }
}
