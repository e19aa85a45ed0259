package dev.moonloom.luau.runtime;

import org.luaj.vm2.LuaError;

/** The errors that tables raise themselves. Whoever runs the code that caused them adds its position. */
final class TableErrors {
    private TableErrors() {}

    /** {@return an error with a text and no position} */
    static LuaError failure(String text) {
        return new LuaError(Strings.of(text));
    }

    static LuaError readonly() {
        return failure("attempt to modify a readonly table");
    }

    static LuaError overflow() {
        return failure("table overflow");
    }
}
