package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.Strings;
import java.util.Arrays;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Luau's {@code string} library. Strings are bytes; letters are those of ASCII. */
public final class StringLibrary {
    private static final LuaString COMMA = Strings.of(",");

    private StringLibrary() {}

    /** {@return the library of a VM} It also becomes what strings look methods up in. */
    public static LuauTable create(LuauState state) {
        var patterns = new PatternCache();
        var format = new FormatFunction(state);
        LuauTable library = new LibraryBuilder(state)
                .define(new StringByte(state))
                .define(new StringChar(state))
                .define(PatternFunction.find(state, patterns))
                .define(format)
                .define("gmatch", arguments -> gmatch(arguments, patterns))
                .define(new GsubFunction(state, patterns))
                .define(new StringLength(state))
                .define("lower", arguments -> changeCase(arguments.string(1), 'A', 'Z'))
                .define(PatternFunction.match(state, patterns))
                .define("rep", StringLibrary::repeat)
                .define("reverse", StringLibrary::reverse)
                .define(new StringSub(state))
                .define("upper", arguments -> changeCase(arguments.string(1), 'a', 'z'))
                .define("split", StringLibrary::split)
                .define("pack", PackFunctions::pack)
                .define("packsize", PackFunctions::packSize)
                .define("unpack", PackFunctions::unpack)
                .table();
        state.stringMetatable = metatable(state, library);
        state.format = format;
        return library;
    }

    private static LuauTable metatable(LuauState state, LuauTable library) {
        LuauTable metatable = new LibraryBuilder(state).value("__index", library).table();
        metatable.freeze();
        return metatable;
    }

    private static Varargs gmatch(Arguments arguments, PatternCache patterns) {
        return new GmatchFunction(arguments.state(), arguments.string(1), patterns.get(arguments.string(2)));
    }

    /** Letters between these two change their case. */
    private static LuaValue changeCase(LuaString string, char from, char to) {
        byte[] bytes = Strings.bytes(string);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] >= from && bytes[i] <= to) {
                bytes[i] ^= 0x20;
            }
        }
        return Strings.ofBytes(bytes);
    }

    private static LuaValue repeat(Arguments arguments) {
        LuaString string = arguments.string(1);
        int count = arguments.integer(2);
        if (count <= 0 || string.m_length == 0) {
            return Strings.EMPTY;
        }
        long length = (long) string.m_length * count;
        if (length > ByteBuilder.MAX_STRING) {
            throw arguments.error("resulting string too large");
        }
        return Strings.ofBytes(repeated(string, (int) length));
    }

    /** What is there already is copied behind itself, twice as much each time. */
    private static byte[] repeated(LuaString string, int length) {
        var bytes = new byte[length];
        int filled = string.m_length;
        string.copyInto(0, bytes, 0, filled);
        if (filled == 1) {
            Arrays.fill(bytes, bytes[0]);
            return bytes;
        }
        while (filled < length) {
            int more = Math.min(filled, length - filled);
            System.arraycopy(bytes, 0, bytes, filled, more);
            filled += more;
        }
        return bytes;
    }

    private static LuaValue reverse(Arguments arguments) {
        LuaString string = arguments.string(1);
        var bytes = new byte[string.m_length];
        int last = string.m_offset + string.m_length - 1;
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = string.m_bytes[last - i];
        }
        return Strings.ofBytes(bytes);
    }

    private static LuaValue split(Arguments arguments) {
        LuaString string = arguments.string(1);
        LuaString separator = arguments.string(2, COMMA);
        var parts = new LuauTable();
        if (separator.m_length == 0) {
            for (int i = 0; i < string.m_length; i++) {
                parts.put(i + 1, Slices.of(string, i, i + 1));
            }
            return parts;
        }
        int count = 0;
        int start = 0;
        for (int at = nextSeparator(arguments, string, separator, 0); at >= 0; at = nextSeparator(arguments, string,
                separator, start)) {
            parts.put(++count, Slices.of(string, start, at));
            start = at + separator.m_length;
        }
        parts.put(++count, Slices.of(string, start, string.m_length));
        return parts;
    }

    private static int nextSeparator(Arguments arguments, LuaString string, LuaString separator, int start) {
        return TextSearch.find(arguments.state(), string, separator, start);
    }
}
