package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import org.luaj.vm2.LuaString;

/**
 * What stands behind a percent in a format: flags, width, precision, and the letter that says what to print.
 *
 * @param flags one bit for each of {@link #FLAGS}
 * @param precision negative when there is none
 * @param conversion the letter, or zero where the format ends
 * @param isPlain whether there is a letter only
 * @param end the position in the format behind it
 */
record FormatDirective(int flags, int width, int precision, int conversion, boolean isPlain, int end) {
    private static final String FLAGS = "-+ #0";

    /** {@return the directive that begins at this position of a format} */
    static FormatDirective parse(Arguments arguments, LuaString format, int start) {
        int flags = 0;
        int at = start;
        for (int flag = flagAt(format, at); flag >= 0; flag = flagAt(format, at)) {
            flags |= 1 << flag;
            at++;
        }
        if (at - start > FLAGS.length()) {
            throw arguments.error("invalid format (repeated flags)");
        }
        int widthEnd = numberEnd(format, at);
        int width = number(format, at, widthEnd);
        at = widthEnd;
        int precision = -1;
        if (characterAt(format, at) == '.') {
            int precisionEnd = numberEnd(format, at + 1);
            precision = number(format, at + 1, precisionEnd);
            at = precisionEnd;
        }
        int conversion = characterAt(format, at);
        if (CharacterClass.isDigit(conversion)) {
            throw arguments.error("invalid format (width or precision too long)");
        }
        return new FormatDirective(flags, width, precision, conversion, at == start, at + 1);
    }

    private static int flagAt(LuaString format, int at) {
        return FLAGS.indexOf(characterAt(format, at));
    }

    private static int characterAt(LuaString format, int at) {
        return at < format.m_length ? format.luaByte(at) : 0;
    }

    /** {@return where a number of at most two digits ends} */
    private static int numberEnd(LuaString format, int start) {
        int at = start;
        while (at < start + 2 && CharacterClass.isDigit(characterAt(format, at))) {
            at++;
        }
        return at;
    }

    private static int number(LuaString format, int start, int end) {
        int number = 0;
        for (int at = start; at < end; at++) {
            number = number * 10 + format.luaByte(at) - '0';
        }
        return number;
    }

    /** {@return whether there is a certain flag} */
    boolean has(char flag) {
        return (flags >> FLAGS.indexOf(flag) & 1) != 0;
    }

    /** Pads what the result holds from this position on with blanks. */
    void padText(ByteBuilder result, int start) {
        int missing = width - (result.length() - start);
        if (has('-')) {
            result.fill(' ', missing);
        } else {
            result.insert(start, ' ', missing);
        }
    }

    /** Pads a number whose digits begin behind a sign or a prefix. */
    void padNumber(ByteBuilder result, int start, int digits) {
        if (has('0') && !has('-')) {
            result.insert(digits, '0', width - (result.length() - start));
        } else {
            padText(result, start);
        }
    }

    /** Puts the sign of a number in front of it. */
    void appendSign(ByteBuilder result, boolean negative) {
        if (negative) {
            result.add('-');
        } else if (has('+')) {
            result.add('+');
        } else if (has(' ')) {
            result.add(' ');
        }
    }
}
