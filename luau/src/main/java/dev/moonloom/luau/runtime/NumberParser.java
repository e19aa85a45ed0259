package dev.moonloom.luau.runtime;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;

/**
 * Reads a number as the C library does: white space, a sign, then decimal or hexadecimal digits with a fraction and an
 * exponent, or {@code inf} or {@code nan}; white space may follow. A NUL ends the text as in C.
 */
final class NumberParser {
    private static final int END = -1;
    /** So many digits are exact as a double, whatever they are. */
    private static final int EXACT_DIGITS = 15;
    private static final double[] POWERS_OF_TEN = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12,
        1e13, 1e14, 1e15};

    private final byte[] bytes;
    private final int end;
    private int at;

    NumberParser(LuaString text) {
        bytes = text.m_bytes;
        at = text.m_offset;
        int limit = text.m_offset + text.m_length;
        int stop = at;
        while (stop < limit && bytes[stop] != 0) {
            stop++;
        }
        end = stop;
    }

    /** {@return the number, or null when the text is not one number and nothing else} */
    @Nullable LuauNumber parse() {
        skipSpace();
        boolean negative = readSign();
        int first = at;
        double size = readSize();
        if (at == first) {
            return null;
        }
        skipSpace();
        return at == end ? LuauNumber.of(negative ? -size : size) : null;
    }

    /** {@return the whole number, or null when the text is not one in this base and nothing else} */
    @Nullable LuauNumber parse(int base) {
        LuauInteger bits = parseBits(base);
        return bits == null ? null : LuauNumber.of(unsigned(bits.value));
    }

    /** {@return the integer, or null when the text is not one in this base and nothing else} */
    @Nullable LuauInteger parseInteger(int base) {
        int start = at;
        skipSpace();
        boolean negative = readSign();
        if (base == 10 && !startsHexadecimal()) {
            int first = at;
            return integer(first, signed(readDigits(base, false), negative));
        }
        at = start;
        return parseBits(base == 10 ? 16 : base);
    }

    /** In base 16, {@code 0x} may stand before the digits. */
    private @Nullable LuauInteger parseBits(int base) {
        skipSpace();
        boolean negative = readSign();
        if (base == 16 && startsHexadecimal() && digit(at + 2, 16) >= 0) {
            at += 2;
        }
        int first = at;
        return integer(first, readDigits(base, negative));
    }

    /** {@return a value if there were digits and there is nothing else, or null} */
    private @Nullable LuauInteger integer(int first, long value) {
        if (at == first) {
            return null;
        }
        skipSpace();
        return at == end ? LuauInteger.of(value) : null;
    }

    /** {@return a number whose size is given without a sign, or that which is nearest to it} */
    private static long signed(long size, boolean negative) {
        if (negative) {
            return Long.compareUnsigned(size, Long.MIN_VALUE) > 0 ? Long.MIN_VALUE : -size;
        }
        return size < 0 ? Long.MAX_VALUE : size;
    }

    /**
     * The digits as 64 unsigned bits; all of them set when they are too many. A sign is applied as in C, modulo 2^64.
     */
    private long readDigits(int base, boolean negative) {
        long value = 0;
        boolean tooLarge = false;
        for (int digit = digit(at, base); digit >= 0; digit = digit(++at, base)) {
            tooLarge |= Long.compareUnsigned(value, Long.divideUnsigned(-1L - digit, base)) > 0;
            value = value * base + digit;
        }
        return tooLarge ? -1L : negative ? -value : value;
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : new BigInteger(Long.toUnsignedString(bits)).doubleValue();
    }

    private double readSize() {
        if (startsHexadecimal()) {
            return readHexadecimal();
        }
        int letter = lower(at);
        if (letter == 'i' || letter == 'n') {
            return readName();
        }
        return readDecimal();
    }

    private double readName() {
        if (skipWord("inf")) {
            skipWord("inity");
            return Double.POSITIVE_INFINITY;
        }
        if (skipWord("nan")) {
            skipNanLabel();
        }
        return Double.NaN;
    }

    /** C allows letters, digits and underscores in parentheses behind {@code nan}. */
    private void skipNanLabel() {
        if (peek(at) != '(') {
            return;
        }
        int close = at + 1;
        while (digit(close, Character.MAX_RADIX) >= 0 || peek(close) == '_') {
            close++;
        }
        if (peek(close) == ')') {
            at = close + 1;
        }
    }

    private double readDecimal() {
        int first = at;
        int whole = skipDigits(10);
        int fraction = 0;
        if (peek(at) == '.') {
            at++;
            fraction = skipDigits(10);
        }
        if (whole + fraction == 0) {
            at = first;
            return 0;
        }
        boolean hasExponent = skipExponent('e');
        return hasExponent || whole + fraction > EXACT_DIGITS
                ? Double.parseDouble(text(first))
                : exact(first) / POWERS_OF_TEN[fraction];
    }

    /**
     * The digits without their point. They and the power of ten are exact, so that the quotient is rounded only once.
     */
    private double exact(int first) {
        long value = 0;
        for (int i = first; i < at; i++) {
            if (bytes[i] != '.') {
                value = value * 10 + (bytes[i] - '0');
            }
        }
        return value;
    }

    private double readHexadecimal() {
        int first = at;
        at += 2;
        int digits = skipDigits(16);
        if (peek(at) == '.') {
            at++;
            digits += skipDigits(16);
        }
        if (digits == 0) {
            at = first + 1;
            return 0;
        }
        boolean hasExponent = skipExponent('p');
        return Double.parseDouble(hasExponent ? text(first) : text(first) + "p0");
    }

    private boolean skipExponent(char letter) {
        if (lower(at) != letter) {
            return false;
        }
        int mark = at;
        at++;
        readSign();
        if (skipDigits(10) == 0) {
            at = mark;
            return false;
        }
        return true;
    }

    private int skipDigits(int base) {
        int first = at;
        while (digit(at, base) >= 0) {
            at++;
        }
        return at - first;
    }

    private boolean readSign() {
        int sign = peek(at);
        if (sign == '-' || sign == '+') {
            at++;
        }
        return sign == '-';
    }

    private void skipSpace() {
        while (peek(at) == ' ' || (peek(at) >= '\t' && peek(at) <= '\r')) {
            at++;
        }
    }

    private boolean skipWord(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (lower(at + i) != word.charAt(i)) {
                return false;
            }
        }
        at += word.length();
        return true;
    }

    private boolean startsHexadecimal() {
        return peek(at) == '0' && lower(at + 1) == 'x';
    }

    private int digit(int position, int base) {
        int letter = peek(position);
        return letter == END ? -1 : Character.digit(letter, base);
    }

    private int lower(int position) {
        int letter = peek(position);
        return letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter;
    }

    private int peek(int position) {
        return position < end ? bytes[position] : END;
    }

    private String text(int first) {
        return new String(bytes, first, at - first, StandardCharsets.ISO_8859_1);
    }
}
