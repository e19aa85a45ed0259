package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.ToString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code tostring(value)}. */
final class TostringFunction extends LibraryFunction {
    TostringFunction(LuauState state) {
        super(state, "tostring");
    }

    @Override
    public Varargs exec1(LuaValue value) {
        return ToString.of(value, this);
    }

    @Override
    public Varargs execN(Varargs arguments) {
        return ToString.of(new Arguments(this, arguments).any(1), this);
    }
}
