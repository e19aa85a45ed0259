package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.Values;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A function from two numbers to a number. */
abstract class NumberPairFunction extends LibraryFunction {
    NumberPairFunction(LuauState state, String name) {
        super(state, name);
    }

    abstract double apply(double x, double y);

    @Override
    public final Varargs exec2(LuaValue x, LuaValue y) {
        if (x instanceof LuauNumber first && y instanceof LuauNumber second) {
            return LuauNumber.of(apply(first.value, second.value));
        }
        return execN(Values.of(x, y));
    }

    @Override
    public final Varargs execN(Varargs values) {
        var arguments = new Arguments(this, values);
        // Native Luau looks at the second argument first, which shows when both are wrong.
        double y = arguments.number(2);
        return LuauNumber.of(apply(arguments.number(1), y));
    }
}
