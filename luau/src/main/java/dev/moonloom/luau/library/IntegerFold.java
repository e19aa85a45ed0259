package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauInteger;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.Values;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A function that combines any number of integers. */
abstract class IntegerFold extends LibraryFunction {
    private final long neutral;
    private final int least;

    /**
     * @param neutral the integer that changes no other one when it is combined with it
     * @param least how many integers there must be
     */
    IntegerFold(LuauState state, String name, long neutral, int least) {
        super(state, name);
        this.neutral = neutral;
        this.least = least;
    }

    abstract long combine(long x, long y);

    /** {@return the result for the combined integers} */
    LuaValue result(long combined) {
        return LuauInteger.of(combined);
    }

    @Override
    public final Varargs exec2(LuaValue x, LuaValue y) {
        return x instanceof LuauInteger first && y instanceof LuauInteger second
                ? result(combine(first.value, second.value))
                : execN(Values.of(x, y));
    }

    @Override
    public final Varargs exec3(LuaValue x, LuaValue y, LuaValue z) {
        return x instanceof LuauInteger first && y instanceof LuauInteger second && z instanceof LuauInteger third
                ? result(combine(combine(first.value, second.value), third.value))
                : execN(Values.of(x, y, z));
    }

    @Override
    public final Varargs execN(Varargs values) {
        var arguments = new Arguments(this, values);
        int count = Math.max(arguments.count(), least);
        long combined = neutral;
        for (int i = 1; i <= count; i++) {
            combined = combine(combined, IntegerFunctions.integer(arguments, i));
        }
        return result(combined);
    }
}
