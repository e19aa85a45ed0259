package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.Values;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A function that takes one number or more and answers one of them. */
abstract class NumberFold extends LibraryFunction {
    NumberFold(LuauState state, String name) {
        super(state, name);
    }

    /** {@return the one of two that is kept} */
    abstract double choose(double kept, double next);

    @Override
    public final Varargs exec2(LuaValue x, LuaValue y) {
        if (x instanceof LuauNumber first && y instanceof LuauNumber second) {
            return LuauNumber.of(choose(first.value, second.value));
        }
        return execN(Values.of(x, y));
    }

    @Override
    public final Varargs exec3(LuaValue x, LuaValue y, LuaValue z) {
        if (x instanceof LuauNumber first && y instanceof LuauNumber second && z instanceof LuauNumber third) {
            return LuauNumber.of(choose(choose(first.value, second.value), third.value));
        }
        return execN(Values.of(x, y, z));
    }

    @Override
    public final Varargs execN(Varargs values) {
        var arguments = new Arguments(this, values);
        double kept = arguments.number(1);
        for (int i = 2; i <= arguments.count(); i++) {
            kept = choose(kept, arguments.number(i));
        }
        return LuauNumber.of(kept);
    }
}
