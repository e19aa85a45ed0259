package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauInteger;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code integer.create}: the integer that a number is, or nil when it is not a whole one or does not fit. */
final class IntegerCreate extends LibraryFunction {
    IntegerCreate(LuauState state) {
        super(state, "create");
    }

    @Override
    public Varargs exec1(LuaValue x) {
        return x instanceof LuauNumber number ? convert(number.value) : execN(x);
    }

    @Override
    public Varargs execN(Varargs arguments) {
        return convert(new Arguments(this, arguments).number(1));
    }

    private static LuaValue convert(double number) {
        boolean fits = number >= -0x1p63 && number < 0x1p63 && number == Math.rint(number);
        return fits ? LuauInteger.of((long) number) : LuaValue.NIL;
    }
}
