package dev.moonloom.core.async;

import dev.moonloom.core.coroutine.Engine;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Turns what one host function answers into Luau values. VM's thread only. */
final class HostValues {
    /** Deeper than any data is meant to be, and far from the end of a stack: a collection may contain itself. */
    private static final int MAX_DEPTH = 100;

    private final Engine engine;
    private final String functionName;

    HostValues(Engine engine, String functionName) {
        this.engine = engine;
        this.functionName = functionName;
    }

    /** {@return the values that a call answers} */
    Varargs results(@Nullable Object answer) {
        return answer instanceof Varargs values ? engine.fromHost(values) : value(answer, 0);
    }

    private LuaValue value(@Nullable Object object, int depth) {
        return switch (object) {
            case null -> LuaValue.NIL;
            case LuaValue value -> engine.fromHost(value).arg1();
            case Boolean flag -> LuaValue.valueOf(flag);
            case Number number -> engine.number(number.doubleValue());
            case String text -> text(text);
            case byte[] bytes -> LuaString.valueOf(bytes);
            case Optional<?> optional -> optional.isPresent() ? value(optional.get(), depth) : LuaValue.NIL;
            case Collection<?> items -> list(items, below(depth));
            case Map<?, ?> entries -> map(entries, below(depth));
            default -> throw error("'" + functionName + "' answered a " + object.getClass().getName()
                    + ", which is no Luau value");
        };
    }

    private LuaTable list(Collection<?> items, int depth) {
        LuaTable table = engine.table();
        int index = 0;
        for (Object item : items) {
            table.rawset(++index, value(item, depth));
        }
        return table;
    }

    private LuaTable map(Map<?, ?> entries, int depth) {
        LuaTable table = engine.table();
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            LuaValue key = value(entry.getKey(), depth);
            if (!key.isvalidkey()) {
                throw error("'" + functionName + "' answered a map with the key " + entry.getKey());
            }
            table.rawset(key, value(entry.getValue(), depth));
        }
        return table;
    }

    private int below(int depth) {
        if (depth == MAX_DEPTH) {
            throw error("'" + functionName + "' answered collections nested more than " + MAX_DEPTH + " deep");
        }
        return depth + 1;
    }

    /** {@return a text in UTF-8, which {@link LuaString#valueOf(String)} gets wrong beyond the basic plane} */
    static LuaString text(String text) {
        return LuaString.valueUsing(text.getBytes(StandardCharsets.UTF_8));
    }

    private static LuaError error(String message) {
        return new LuaError(text(message));
    }
}
