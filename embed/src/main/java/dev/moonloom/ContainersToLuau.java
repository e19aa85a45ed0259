package dev.moonloom;

import dev.moonloom.luau.runtime.LuauTable;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/** Java's containers as tables. Null items would be holes of a list, and null keys are no keys: both are refused. */
final class ContainersToLuau {
    private ContainersToLuau() {}

    /** {@return how collections become lists, in the order of their iteration} */
    static ToLuau list(ToLuau item) {
        return (outer, object) -> {
            if (object == null) {
                return LuaValue.NIL;
            }
            var items = (Collection<?>) object;
            outer.enter(items);
            var table = new LuauTable(items.size(), 0);
            int index = 0;
            for (Object each : items) {
                index++;
                table.put(index, item(outer, item, each, index));
            }
            outer.leave();
            return table;
        };
    }

    /** {@return how arrays of a class become lists} */
    static ToLuau array(Class<?> array, ToLuau item) {
        MethodHandle getter = Handles.arrayGetter(array);
        return (outer, object) -> {
            if (object == null) {
                return LuaValue.NIL;
            }
            outer.enter(object);
            int length = Array.getLength(object);
            var table = new LuauTable(length, 0);
            for (int i = 1; i <= length; i++) {
                table.put(i, item(outer, item, Handles.get(getter, object, i - 1), i));
            }
            outer.leave();
            return table;
        };
    }

    private static LuaValue item(Nesting outer, ToLuau way, @Nullable Object item, int index) {
        try {
            LuaValue value = way.give(outer, item);
            if (value.isnil()) {
                throw new Mismatch("nothing in a list would be a hole in a table");
            }
            return value;
        } catch (Mismatch mismatch) {
            throw mismatch.insideItem(index);
        }
    }

    /** {@return how sets become tables with their items as keys and {@code true} as values} */
    static ToLuau set(ToLuau item) {
        return (outer, object) -> {
            if (object == null) {
                return LuaValue.NIL;
            }
            var items = (Set<?>) object;
            outer.enter(items);
            var table = new LuauTable(0, items.size());
            for (Object each : items) {
                put(table, key(outer, item, each), LuaValue.TRUE);
            }
            outer.leave();
            return table;
        };
    }

    /** {@return how maps become tables} A null value is no entry. */
    static ToLuau map(ToLuau key, ToLuau value) {
        return (outer, object) -> {
            if (object == null) {
                return LuaValue.NIL;
            }
            var entries = (Map<?, ?>) object;
            outer.enter(entries);
            var table = new LuauTable(0, entries.size());
            for (Map.Entry<?, ?> entry : entries.entrySet()) {
                LuaValue name = key(outer, key, entry.getKey());
                put(table, name, value(outer, value, name, entry.getValue()));
            }
            outer.leave();
            return table;
        };
    }

    private static void put(LuauTable table, LuaValue key, LuaValue value) {
        if (table.find(key) != null) {
            throw new Mismatch("another key is equal to it in Luau").asKey(key);
        }
        table.put(key, value);
    }

    private static LuaValue key(Nesting outer, ToLuau way, @Nullable Object object) {
        try {
            LuaValue key = way.give(outer, object);
            if (!key.isvalidkey()) {
                throw new Mismatch("no key of a table");
            }
            return key;
        } catch (Mismatch mismatch) {
            throw mismatch.asJavaKey(object);
        }
    }

    private static LuaValue value(Nesting outer, ToLuau way, LuaValue key, @Nullable Object object) {
        try {
            return way.give(outer, object);
        } catch (Mismatch mismatch) {
            throw mismatch.insideKey(key);
        }
    }

    /** {@return how optionals become what they contain, or nil} */
    static ToLuau optional(ToLuau content) {
        return (outer, object) -> object instanceof Optional<?> optional && optional.isPresent()
                ? content.give(outer, optional.get())
                : LuaValue.NIL;
    }
}
