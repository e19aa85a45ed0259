package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.Types;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code type(value)}. */
final class TypeFunction extends LibraryFunction {
    TypeFunction(LuauState state) {
        super(state, "type");
    }

    @Override
    public Varargs exec1(LuaValue value) {
        return Types.nameOf(value);
    }

    @Override
    public Varargs execN(Varargs arguments) {
        return Types.nameOf(new Arguments(this, arguments).any(1));
    }
}
