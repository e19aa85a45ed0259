package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.Numbers;
import dev.moonloom.luau.runtime.Values;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A function that moves the bits of a number by so many places. */
abstract class BitShift extends LibraryFunction {
    BitShift(LuauState state, String name) {
        super(state, name);
    }

    abstract int apply(int bits, int places);

    @Override
    public final Varargs exec2(LuaValue x, LuaValue y) {
        if (x instanceof LuauNumber bits && y instanceof LuauNumber places) {
            return Bits.box(apply(Numbers.toUnsigned(bits.value), Numbers.toInt(places.value)));
        }
        return execN(Values.of(x, y));
    }

    @Override
    public final Varargs execN(Varargs values) {
        var arguments = new Arguments(this, values);
        return Bits.box(shift(arguments));
    }

    /** Native Luau looks at the second argument first, which shows when both are wrong. */
    int shift(Arguments arguments) {
        int places = arguments.integer(2);
        return apply(Numbers.toUnsigned(arguments.number(1)), places);
    }
}
