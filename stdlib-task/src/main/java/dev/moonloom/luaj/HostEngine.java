package dev.moonloom.luaj;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Engine;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaThread;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.VarArgFunction;

/**
 * LuaJ as a host has set it up. LuaJ keeps the handler of {@code xpcall} and the call stack of its debug library with
 * its running thread, which to it is always the same one here: both are exchanged at every switch, or coroutines would
 * run each other's handlers.
 */
final class HostEngine implements Engine.Switching {
    /** What LuaJ keeps for one thread. */
    private static final class Running {
        @Nullable LuaValue errorHandler;

        @Nullable Object callStack;
    }

    /** What LuaJ keeps for the code outside any coroutine. */
    private final Running outside = new Running();

    private final Globals globals;

    HostEngine(Globals globals) {
        this.globals = globals;
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
        return new ReadOnlyTable(functions);
    }

    @Override
    public void onSwitch(@Nullable Coroutine from, @Nullable Coroutine to) {
        LuaThread running = globals.running;
        Running left = runningOf(from);
        left.errorHandler = running.errorfunc;
        left.callStack = running.callstack;
        Running entered = runningOf(to);
        running.errorfunc = entered.errorHandler;
        running.callstack = entered.callStack;
    }

    private Running runningOf(@Nullable Coroutine coroutine) {
        if (coroutine == null) {
            return outside;
        }
        if (coroutine.engineState() instanceof Running known) {
            return known;
        }
        var fresh = new Running();
        coroutine.engineState(fresh);
        return fresh;
    }

    /** Makes the functions of LuaJ's debug library that take a thread take ours. */
    void adaptDebugLibrary() {
        LuaValue debug = globals.get("debug");
        if (debug.istable()) {
            for (String name : new String[]{"traceback", "getinfo"}) {
                LuaValue original = debug.get(name);
                if (original.isfunction()) {
                    debug.set(name, new OfThread(original));
                }
            }
        }
    }

    /** A debug function whose optional first argument is a thread: it is shown that thread's call stack. */
    private final class OfThread extends VarArgFunction {
        private final LuaValue original;

        OfThread(LuaValue original) {
            this.original = original;
        }

        @Override
        public Varargs invoke(Varargs arguments) {
            if (!(arguments.arg1() instanceof Coroutine coroutine)) {
                return original.invoke(arguments);
            }
            LuaThread running = globals.running;
            Object callStack = running.callstack;
            if (coroutine.coroutines().current() != coroutine) {
                running.callstack = runningOf(coroutine).callStack;
            }
            try {
                return original.invoke(arguments.subargs(2));
            } finally {
                running.callstack = callStack;
            }
        }
    }
}
