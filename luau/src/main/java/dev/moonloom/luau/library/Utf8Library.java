package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.Strings;
import dev.moonloom.luau.runtime.Values;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Luau's {@code utf8} library: the code points of strings. Surrogates can be written, but are not read. */
public final class Utf8Library {
    /** A pattern that matches one character of a well-formed string. */
    private static final String CHARACTER_PATTERN = "[\0-\u007f\u00c2-\u00f4][\u0080-\u00bf]*";
    private static final String INVALID = "invalid UTF-8 code";

    private Utf8Library() {}

    /** {@return the library of a VM} */
    public static LuauTable create(LuauState state) {
        return new LibraryBuilder(state)
                .define("offset", Utf8Library::offset)
                .define("codepoint", Utf8Library::codepoint)
                .define("char", Utf8Library::character)
                .define("len", Utf8Library::length)
                .define("codes", Utf8Library::codes)
                .value("charpattern", Strings.ofBytes(CHARACTER_PATTERN.getBytes(StandardCharsets.ISO_8859_1)))
                .table();
    }

    private static Varargs length(Arguments arguments) {
        LuaString string = arguments.string(1);
        int at = Slices.position(arguments.integer(2, 1), string.m_length) - 1;
        int last = Slices.position(arguments.integer(3, -1), string.m_length) - 1;
        if (at < 0 || at > string.m_length) {
            throw arguments.bad(2, "initial position out of string");
        }
        if (last >= string.m_length) {
            throw arguments.bad(3, "final position out of string");
        }
        int count = 0;
        while (at <= last) {
            int code = Utf8.decode(string, at);
            if (code < 0) {
                return Values.of(LuaValue.NIL, LuauNumber.of(at + 1));
            }
            at += Utf8.size(code);
            count++;
        }
        return LuauNumber.of(count);
    }

    private static Varargs codepoint(Arguments arguments) {
        LuaString string = arguments.string(1);
        int first = Slices.position(arguments.integer(2, 1), string.m_length);
        int last = Slices.position(arguments.integer(3, first), string.m_length);
        if (first < 1) {
            throw arguments.bad(2, "out of range");
        }
        if (last > string.m_length) {
            throw arguments.bad(3, "out of range");
        }
        if (first > last) {
            return LuaValue.NONE;
        }
        ResultLimit.check(arguments, last - first + 1, "string slice too long");
        var codes = new LuaValue[last - first + 1];
        int count = 0;
        int at = first - 1;
        while (at < last) {
            int code = Utf8.decode(string, at);
            if (code < 0) {
                throw arguments.error(INVALID);
            }
            codes[count++] = LuauNumber.of(code);
            at += Utf8.size(code);
        }
        return Values.of(codes, 0, count);
    }

    private static Varargs character(Arguments arguments) {
        int count = arguments.count();
        var bytes = new byte[count * Utf8.MAX_SIZE];
        int length = 0;
        for (int i = 1; i <= count; i++) {
            int code = arguments.integer(i);
            if (code < 0 || code > Character.MAX_CODE_POINT) {
                throw arguments.bad(i, "value out of range");
            }
            length += Utf8.encode(code, bytes, length);
        }
        return Strings.ofBytes(Arrays.copyOf(bytes, length));
    }

    private static Varargs offset(Arguments arguments) {
        LuaString string = arguments.string(1);
        int characters = arguments.integer(2);
        int start = arguments.integer(3, characters >= 0 ? 1 : string.m_length + 1);
        int at = Slices.position(start, string.m_length) - 1;
        if (at < 0 || at > string.m_length) {
            throw arguments.bad(3, "position out of range");
        }
        if (characters == 0) {
            return LuauNumber.of(Utf8.startOf(string, at) + 1);
        }
        if (Utf8.isContinuation(string, at)) {
            throw arguments.error("initial position is a continuation byte");
        }
        int found = characters < 0 ? goBack(string, at, characters) : goOn(string, at, characters - 1);
        return found < 0 ? LuaValue.NIL : LuauNumber.of(found + 1);
    }

    /** @param characters a negative number */
    private static int goBack(LuaString string, int start, int characters) {
        int at = start;
        int left = characters;
        while (left < 0 && at > 0) {
            at = Utf8.startOf(string, at - 1);
            left++;
        }
        return left == 0 ? at : -1;
    }

    private static int goOn(LuaString string, int start, int characters) {
        int at = start;
        int left = characters;
        while (left > 0 && at < string.m_length) {
            at = Utf8.next(string, at);
            left--;
        }
        return left == 0 ? at : -1;
    }

    private static Varargs codes(Arguments arguments) {
        LuaString string = arguments.string(1);
        return Values.of(new Utf8Iterator(arguments.state()), string, LuauNumber.of(0));
    }
}
