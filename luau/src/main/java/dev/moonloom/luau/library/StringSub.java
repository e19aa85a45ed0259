package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.Numbers;
import dev.moonloom.luau.runtime.Strings;
import dev.moonloom.luau.runtime.Values;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code string.sub}: part of a string. */
final class StringSub extends LibraryFunction {
    StringSub(LuauState state) {
        super(state, "sub");
    }

    @Override
    public Varargs exec2(LuaValue string, LuaValue from) {
        return string instanceof LuaString text && from instanceof LuauNumber first
                ? part(text, Numbers.toInt(first.value), -1)
                : execN(Values.of(string, from));
    }

    @Override
    public Varargs exec3(LuaValue string, LuaValue from, LuaValue to) {
        return string instanceof LuaString text && from instanceof LuauNumber first && to instanceof LuauNumber last
                ? part(text, Numbers.toInt(first.value), Numbers.toInt(last.value))
                : execN(Values.of(string, from, to));
    }

    @Override
    public Varargs execN(Varargs values) {
        var arguments = new Arguments(this, values);
        return part(arguments.string(1), arguments.integer(2), arguments.integer(3, -1));
    }

    private static LuaString part(LuaString string, int from, int to) {
        int start = Math.max(Slices.position(from, string.m_length), 1) - 1;
        int end = Math.min(Slices.position(to, string.m_length), string.m_length);
        return start < end ? Slices.of(string, start, end) : Strings.EMPTY;
    }
}
