package dev.moonloom.luau.runtime;

import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** What users of LuaJ's API hand in, as compiled code may meet it. */
public final class HostValue {
    private HostValue() {}

    /**
     * {@return a value as one of Luau's} A number of LuaJ becomes one of ours.
     *
     * @throws IllegalArgumentException for a table of LuaJ: scripts could not use it
     */
    public static LuaValue own(LuaValue value) {
        return switch (value) {
            case LuauNumber number -> number;
            case LuaNumber number -> LuauNumber.of(number.todouble());
            case LuauTable table -> table;
            case LuaTable table -> throw new IllegalArgumentException(
                    "a table of LuaJ (" + table.tojstring() + ") is no value of Luau, which needs a LuauTable");
            default -> value;
        };
    }
}
