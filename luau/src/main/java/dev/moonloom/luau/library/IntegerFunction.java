package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauInteger;
import dev.moonloom.luau.runtime.LuauState;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A function of one integer. */
abstract class IntegerFunction extends LibraryFunction {
    IntegerFunction(LuauState state, String name) {
        super(state, name);
    }

    abstract LuaValue apply(long x);

    @Override
    public final Varargs exec1(LuaValue x) {
        return x instanceof LuauInteger integer ? apply(integer.value) : execN(x);
    }

    @Override
    public final Varargs execN(Varargs arguments) {
        return apply(IntegerFunctions.integer(new Arguments(this, arguments), 1));
    }
}
