package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Strings;
import org.luaj.vm2.LuaString;

/** Parts of strings. */
final class Slices {
    private static final int SHORT = 32;
    private static final LuaString[] SINGLE = new LuaString[256];

    static {
        for (int i = 0; i < SINGLE.length; i++) {
            SINGLE[i] = Strings.constant(new byte[]{(byte) i});
        }
    }

    private Slices() {}

    /**
     * {@return the bytes from one position up to before another, counted from zero} A long part shares the array of the
     * whole, but only while it is at least half of it, so that a small string never keeps a big array alive.
     */
    static LuaString of(LuaString string, int start, int end) {
        int length = end - start;
        if (length == string.m_length) {
            return string;
        }
        if (length == 0) {
            return Strings.EMPTY;
        }
        if (length == 1) {
            return single(string.luaByte(start));
        }
        return length > SHORT && length >= string.m_bytes.length >> 1
                ? LuaString.valueUsing(string.m_bytes, string.m_offset + start, length)
                : LuaString.valueOf(string.m_bytes, string.m_offset + start, length);
    }

    /** {@return the string of one byte} */
    static LuaString single(int character) {
        return SINGLE[character];
    }

    /** {@return a position as scripts give it, which counts from the end when it is negative} It may lie outside. */
    static int position(int given, int length) {
        int position = given < 0 ? given + length + 1 : given;
        return Math.max(position, 0);
    }
}
