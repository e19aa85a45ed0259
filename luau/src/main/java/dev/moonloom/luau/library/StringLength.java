package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code string.len}: how many bytes a string has. */
final class StringLength extends LibraryFunction {
    StringLength(LuauState state) {
        super(state, "len");
    }

    @Override
    public Varargs exec1(LuaValue string) {
        return string instanceof LuaString text ? LuauNumber.of(text.m_length) : execN(string);
    }

    @Override
    public Varargs execN(Varargs values) {
        return LuauNumber.of(new Arguments(this, values).string(1).m_length);
    }
}
