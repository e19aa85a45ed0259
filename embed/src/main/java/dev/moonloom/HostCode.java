package dev.moonloom;

import dev.moonloom.core.async.HostAnswers;
import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.luau.runtime.LuauError;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauState;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** Java of the host's that scripts of one VM call: the part that all kinds have in common. VM's thread only. */
abstract class HostCode extends LuauFunction {
    final Vm vm;
    final String name;
    private final Coroutines coroutines;

    HostCode(Vm vm, String name) {
        super(vm.state());
        this.vm = vm;
        this.name = name;
        this.coroutines = vm.scheduler().coroutines();
    }

    @Override
    public final String debugName() {
        return name;
    }

    /** Begins to run code of the host, in which nothing may give way. */
    final LuauState.Host begin() {
        coroutines.checkOwner();
        return state.beginHost(this);
    }

    /** {@return the results of a call, or {@code YIELD} when its caller waits for them} */
    final Varargs answered(@Nullable Object answer) {
        return switch (answer) {
            case Flux<?> items -> HostAnswers.iterate(vm.scheduler(), this, items, this::results);
            case CompletionStage<?> later -> HostAnswers.await(vm.scheduler(), this, later, this::results);
            case Publisher<?> later -> HostAnswers.await(vm.scheduler(), this, later, this::results);
            case null -> LuaValue.NIL;
            default -> results(answer);
        };
    }

    /** {@return an answer as values of Luau} */
    final Varargs results(@Nullable Object answer) {
        try {
            return vm.conversions().answerToLuau(vm, answer);
        } catch (Mismatch mismatch) {
            throw unsuitable(mismatch);
        }
    }

    /** {@return an answer of a declared type as a value of Luau} */
    final LuaValue result(ToLuau way, @Nullable Object answer) {
        try {
            return way.give(new Nesting(vm), answer);
        } catch (Mismatch mismatch) {
            throw unsuitable(mismatch);
        }
    }

    private IllegalArgumentException unsuitable(Mismatch mismatch) {
        return mismatch.of("the answer of '" + name + "'");
    }

    /** {@return what the script sees of what host code has thrown} To be thrown; an error of the JVM is thrown here. */
    final LuauError raised(Throwable thrown) {
        return switch (thrown) {
            case ScriptFault fault -> state.error(this, String.valueOf(fault.getMessage()));
            case ScriptException error when error.raised() != null -> error.raised();
            default -> HostAnswers.raised(this, thrown);
        };
    }

    /** {@return the text about an argument that could not be converted} */
    final String textOf(int position, int count, String expected, Mismatch mismatch) {
        if (!mismatch.place().isEmpty()) {
            return "argument " + position + ", " + mismatch.place() + ": " + mismatch.reason();
        }
        return position > count
                ? "missing argument #" + position + to() + " (" + expected + " expected)"
                : invalid(position, mismatch.reason());
    }

    /** {@return the text about an argument that is wrong} */
    final String invalid(int position, String what) {
        return "invalid argument #" + position + to() + " (" + what + ")";
    }

    private String to() {
        return name.isEmpty() ? "" : " to '" + name + "'";
    }
}
