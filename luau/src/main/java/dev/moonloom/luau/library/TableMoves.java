package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Cursor;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauTable;
import org.luaj.vm2.LuaValue;

/** Moves rows of values within tables and between them. */
final class TableMoves {
    /** A row of at most so many is copied value by value, however empty the tables are. */
    private static final int SHORT_ROW = 32;

    private TableMoves() {}

    /** Raises Luau's error when nothing may be stored. It has no position, as the language's own errors in natives. */
    static void requireWritable(LuauFunction self, LuauTable table) {
        if (table.readonly()) {
            throw self.state.runtimeError(self, "attempt to modify a readonly table");
        }
    }

    /** Copies a row of values. The two rows may overlap. */
    static void copy(LuauTable source, int from, int count, LuauTable target, int to) {
        boolean forwards = source != target || to <= from || to > from + count - 1;
        for (int copied = 0; copied < count; copied++) {
            int left = count - copied;
            int first = forwards ? copied : 0;
            if (source.copyRow(from + first, left, target, to + first)) {
                return;
            }
            int next = forwards ? copied : left - 1;
            copyOne(source, from + next, target, to + next);
        }
    }

    private static void copyOne(LuauTable source, int from, LuauTable target, int to) {
        LuaValue value = source.find(from);
        target.put(to, value == null ? LuaValue.NIL : value);
    }

    /** {@return whether a row is so long beside the tables that it is cheaper to go through their entries} */
    static boolean isSparse(LuauTable source, int count, LuauTable target) {
        return count > SHORT_ROW && hasFewer(source, count / 2) && hasFewer(target, count / 2);
    }

    private static boolean hasFewer(LuauTable table, int limit) {
        if (table.arraySize() >= limit) {
            return false;
        }
        var entries = new Cursor(table);
        int count = 0;
        while (count < limit && entries.next()) {
            count++;
        }
        return count < limit;
    }

    /** Does what {@link #copy} does, entry by entry. */
    static void copySparse(LuauTable source, int from, int count, LuauTable target, int to) {
        var moved = new LuauTable();
        var entries = new Cursor(source);
        while (entries.next()) {
            LuaValue key = entries.key();
            if (isWithin(key, from, count)) {
                moved.put((int) key.todouble(), entries.value);
            }
        }
        clear(target, to, count);
        entries = new Cursor(moved);
        while (entries.next()) {
            target.put((int) entries.key().todouble() - from + to, entries.value);
        }
    }

    private static void clear(LuauTable table, int from, int count) {
        var entries = new Cursor(table);
        while (entries.next()) {
            LuaValue key = entries.key();
            if (isWithin(key, from, count)) {
                table.put(key, LuaValue.NIL);
            }
        }
    }

    private static boolean isWithin(LuaValue key, int first, int count) {
        return key instanceof LuauNumber number
                && number.value >= first
                && number.value <= first + count - 1
                && number.value == Math.rint(number.value);
    }
}
