package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.Numbers;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A function of the bits of one number. */
abstract class BitFunction extends LibraryFunction {
    BitFunction(LuauState state, String name) {
        super(state, name);
    }

    abstract int apply(int bits);

    @Override
    public final Varargs exec1(LuaValue x) {
        return x instanceof LuauNumber number ? Bits.box(apply(Numbers.toUnsigned(number.value))) : execN(x);
    }

    @Override
    public final Varargs execN(Varargs arguments) {
        return Bits.box(apply(Numbers.toUnsigned(new Arguments(this, arguments).number(1))));
    }
}
