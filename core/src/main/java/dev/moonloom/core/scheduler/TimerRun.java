package dev.moonloom.core.scheduler;

import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Timers whose deadlines came in order: each was made after the one before it and is due no earlier. In the queue a run
 * stands for its first timer. Threads that wait for the same time one after the other, the common case, make one run: to
 * wait behind the last of them takes no search, and to fire the first no rearrangement.
 *
 * <p>Owner thread only.
 */
final class TimerRun implements Delayed {
    private final TimerQueue queue;
    private @Nullable TimerEntry first;
    private TimerEntry last;
    private boolean ended;

    TimerRun(TimerQueue queue, TimerEntry only) {
        this.queue = queue;
        first = only;
        last = only;
    }

    /** {@return its first timer, or null when none is left} */
    @Nullable TimerEntry first() {
        return first;
    }

    /** {@return the deadline of its last timer} */
    long lastDeadline() {
        return last.deadlineNanos;
    }

    /** {@return whether a timer that is made now with this deadline may stand behind its last one} */
    boolean takes(long deadlineNanos) {
        return !ended && last.deadlineNanos <= deadlineNanos;
    }

    void append(TimerEntry entry) {
        last.nextOfRun = entry;
        last = entry;
    }

    /** Takes its first timer out. A run without timers has ended. */
    void removeFirst() {
        TimerEntry removed = first;
        if (removed != null) {
            first = removed.nextOfRun;
            removed.nextOfRun = null;
            ended = first == null;
        }
    }

    /** Takes out all timers that were taken back. */
    void compact() {
        TimerEntry entry = first;
        first = null;
        while (entry != null) {
            TimerEntry next = entry.nextOfRun;
            entry.nextOfRun = null;
            if (entry.thread != null) {
                if (first == null) {
                    first = entry;
                } else {
                    last.nextOfRun = entry;
                }
                last = entry;
            }
            entry = next;
        }
        ended = first == null;
    }

    /** Answers from the time at which the running cycle was frozen: a live clock would let in timers made in it. */
    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(head().deadlineNanos - queue.frozenNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        return TimerEntry.ORDER.compare(head(), ((TimerRun) other).head());
    }

    private TimerEntry head() {
        TimerEntry head = first;
        if (head == null) {
            throw new AssertionError("a run without timers stands in the queue");
        }
        return head;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
