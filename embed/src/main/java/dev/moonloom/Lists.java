package dev.moonloom;

import dev.moonloom.luau.runtime.Cursor;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauTable;
import org.luaj.vm2.LuaValue;

/** Tables as lists: their keys are exactly 1 to n. */
final class Lists {
    private Lists() {}

    /** {@return whether a table is a list with at least one item} */
    static boolean isList(LuauTable table) {
        int count = 0;
        for (var entries = new Cursor(table); entries.next();) {
            if (!entries.keyIsIndex && !isIndex(entries.key())) {
                return false;
            }
            count++;
        }
        for (int i = 1; i <= count; i++) {
            if (table.find(i) == null) {
                return false;
            }
        }
        return count > 0;
    }

    /**
     * {@return how many items a list has, if it has no holes}
     *
     * @throws Mismatch for another key
     */
    static int sizeOf(LuauTable table) {
        int count = 0;
        for (var entries = new Cursor(table); entries.next();) {
            if (!entries.keyIsIndex && !isIndex(entries.key())) {
                throw new Mismatch("list expected, got a table with the key " + Mismatch.step(entries.key()));
            }
            count++;
        }
        return count;
    }

    private static boolean isIndex(LuaValue key) {
        return key instanceof LuauNumber number && number.value == (int) number.value && number.value >= 1;
    }

    /**
     * {@return an item as a Java object}
     *
     * @throws Mismatch when there is a hole, or the item has no conversion
     */
    static Object item(Taking taking, FromLuau item, LuauTable table, int index) {
        LuaValue value = table.find(index);
        try {
            Object converted = value == null ? null : item.convert(taking, value);
            if (converted == null) {
                throw new Mismatch(item.expected() + " expected, got nil");
            }
            return converted;
        } catch (Mismatch mismatch) {
            throw mismatch.insideItem(index);
        }
    }
}
