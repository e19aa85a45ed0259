package dev.moonloom;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A function of a script in the hands of Java. Equal to another one of the same function. It may be kept; it is of no use any
 * more when its VM has ended.
 */
public final class LuauFunction {
    private final Vm vm;
    private final dev.moonloom.luau.runtime.LuauFunction function;

    LuauFunction(Vm vm, dev.moonloom.luau.runtime.LuauFunction function) {
        this.vm = vm;
        this.function = function;
    }

    /** {@return the VM that it belongs to} */
    public Vm vm() {
        return vm;
    }

    /**
     * Calls it in the next cycle, in a thread of its own, which may wait. Any thread.
     *
     * @param type what its first result is converted to; {@code Void.class} when there is none to speak of, {@link
     *     Values}{@code .class} for all of them
     * @param arguments read before this returns
     * @return its result; fails with a {@link ScriptException}, which is also reported as an uncaught error
     * @throws IllegalArgumentException when an argument has no conversion
     */
    public <R extends @Nullable Object> CompletableFuture<R> call(Class<R> type, @Nullable Object... arguments) {
        FromLuau way = vm.conversions().fromLuau(type);
        return vm.call(function, vm.allToLuau(arguments), results -> result(type, way, results));
    }

    /**
     * Calls it at once. It may not wait. On the VM's thread, as inside of a host function.
     *
     * @param type as {@link #call} has it
     * @return its result
     * @throws ScriptException what it raises
     * @throws WrongThreadException on any other thread
     * @throws IllegalArgumentException when an argument has no conversion
     */
    public <R extends @Nullable Object> R callNow(Class<R> type, @Nullable Object... arguments) {
        FromLuau way = vm.conversions().fromLuau(type);
        return result(type, way, invoke(vm.allToLuau(arguments)));
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // the way leads to the type
    private <R extends @Nullable Object> R result(Class<R> type, FromLuau way, Varargs results) {
        return (R) (type == Values.class ? Values.detached(vm, results) : converted(way, results.arg1()));
    }

    /** {@return a result as Java has it} */
    @Nullable Object converted(FromLuau way, LuaValue result) {
        try {
            return way.convert(vm, result);
        } catch (Mismatch mismatch) {
            throw ScriptErrors.wrongResult(function, mismatch);
        }
    }

    /** Calls it on the current thread, which must be the VM's. */
    Varargs invoke(Varargs arguments) {
        vm.requireOwner();
        try {
            return function.invoke(arguments);
        } catch (LuaError error) {
            throw ScriptErrors.of(vm, error);
        }
    }

    dev.moonloom.luau.runtime.LuauFunction function() {
        return function;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LuauFunction another && another.function == function;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(function);
    }

    @Override
    public String toString() {
        String name = function.debugName();
        return "LuauFunction[" + (name.isEmpty() ? "" : name + " ") + "in " + vm.name() + "]";
    }
}
