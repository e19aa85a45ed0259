package dev.moonloom.core.scheduler;

import dev.moonloom.core.coroutine.Coroutine;
import org.jspecify.annotations.Nullable;

/**
 * The entries that are pending for a thread: a list that begins at the thread itself, since most threads have one entry and
 * nothing else. The newest comes first. Owner thread only.
 */
final class Pending {
    private Pending() {}

    /** {@return the newest entry of a thread, or null} */
    static @Nullable Entry first(Coroutine thread) {
        return (Entry) thread.pending();
    }

    static void link(Coroutine thread, Entry entry) {
        Entry next = first(thread);
        entry.nextOfThread = next;
        if (next != null) {
            next.previousOfThread = entry;
        }
        thread.pending(entry);
    }

    static void unlink(Coroutine thread, Entry entry) {
        Entry previous = entry.previousOfThread;
        Entry next = entry.nextOfThread;
        if (previous == null) {
            thread.pending(next);
        } else {
            previous.nextOfThread = next;
        }
        if (next != null) {
            next.previousOfThread = previous;
        }
        entry.previousOfThread = null;
        entry.nextOfThread = null;
    }
}
