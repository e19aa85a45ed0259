package dev.moonloom.luau.runtime;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;

/**
 * The hashes of the strings that were keys last. LuaJ's strings have no room for Luau's hash, and a script asks for the
 * same few keys again and again.
 *
 * <p>Any thread: entries never change, and one that was overwritten is only computed again.
 */
final class StringHashes {
    private static final int SIZE = 1024;
    /** No longer string is kept alive by this. */
    private static final int MOST_BYTES = 64;
    /** Up to this length LuaJ's own hash is the same as Luau's: the sums are too small for their sign to matter. */
    private static final int SAME_HASH = 5;

    private static final @Nullable Entry[] ENTRIES = new Entry[SIZE];

    private record Entry(LuaString string, int hash) {}

    private StringHashes() {}

    static int of(LuaString string) {
        int own = string.hashCode();
        if (string.m_length <= SAME_HASH) {
            return own;
        }
        Entry entry = ENTRIES[own & SIZE - 1];
        return entry != null && entry.string == string ? entry.hash : compute(string);
    }

    private static int compute(LuaString string) {
        int hash = Strings.computeHash(string);
        if (string.m_length <= MOST_BYTES) {
            ENTRIES[string.hashCode() & SIZE - 1] = new Entry(string, hash);
        }
        return hash;
    }
}
