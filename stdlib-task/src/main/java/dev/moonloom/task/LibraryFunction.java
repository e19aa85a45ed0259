package dev.moonloom.task;

import java.util.Objects;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.VarArgFunction;

/** One function of a library: a name and what it does with its arguments. */
final class LibraryFunction extends VarArgFunction {
    /** What a library function does. */
    @FunctionalInterface
    interface Body {
        Varargs call(Arguments arguments);
    }

    private final Body body;

    LibraryFunction(String name, Body body) {
        this.name = Objects.requireNonNull(name);
        this.body = body;
    }

    @Override
    public Varargs invoke(Varargs arguments) {
        return body.call(new Arguments(name, detached(arguments)));
    }

    @Override
    public String name() {
        return name;
    }

    /** {@return what {@code tostring} gives: the address, as for every function, and not the name alone} */
    @Override
    public String tojstring() {
        return String.format("function: 0x%016x", System.identityHashCode(this));
    }

    /**
     * {@return the same values, safe to keep} LuaJ's interpreter passes three and more arguments as a view of the
     * caller's stack, which changes as soon as a coroutine switch lets the caller go on.
     */
    private static Varargs detached(Varargs arguments) {
        int count = arguments.narg();
        return switch (count) {
            case 0 -> LuaValue.NONE;
            case 1 -> arguments.arg1();
            case 2 -> LuaValue.varargsOf(arguments.arg1(), arguments.arg(2));
            default -> {
                var values = new LuaValue[count];
                for (int i = 0; i < count; i++) {
                    values[i] = arguments.arg(i + 1);
                }
                yield LuaValue.varargsOf(values);
            }
        };
    }
}
