package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.LuauInteger;
import dev.moonloom.luau.runtime.LuauState;
import org.luaj.vm2.LuaValue;

/** A function that divides two integers. */
abstract class IntegerDivision extends IntegerPairFunction {
    IntegerDivision(LuauState state, String name) {
        super(state, name);
    }

    /** {@return the result for a divisor that is not zero} */
    abstract long divide(long x, long y);

    @Override
    final LuaValue apply(long x, long y) {
        if (y == 0) {
            throw state.error(this, "division by zero");
        }
        return LuauInteger.of(divide(x, y));
    }

    /** {@return the quotient cut to a whole number} */
    final long quotient(long x, long y) {
        if (x == Long.MIN_VALUE && y == -1) {
            throw state.error(this, "integer overflow");
        }
        return x / y;
    }
}
