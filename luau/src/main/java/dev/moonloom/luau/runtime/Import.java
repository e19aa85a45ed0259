package dev.moonloom.luau.runtime;

import org.luaj.vm2.LuaValue;

/**
 * What a field of a library is, such as {@code math.floor}, as seen from an environment. The library is read-only, and the
 * environment tells when it may have another table in its place. So there is nothing to look up while both are as they were.
 */
final class Import {
    static final Import NONE = new Import(new LuauTable(), LuaValue.NIL);

    final LuaValue value;
    private final LuauTable environment;
    private final int changes;

    Import(LuauTable environment, LuaValue value) {
        this.environment = environment;
        this.changes = environment.changes();
        this.value = value;
    }

    /** {@return whether the same would be found again in this environment} */
    boolean holdsFor(LuauTable environment) {
        return this.environment == environment && changes == environment.changes();
    }
}
