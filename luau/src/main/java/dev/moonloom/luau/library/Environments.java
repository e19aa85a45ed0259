package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.CallStack;
import dev.moonloom.luau.runtime.LuauClosure;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.Numbers;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code getfenv} and {@code setfenv}. Natives have no environment of their own but that of the coroutine. */
final class Environments {
    private Environments() {}

    static void addTo(LibraryBuilder library) {
        library.define("getfenv", Environments::getfenv).define("setfenv", Environments::setfenv);
    }

    private static Varargs getfenv(Arguments arguments) {
        return function(arguments, arguments.noneOrNil(1)) instanceof LuauClosure closure
                ? closure.environment
                : arguments.state().environment();
    }

    private static Varargs setfenv(Arguments arguments) {
        LuauTable environment = arguments.table(2);
        LuaFunction function = function(arguments, false);
        LuaValue target = arguments.at(1);
        if (Numbers.isConvertible(target) && Numbers.convert(target) == 0) {
            arguments.state().current.environment = environment;
            return LuaValue.NONE;
        }
        if (function instanceof LuauClosure closure) {
            closure.environment = environment;
            return closure;
        }
        throw arguments.error("'setfenv' cannot change environment of given object");
    }

    /** The function that the first argument is, or which runs at the level that it gives. */
    private static LuaFunction function(Arguments arguments, boolean callerByDefault) {
        if (arguments.at(1) instanceof LuaFunction function) {
            return function;
        }
        int level = callerByDefault ? 1 : arguments.integer(1);
        if (level < 0) {
            throw arguments.bad(1, "level must be non-negative");
        }
        LuauState state = arguments.state();
        LuaFunction running = level == 0 ? arguments.callee() : CallStack.running(state).function(level - 1);
        if (running == null) {
            throw arguments.bad(1, "invalid level");
        }
        return running;
    }
}
