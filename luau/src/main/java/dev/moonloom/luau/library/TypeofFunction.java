package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.Types;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code typeof(value)}: the name that a userdata gives itself, or that of the type. */
final class TypeofFunction extends LibraryFunction {
    TypeofFunction(LuauState state) {
        super(state, "typeof");
    }

    @Override
    public Varargs exec1(LuaValue value) {
        return Types.stringOf(state, value);
    }

    @Override
    public Varargs execN(Varargs arguments) {
        return Types.stringOf(state, new Arguments(this, arguments).any(1));
    }
}
