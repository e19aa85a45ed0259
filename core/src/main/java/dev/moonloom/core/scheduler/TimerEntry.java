package dev.moonloom.core.scheduler;

import dev.moonloom.core.coroutine.Coroutine;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import org.luaj.vm2.Varargs;

/** An entry of the timer queue, ordered by deadline and then by the order in which the timers were made. */
final class TimerEntry extends Entry implements Delayed {
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

    private final TimerQueue queue;
    final Kind kind;
    final long startedNanos;
    final long deadlineNanos;
    final long sequence;

    /** Whether it stands in the queue, rather than among those that a cycle has taken out. */
    boolean queued = true;

    TimerEntry(
            TimerQueue queue, Coroutine thread, Kind kind, Varargs values, long startedNanos, long deadlineNanos,
            long sequence) {
        super(thread, kind.origin, values);
        this.queue = queue;
        this.kind = kind;
        this.startedNanos = startedNanos;
        this.deadlineNanos = deadlineNanos;
        this.sequence = sequence;
    }

    /** Answers from the time at which the running cycle was frozen: a live clock would let in timers made in it. */
    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(deadlineNanos - queue.frozenNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        TimerEntry that = (TimerEntry) other;
        int byDeadline = Long.compare(deadlineNanos, that.deadlineNanos);
        return byDeadline != 0 ? byDeadline : Long.compare(sequence, that.sequence);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
