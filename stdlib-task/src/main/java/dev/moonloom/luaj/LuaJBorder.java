package dev.moonloom.luaj;

import dev.moonloom.luau.runtime.Border;
import dev.moonloom.luau.runtime.LuauError;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.Values;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** How LuaJ's interpreter calls our libraries: in its own terms. */
record LuaJBorder(Border inner) implements Border {
    @Override
    public Varargs invoke(LuauFunction function, Varargs arguments) {
        try {
            return inner.invoke(function, detached(arguments));
        } catch (LuauError error) {
            throw interpreters(error);
        }
    }

    /** {@return an error of LuaJ's own kind} The interpreter adds the position to a text. */
    private static LuaError interpreters(LuauError error) {
        LuaValue value = error.value();
        return value.type() == LuaValue.TSTRING ? new LuaError(value.tojstring()) : new LuaError(value);
    }

    /**
     * {@return the same values, safe to keep} LuaJ's interpreter passes three and more arguments as a view of the
     * caller's stack, which changes as soon as a coroutine switch lets the caller go on.
     */
    private static Varargs detached(Varargs arguments) {
        int count = arguments.narg();
        if (count <= 1) {
            return count == 0 ? LuaValue.NONE : arguments.arg1();
        }
        var values = new LuaValue[count];
        Values.copy(arguments, values, 0);
        return Values.of(values);
    }
}
