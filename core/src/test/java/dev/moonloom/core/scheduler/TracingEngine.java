package dev.moonloom.core.scheduler;

import dev.moonloom.core.coroutine.Engine;
import dev.moonloom.core.coroutine.JavaEngine;
import java.util.Map;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** An engine that knows a traceback for every error. */
final class TracingEngine implements Engine {
    static final String TRACEBACK = "script:1 function f";

    private final JavaEngine bodies = new JavaEngine();

    @Override
    public LuaValue number(double value) {
        return bodies.number(value);
    }

    @Override
    public LuaTable table() {
        return bodies.table();
    }

    @Override
    public LuaTable library(Map<String, LuaValue> functions) {
        return bodies.library(functions);
    }

    @Override
    public String tracebackOf(LuaError error) {
        return TRACEBACK;
    }
}
