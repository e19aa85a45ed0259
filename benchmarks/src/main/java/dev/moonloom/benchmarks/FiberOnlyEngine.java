package dev.moonloom.benchmarks;

import dev.moonloom.core.coroutine.Engine;
import java.util.Map;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** An engine without a language, so that a measurement of the core is one of the core alone: its bodies are Java's. */
public final class FiberOnlyEngine implements Engine {
    @Override
    public LuaValue number(double value) {
        return LuaValue.valueOf(value);
    }

    @Override
    public LuaTable table() {
        return new LuaTable();
    }

    @Override
    public LuaTable library(Map<String, LuaValue> functions) {
        var table = new LuaTable();
        functions.forEach(table::set);
        return table;
    }
}
