package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauInteger;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.Values;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A function of two integers. */
abstract class IntegerPairFunction extends LibraryFunction {
    IntegerPairFunction(LuauState state, String name) {
        super(state, name);
    }

    abstract LuaValue apply(long x, long y);

    @Override
    public final Varargs exec2(LuaValue x, LuaValue y) {
        return x instanceof LuauInteger first && y instanceof LuauInteger second
                ? apply(first.value, second.value)
                : execN(Values.of(x, y));
    }

    @Override
    public final Varargs execN(Varargs values) {
        var arguments = new Arguments(this, values);
        long x = IntegerFunctions.integer(arguments, 1);
        return apply(x, IntegerFunctions.integer(arguments, 2));
    }
}
