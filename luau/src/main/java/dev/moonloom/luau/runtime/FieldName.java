package dev.moonloom.luau.runtime;

import org.luaj.vm2.LuaString;

/**
 * A constant key at one place of the source, such as {@code x} in {@code t.x}: the string with its hash, and where in the
 * nodes of a table it was found last. The next table there is mostly laid out alike, so that one look is enough.
 *
 * @param text the string, interned
 * @param hash what tables find it by
 * @param hint where to look first; a guess, which any thread may change at any time
 */
public record FieldName(LuaString text, int hash, Hint hint) {
    /** A guess: the place of a key in the nodes of some table. */
    public static final class Hint {
        int place;

        private Hint() {}
    }

    /** {@return a place's own name for a constant} */
    public static FieldName of(LuaString text) {
        LuaString constant = Strings.constant(Strings.bytes(text));
        return new FieldName(constant, Strings.hash(constant), new Hint());
    }
}
