package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.Numbers;
import dev.moonloom.luau.runtime.Values;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code table.remove}: takes the last value off a list, or one from between others. */
final class TableRemove extends LibraryFunction {
    TableRemove(LuauState state) {
        super(state, "remove");
    }

    @Override
    public Varargs exec1(LuaValue list) {
        return list instanceof LuauTable table ? remove(table, table.length()) : execN(list);
    }

    @Override
    public Varargs exec2(LuaValue list, LuaValue position) {
        return list instanceof LuauTable table && position instanceof LuauNumber number
                ? remove(table, Numbers.toInt(number.value))
                : execN(Values.of(list, position));
    }

    @Override
    public Varargs execN(Varargs values) {
        var arguments = new Arguments(this, values);
        LuauTable table = arguments.table(1);
        return remove(table, arguments.integer(2, table.length()));
    }

    private Varargs remove(LuauTable table, int position) {
        int length = table.length();
        if (position < 1 || position > length) {
            return LuaValue.NONE;
        }
        LuaValue value = table.find(position);
        TableMoves.requireWritable(this, table);
        TableMoves.copy(table, position + 1, length - position, table, position);
        table.put(length, LuaValue.NIL);
        return value == null ? LuaValue.NIL : value;
    }
}
