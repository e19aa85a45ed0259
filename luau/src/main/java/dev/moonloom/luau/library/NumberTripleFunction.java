package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.Values;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A function from three numbers to a number. */
abstract class NumberTripleFunction extends LibraryFunction {
    NumberTripleFunction(LuauState state, String name) {
        super(state, name);
    }

    abstract double apply(double x, double y, double z);

    @Override
    public final Varargs exec3(LuaValue x, LuaValue y, LuaValue z) {
        if (x instanceof LuauNumber first && y instanceof LuauNumber second && z instanceof LuauNumber third) {
            return LuauNumber.of(apply(first.value, second.value, third.value));
        }
        return execN(Values.of(x, y, z));
    }

    @Override
    public final Varargs execN(Varargs values) {
        var arguments = new Arguments(this, values);
        double x = arguments.number(1);
        double y = arguments.number(2);
        return LuauNumber.of(apply(x, y, arguments.number(3)));
    }
}
