package dev.moonloom.luau.runtime;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;

/**
 * Where values have their metatables. Those of strings and vectors belong to the VM: LuaJ's, which all VMs of the JVM
 * share, are never asked.
 */
public final class Metatables {
    private Metatables() {}

    /** {@return a value's metatable, or null when it has none} */
    public static @Nullable LuauTable of(LuauState state, LuaValue value) {
        return switch (value) {
            case LuauTable table -> table.metatable();
            case LuaString _ -> state.stringMetatable;
            case LuauUserdata userdata -> userdata.metatable;
            case LuauVector _ -> state.vectorMetatable;
            case LuaUserdata foreign -> foreign.getmetatable() instanceof LuauTable table ? table : null;
            default -> null;
        };
    }

    /** {@return what a value's metatable says about an event, or null when it says nothing} */
    public static @Nullable LuaValue metamethod(LuauState state, LuaValue value, MetaEvent event) {
        LuauTable metatable = of(state, value);
        return metatable == null ? null : metatable.metamethod(event);
    }
}
