package dev.moonloom.core.scheduler;

import dev.moonloom.core.coroutine.Coroutine;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Varargs;

/** An entry of the timer queue. */
final class TimerEntry extends Entry {
    /** By deadline and then by the order in which the timers were made. */
    static final Comparator<TimerEntry> ORDER = TimerEntry::compare;

    /** What a timer passes to its thread. */
    enum Kind {
        /** The time that has passed. */
        WAIT(Origin.WAIT, false),
        /** The values it was made with. */
        DELAY(Origin.DELAY, false),
        /** The time that has passed, and the scheduler's. Runs before the others that are due in its cycle. */
        LEGACY_WAIT(Origin.WAIT, true),
        /** As {@link #LEGACY_WAIT}, for a function given to the legacy {@code spawn} and {@code delay}. */
        LEGACY_DELAY(Origin.DELAY, true);

        final Origin origin;
        final boolean legacy;

        Kind(Origin origin, boolean legacy) {
            this.origin = origin;
            this.legacy = legacy;
        }
    }

    final Kind kind;
    final long startedNanos;
    final long deadlineNanos;
    final long sequence;

    /** Whether it stands in the queue, rather than among those that a cycle has taken out. */
    boolean queued = true;

    /** The timer behind it in its run. */
    @Nullable TimerEntry nextOfRun;

    TimerEntry(Coroutine thread, Kind kind, Varargs values, long startedNanos, long deadlineNanos, long sequence) {
        super(thread, kind.origin, values);
        this.kind = kind;
        this.startedNanos = startedNanos;
        this.deadlineNanos = deadlineNanos;
        this.sequence = sequence;
    }

    private static int compare(TimerEntry a, TimerEntry b) {
        int byDeadline = Long.compare(a.deadlineNanos, b.deadlineNanos);
        return byDeadline != 0 ? byDeadline : Long.compare(a.sequence, b.sequence);
    }
}
