package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.Numbers;
import dev.moonloom.luau.runtime.Strings;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code string.char}: a string of the bytes that numbers give. */
final class StringChar extends LibraryFunction {
    StringChar(LuauState state) {
        super(state, "char");
    }

    @Override
    public Varargs exec1(LuaValue character) {
        if (character instanceof LuauNumber number) {
            int code = Numbers.toInt(number.value);
            if (code >= 0 && code <= 0xff) {
                return Slices.single(code);
            }
        }
        return execN(character);
    }

    @Override
    public Varargs execN(Varargs values) {
        var arguments = new Arguments(this, values);
        var bytes = new byte[arguments.count()];
        for (int i = 0; i < bytes.length; i++) {
            int code = arguments.integer(i + 1);
            if (code != (code & 0xff)) {
                throw arguments.bad(i + 1, "invalid value");
            }
            bytes[i] = (byte) code;
        }
        return Strings.ofBytes(bytes);
    }
}
