package dev.moonloom.luau.runtime;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;

/** The strings that are one object for all chunks of the JVM, held weakly. Any thread. */
final class StringConstants {
    /** Chosen anew in every JVM, so that no source can hold constants made to collide. */
    private final long seed = ThreadLocalRandom.current().nextLong();
    private final ConcurrentHashMap<Entry, Entry> entries = new ConcurrentHashMap<>();
    private final ReferenceQueue<LuaString> collected = new ReferenceQueue<>();

    /** {@return the constant equal to a string, which is this one if there was none} */
    LuaString intern(LuaString string) {
        removeCollected();
        var entry = new Entry(string, (int) Strings.hash(string, seed), collected);
        while (true) {
            Entry present = entries.putIfAbsent(entry, entry);
            LuaString constant = present == null ? string : present.get();
            if (constant != null) {
                return constant;
            }
            entries.remove(present);
        }
    }

    private void removeCollected() {
        for (Reference<?> entry = collected.poll(); entry != null; entry = collected.poll()) {
            entries.remove(entry);
        }
    }

    /** A constant in the map: equal to itself, and to another one with the same bytes while both exist. */
    private static final class Entry extends WeakReference<LuaString> {
        private final int hash;

        Entry(LuaString string, int hash, ReferenceQueue<LuaString> queue) {
            super(string, queue);
            this.hash = hash;
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            LuaString mine = get();
            LuaString others = other instanceof Entry entry && entry.hash == hash ? entry.get() : null;
            return mine != null && others != null && Strings.equal(mine, others);
        }
    }
}
