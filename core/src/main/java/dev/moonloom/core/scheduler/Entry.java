package dev.moonloom.core.scheduler;

import dev.moonloom.core.coroutine.Coroutine;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Varargs;

/**
 * One scheduling of a thread: which thread, with which values, why. The values live here and not with the thread, so
 * that a thread scheduled twice gets each call's own. Entries of one thread are linked, so that cancelling it finds
 * them. Owner thread only.
 */
abstract sealed class Entry permits TimerEntry, DeferredEntry {
    final Origin origin;

    /** What the thread is resumed with. */
    Varargs values;

    /** Null once the entry has fired or was taken back: it then holds on to nothing. */
    @Nullable Coroutine thread;

    /** Whether the entry keeps the runtime alive: until it fires, is taken back, or its thread dies. */
    boolean counted;

    @Nullable Entry previousOfThread;

    @Nullable Entry nextOfThread;

    Entry(Coroutine thread, Origin origin, Varargs values) {
        this.thread = thread;
        this.origin = origin;
        this.values = values;
    }
}
