package dev.moonloom.core.vm;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Engine;
import dev.moonloom.luau.runtime.Activation;
import dev.moonloom.luau.runtime.HostValue;
import dev.moonloom.luau.runtime.LuauClosure;
import dev.moonloom.luau.runtime.LuauError;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.Traceback;
import dev.moonloom.luau.runtime.Values;
import java.util.Map;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Compiled Luau as the core sees it. */
final class LuauEngine implements Engine {
    @Override
    public LuaValue number(double value) {
        return LuauNumber.of(value);
    }

    @Override
    public LuaTable table() {
        return new LuauTable();
    }

    @Override
    public LuaTable library(Map<String, LuaValue> functions) {
        var table = new LuauTable(0, functions.size());
        functions.forEach(table::rawset);
        table.freeze();
        return table;
    }

    /** LuaJ's numbers become ours; its tables would turn ours into its own and are refused. */
    @Override
    public Varargs fromHost(Varargs values) {
        if (values instanceof LuaValue value) {
            return value == LuaValue.NONE ? value : HostValue.own(value);
        }
        var converted = new LuaValue[values.narg()];
        for (int i = 0; i < converted.length; i++) {
            converted[i] = HostValue.own(values.arg(i + 1));
        }
        return Values.of(converted);
    }

    @Override
    public String tracebackOf(LuaError error) {
        Traceback traceback = error instanceof LuauError raised ? raised.traceback() : null;
        return traceback == null ? "" : traceback.toString().stripTrailing();
    }

    @Override
    public String position(Coroutine coroutine) {
        for (Activation frame = coroutine.top(); frame != null; frame = frame.caller()) {
            if (frame.function() instanceof LuauClosure closure) {
                return closure.prototype.code().chunk() + ":" + frame.line();
            }
        }
        return "";
    }
}
