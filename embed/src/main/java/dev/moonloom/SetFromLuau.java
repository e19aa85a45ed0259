package dev.moonloom;

import dev.moonloom.luau.runtime.Cursor;
import dev.moonloom.luau.runtime.LuauTable;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.luaj.vm2.LuaValue;

/** The keys of a table whose values are all {@code true}, as an unmodifiable set in the order of its iteration. */
final class SetFromLuau extends TableFromLuau {
    private final FromLuau item;

    SetFromLuau(FromLuau item) {
        this.item = item;
    }

    @Override
    Set<?> fill(Taking taking, LuauTable table) {
        Set<Object> set = new LinkedHashSet<>();
        for (var entries = new Cursor(table); entries.next();) {
            if (entries.value != LuaValue.TRUE) {
                throw notTrue(taking, entries);
            }
            Object converted = MapFromLuau.keyOf(taking, item, entries.key());
            if (!set.add(converted)) {
                throw MapFromLuau.equalKey(entries);
            }
        }
        return Collections.unmodifiableSet(set);
    }

    private static Mismatch notTrue(Taking taking, Cursor entries) {
        Mismatch mismatch = entries.value == LuaValue.FALSE
                ? new Mismatch("true expected, got false")
                : Mismatch.expected("true", taking.vm(), entries.value);
        return mismatch.insideKey(entries.key());
    }

    @Override
    int sizeOf(Object made) {
        return ((Set<?>) made).size();
    }
}
