package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.Numbers;
import dev.moonloom.luau.runtime.Values;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The iterator of {@code utf8.codes}: from a string and the position of a character to the next one and its code. */
final class Utf8Iterator extends LibraryFunction {
    Utf8Iterator(LuauState state) {
        super(state, "");
    }

    @Override
    public Varargs exec2(LuaValue string, LuaValue position) {
        return string instanceof LuaString text && position instanceof LuauNumber number
                ? next(text, Numbers.toInt(number.value))
                : execN(Values.of(string, position));
    }

    @Override
    public Varargs execN(Varargs values) {
        var arguments = new Arguments(this, values);
        LuaString string = arguments.string(1);
        LuaValue position = values.arg(2);
        return next(string, Numbers.isConvertible(position) ? arguments.integer(2) : 0);
    }

    /** @param position of the character before, counted from one; zero at the beginning */
    private Varargs next(LuaString string, int position) {
        int at = position - 1;
        if (at < 0) {
            at = 0;
        } else if (at < string.m_length) {
            at = Utf8.next(string, at);
        }
        if (at >= string.m_length) {
            return LuaValue.NONE;
        }
        int code = Utf8.decode(string, at);
        if (code < 0 || Utf8.isContinuation(string, at + Utf8.size(code))) {
            throw state.error(this, "invalid UTF-8 code");
        }
        return Values.of(LuauNumber.of(at + 1), LuauNumber.of(code));
    }
}
