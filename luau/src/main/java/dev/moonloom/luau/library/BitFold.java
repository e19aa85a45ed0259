package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.Numbers;
import dev.moonloom.luau.runtime.Values;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A function that combines the bits of any number of numbers. */
abstract class BitFold extends LibraryFunction {
    private final int neutral;

    /** @param neutral the bits that it combines none to */
    BitFold(LuauState state, String name, int neutral) {
        super(state, name);
        this.neutral = neutral;
    }

    abstract int combine(int x, int y);

    /** {@return the result for the combined bits} */
    LuaValue result(int bits) {
        return Bits.box(bits);
    }

    @Override
    public final Varargs exec2(LuaValue x, LuaValue y) {
        if (x instanceof LuauNumber first && y instanceof LuauNumber second) {
            return result(combine(Numbers.toUnsigned(first.value), Numbers.toUnsigned(second.value)));
        }
        return execN(Values.of(x, y));
    }

    @Override
    public final Varargs execN(Varargs values) {
        var arguments = new Arguments(this, values);
        int bits = neutral;
        for (int i = 1; i <= arguments.count(); i++) {
            bits = combine(bits, Numbers.toUnsigned(arguments.number(i)));
        }
        return result(bits);
    }
}
