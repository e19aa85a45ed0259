package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.Values;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code table.unpack}: the values of a list as results. */
final class TableUnpack extends LibraryFunction {
    /** Longer lists go the long way, which knows the limit. */
    private static final int SHORT = 100;

    TableUnpack(LuauState state) {
        super(state, "unpack");
    }

    @Override
    public Varargs exec1(LuaValue list) {
        if (list instanceof LuauTable table) {
            int length = table.length();
            if (length <= SHORT) {
                return valuesOf(table, length);
            }
        }
        return execN(list);
    }

    private static Varargs valuesOf(LuauTable table, int length) {
        var values = new LuaValue[length];
        for (int i = 0; i < length; i++) {
            values[i] = table.rawget(i + 1);
        }
        return Values.of(values);
    }

    @Override
    public Varargs execN(Varargs arguments) {
        return Unpack.call(new Arguments(this, arguments));
    }
}
