package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.Numbers;
import dev.moonloom.luau.runtime.Values;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code bit32.extract}: some bits of a number in a row. */
final class BitExtract extends LibraryFunction {
    BitExtract(LuauState state) {
        super(state, "extract");
    }

    @Override
    public Varargs exec2(LuaValue x, LuaValue field) {
        return x instanceof LuauNumber bits && field instanceof LuauNumber place
                ? extract(bits, place, 1)
                : execN(Values.of(x, field));
    }

    @Override
    public Varargs exec3(LuaValue x, LuaValue field, LuaValue width) {
        return x instanceof LuauNumber bits && field instanceof LuauNumber place && width instanceof LuauNumber count
                ? extract(bits, place, Numbers.toInt(count.value))
                : execN(Values.of(x, field, width));
    }

    private Varargs extract(LuauNumber x, LuauNumber place, int width) {
        int field = Numbers.toInt(place.value);
        return field >= 0 && width > 0 && width <= Bits.COUNT - field
                ? Bits.box((Numbers.toUnsigned(x.value) >>> field) & Bits.ones(width))
                : execN(Values.of(x, place, LuauNumber.of(width)));
    }

    @Override
    public Varargs execN(Varargs values) {
        var arguments = new Arguments(this, values);
        int bits = Numbers.toUnsigned(arguments.number(1));
        int field = Bit32Library.field(arguments, 2);
        int width = Bit32Library.width(arguments, 3, field);
        return Bits.box((bits >>> field) & Bits.ones(width));
    }
}
