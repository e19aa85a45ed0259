package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.Values;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code select(position, ...)} and {@code select("#", ...)}. */
final class SelectFunction extends LibraryFunction {
    SelectFunction(LuauState state) {
        super(state, "select");
    }

    @Override
    public Varargs execN(Varargs values) {
        return isHash(values.arg1()) ? LuauNumber.of(values.narg() - 1) : from(values);
    }

    private static boolean isHash(LuaValue value) {
        return value instanceof LuaString text && text.m_length > 0 && text.m_bytes[text.m_offset] == '#';
    }

    private Varargs from(Varargs values) {
        var arguments = new Arguments(this, values);
        int position = arguments.integer(1);
        int first = position < 0 ? values.narg() + position : position;
        if (first < 1) {
            throw arguments.bad(1, "index out of range");
        }
        return first >= values.narg() ? NONE : Values.from(values, first + 1);
    }
}
