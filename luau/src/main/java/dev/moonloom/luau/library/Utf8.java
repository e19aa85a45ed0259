package dev.moonloom.luau.library;

import org.luaj.vm2.LuaString;

/** UTF-8 as it stands in strings, well-formed or not. Positions count from zero. */
final class Utf8 {
    /** The most bytes of a character. */
    static final int MAX_SIZE = 4;

    private static final int MAX_ONE_BYTE = 0x7f;
    private static final int MAX_TWO_BYTES = 0x7ff;
    private static final int MAX_THREE_BYTES = 0xffff;
    private static final int INVALID = -1;

    private Utf8() {}

    /** {@return the code point that begins at a position, or a negative number when none does} */
    static int decode(LuaString string, int at) {
        int first = string.luaByte(at);
        if (first <= MAX_ONE_BYTE) {
            return first;
        }
        // The leading ones of the first byte count the bytes.
        int size = Integer.numberOfLeadingZeros(~first << 24);
        if (size < 2 || size > MAX_SIZE) {
            return INVALID;
        }
        int code = first & (MAX_ONE_BYTE >> size);
        for (int i = 1; i < size; i++) {
            if (!isContinuation(string, at + i)) {
                return INVALID;
            }
            code = code << 6 | (string.luaByte(at + i) & 0x3f);
        }
        boolean surrogate = code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
        return code > Character.MAX_CODE_POINT || surrogate || size(code) != size ? INVALID : code;
    }

    /** {@return how many bytes a code point takes} */
    static int size(int code) {
        if (code <= MAX_ONE_BYTE) {
            return 1;
        }
        if (code <= MAX_TWO_BYTES) {
            return 2;
        }
        return code <= MAX_THREE_BYTES ? 3 : MAX_SIZE;
    }

    /** {@return how many bytes a code point has put into an array} */
    static int encode(int code, byte[] bytes, int at) {
        int size = size(code);
        if (size == 1) {
            bytes[at] = (byte) code;
            return 1;
        }
        int rest = code;
        for (int i = size - 1; i > 0; i--) {
            bytes[at + i] = (byte) (0x80 | (rest & 0x3f));
            rest >>= 6;
        }
        int mark = 0xff00 >> size;
        bytes[at] = (byte) (mark | rest);
        return size;
    }

    /** {@return whether a byte goes on with a character} What is behind the end does not. */
    static boolean isContinuation(LuaString string, int at) {
        return at < string.m_length && (string.luaByte(at) & 0xc0) == 0x80;
    }

    /** {@return where the character that a byte belongs to begins} */
    static int startOf(LuaString string, int position) {
        int at = position;
        while (at > 0 && isContinuation(string, at)) {
            at--;
        }
        return at;
    }

    /** {@return where the next character begins} */
    static int next(LuaString string, int position) {
        int at = position + 1;
        while (isContinuation(string, at)) {
            at++;
        }
        return at;
    }
}
