package dev.moonloom.luau.runtime;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/**
 * What a global is, such as {@code print}, or a field of a library, such as {@code math.floor}, as seen from an environment
 * that has nothing of that name itself. The globals behind it and the library are read-only, and the environment begins a
 * new era when it gets a name of its own or other globals behind it. So there is nothing to look up in the same era.
 */
final class Import {
    static final Import NONE = new Import(new Object(), LuaValue.NIL);

    final LuaValue value;
    /** The same when it is a function. */
    final @Nullable LuauFunction function;
    /** Stands for the environment as well: no two have the same. */
    private final Object era;

    Import(Object era, LuaValue value) {
        this.era = era;
        this.value = value;
        this.function = value instanceof LuauFunction callable ? callable : null;
    }

    /** {@return whether the same would be found again in this environment} */
    boolean holdsFor(LuauTable environment) {
        return environment.era == era;
    }
}
