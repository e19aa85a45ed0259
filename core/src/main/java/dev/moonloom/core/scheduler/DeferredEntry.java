package dev.moonloom.core.scheduler;

import dev.moonloom.core.coroutine.Coroutine;
import org.luaj.vm2.Varargs;

/** An entry of the deferred queue. */
final class DeferredEntry extends Entry {
    /** How many defers led to this one: one more than that of the entry that made it. */
    final int generation;

    DeferredEntry(Coroutine thread, Varargs values, int generation) {
        super(thread, Origin.DEFER, values);
        this.generation = generation;
    }
}
