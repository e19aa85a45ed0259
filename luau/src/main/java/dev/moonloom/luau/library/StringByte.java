package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.Numbers;
import dev.moonloom.luau.runtime.Values;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code string.byte}: some bytes of a string as numbers. */
final class StringByte extends LibraryFunction {
    StringByte(LuauState state) {
        super(state, "byte");
    }

    @Override
    public Varargs exec1(LuaValue string) {
        return string instanceof LuaString text ? byteAt(text, 1) : execN(string);
    }

    @Override
    public Varargs exec2(LuaValue string, LuaValue position) {
        return string instanceof LuaString text && position instanceof LuauNumber number
                ? byteAt(text, Slices.position(Numbers.toInt(number.value), text.m_length))
                : execN(Values.of(string, position));
    }

    private static Varargs byteAt(LuaString string, int position) {
        return position > 0 && position <= string.m_length
                ? LuauNumber.of(string.m_bytes[string.m_offset + position - 1] & 0xff)
                : LuaValue.NONE;
    }

    @Override
    public Varargs execN(Varargs values) {
        var arguments = new Arguments(this, values);
        LuaString string = arguments.string(1);
        int length = string.m_length;
        int given = Slices.position(arguments.integer(2, 1), length);
        int last = Math.min(Slices.position(arguments.integer(3, given), length), length);
        int first = Math.max(given, 1);
        if (first > last) {
            return LuaValue.NONE;
        }
        ResultLimit.check(arguments, last - first + 1, "string slice too long");
        var bytes = new LuaValue[last - first + 1];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = LuauNumber.of(string.luaByte(first - 1 + i));
        }
        return Values.of(bytes);
    }
}
