package dev.moonloom.core.coroutine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.VarArgFunction;

/** An engine without a language: coroutine bodies are Java functions, run on fibers. It records every switch. */
public final class JavaEngine implements Engine.Switching {
    /** A Java function as a Lua function. */
    @FunctionalInterface
    public interface Body {
        /** The function. */
        Varargs call(Varargs arguments);
    }

    /** Every switch as {@code from>to}, by {@link #name}. */
    public final List<String> switches = new ArrayList<>();

    private final List<Coroutine> known = new ArrayList<>();
    /** Whether switches are recorded. */
    public boolean recording;

    /** {@return a Lua function} */
    public static LuaFunction function(Body body) {
        return new VarArgFunction() {
            @Override
            public Varargs invoke(Varargs arguments) {
                return body.call(arguments);
            }
        };
    }

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

    @Override
    public void onSwitch(@Nullable Coroutine from, @Nullable Coroutine to) {
        if (recording) {
            switches.add(name(from) + ">" + name(to));
        }
    }

    private String name(@Nullable Coroutine coroutine) {
        if (coroutine == null) {
            return "-";
        }
        if (!known.contains(coroutine)) {
            known.add(coroutine);
        }
        return Integer.toString(known.indexOf(coroutine));
    }
}
