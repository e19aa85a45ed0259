package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A function from one number to a number. */
abstract class NumberFunction extends LibraryFunction {
    NumberFunction(LuauState state, String name) {
        super(state, name);
    }

    abstract double apply(double x);

    @Override
    public final Varargs exec1(LuaValue x) {
        return x instanceof LuauNumber number ? LuauNumber.of(apply(number.value)) : execN(x);
    }

    @Override
    public final Varargs execN(Varargs arguments) {
        return LuauNumber.of(apply(new Arguments(this, arguments).number(1)));
    }
}
