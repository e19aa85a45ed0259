package dev.moonloom.task;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.luau.runtime.Arguments;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;

/** The checks of arguments that only these libraries make. Functions are any of LuaJ's: a host may have its own. */
final class Checks {
    private Checks() {}

    static LuaFunction function(Arguments arguments, int position) {
        if (arguments.at(position) instanceof LuaFunction body) {
            return body;
        }
        throw arguments.wrongType(position, "function");
    }

    static Coroutine thread(Arguments arguments, int position) {
        if (arguments.at(position) instanceof Coroutine thread) {
            return thread;
        }
        throw arguments.wrongType(position, "thread");
    }

    /** {@return a function or a thread} */
    static LuaValue target(Arguments arguments, int position) {
        LuaValue value = arguments.at(position);
        if (value instanceof LuaFunction || value instanceof Coroutine) {
            return value;
        }
        throw arguments.bad(position, "function or thread expected");
    }
}
