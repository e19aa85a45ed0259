package dev.moonloom.core.coroutine;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The port through which the core reaches the language: whatever differs between LuaJ's interpreter and a compiler of
 * our own. One engine serves one VM. All methods are called on the VM's owner thread.
 */
public interface Engine {
    /** {@return the engine's value for a number} Libraries never make numbers any other way. */
    LuaValue number(double value);

    /** {@return a new, empty table} Libraries and host functions make tables no other way. */
    LuaTable table();

    /** {@return a table with these entries that scripts can only read} */
    LuaTable library(Map<String, LuaValue> functions);

    /**
     * {@return values of the host's as scripts may have them}
     *
     * @throws IllegalArgumentException when one of them is of no use to the engine's scripts
     */
    default Varargs fromHost(Varargs values) {
        return values;
    }

    /** {@return the stack at which this error was raised, a line a frame, or an empty text where none is known} */
    default String tracebackOf(LuaError error) {
        return "";
    }

    /** {@return {@code chunk:line} of a suspended coroutine's innermost Lua frame, or an empty text} */
    default String position(Coroutine coroutine) {
        return "";
    }

    /** An engine that keeps something per running thread, which has to move when control does. */
    interface Switching extends Engine {
        /**
         * Control passes from one coroutine to another; null is the code outside any coroutine. Must not fail and must not
         * call Lua.
         */
        void onSwitch(@Nullable Coroutine from, @Nullable Coroutine to);
    }
}
