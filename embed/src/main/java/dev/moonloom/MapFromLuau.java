package dev.moonloom;

import dev.moonloom.luau.runtime.Cursor;
import dev.moonloom.luau.runtime.LuauTable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/** A table as an unmodifiable map, in the order of its iteration. */
final class MapFromLuau extends TableFromLuau {
    private final FromLuau key;
    private final FromLuau value;

    MapFromLuau(FromLuau key, FromLuau value) {
        this.key = key;
        this.value = value;
    }

    @Override
    Map<?, ?> fill(Taking taking, LuauTable table) {
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        for (var entries = new Cursor(table); entries.next();) {
            Object converted = keyOf(taking, key, entries.key());
            if (map.put(converted, valueOf(taking, entries)) != null) {
                throw equalKey(entries);
            }
        }
        return Collections.unmodifiableMap(map);
    }

    /** {@return a key of a table as a Java object} */
    static Object keyOf(Taking taking, FromLuau way, LuaValue key) {
        try {
            Object converted = way.convert(taking, key);
            if (converted != null) {
                return converted;
            }
        } catch (Mismatch mismatch) {
            throw mismatch.asKey(key);
        }
        throw new Mismatch("a key is nothing");
    }

    /** {@return the mismatch of an entry whose key is another one's equal in Java} */
    static Mismatch equalKey(Cursor entries) {
        return new Mismatch("another key is equal to it in Java").asKey(entries.key());
    }

    private @Nullable Object valueOf(Taking taking, Cursor entries) {
        try {
            return value.convert(taking, entries.value);
        } catch (Mismatch mismatch) {
            throw mismatch.insideKey(entries.key());
        }
    }

    @Override
    int sizeOf(Object made) {
        return ((Map<?, ?>) made).size();
    }
}
