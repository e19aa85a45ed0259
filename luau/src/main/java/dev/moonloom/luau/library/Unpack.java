package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.Values;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What {@code unpack} and {@code table.unpack} do, which are two functions. */
final class Unpack {
    /** Luau's limit on how many values a native has in hand. */
    private static final int MAX_VALUES = 8000;

    private Unpack() {}

    static Varargs call(Arguments arguments) {
        LuauTable table = arguments.table(1);
        int first = arguments.integer(2, 1);
        int last = arguments.noneOrNil(3) ? table.length() : arguments.integer(3);
        if (first > last) {
            return LuaValue.NONE;
        }
        long count = (long) last - first + 1;
        if (count > MAX_VALUES - arguments.count()) {
            throw arguments.error("too many results to unpack");
        }
        var values = new LuaValue[(int) count];
        for (int i = 0; i < count; i++) {
            LuaValue value = table.find(first + i);
            values[i] = value == null ? LuaValue.NIL : value;
        }
        return Values.of(values);
    }
}
