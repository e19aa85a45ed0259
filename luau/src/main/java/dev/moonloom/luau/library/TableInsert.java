package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.Values;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code table.insert}: adds a value at the end of a list, or between others. */
final class TableInsert extends LibraryFunction {
    TableInsert(LuauState state) {
        super(state, "insert");
    }

    @Override
    public Varargs exec2(LuaValue list, LuaValue value) {
        return list instanceof LuauTable table ? append(table, value) : execN(Values.of(list, value));
    }

    @Override
    public Varargs execN(Varargs values) {
        var arguments = new Arguments(this, values);
        LuauTable table = arguments.table(1);
        return switch (arguments.count()) {
            case 2 -> append(table, arguments.at(2));
            case 3 -> insert(table, arguments.integer(2), arguments.at(3));
            default -> throw arguments.error("wrong number of arguments to 'insert'");
        };
    }

    private Varargs append(LuauTable table, LuaValue value) {
        int position = table.length() + 1;
        TableMoves.requireWritable(this, table);
        table.put(position, value);
        return LuaValue.NONE;
    }

    private Varargs insert(LuauTable table, int position, LuaValue value) {
        int length = table.length();
        TableMoves.requireWritable(this, table);
        if (position >= 1 && position <= length) {
            TableMoves.copy(table, position, length - position + 1, table, position + 1);
        }
        table.put(position, value);
        return LuaValue.NONE;
    }
}
