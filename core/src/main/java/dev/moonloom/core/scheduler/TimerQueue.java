package dev.moonloom.core.scheduler;

import dev.moonloom.core.coroutine.Coroutine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.DelayQueue;
import org.luaj.vm2.Varargs;

/**
 * The timers that have not fired, by deadline. A timer that is taken back stays in the queue as a mark, since
 * {@code DelayQueue.remove} searches the whole queue; once more than half of the queue is marks it is built anew.
 * Owner thread only.
 */
final class TimerQueue {
    /** Longer durations are infinite. */
    static final double INFINITE_NANOS = 0x1p62;

    private static final int SMALLEST_COMPACTION = 64;

    private final DelayQueue<TimerEntry> queue = new DelayQueue<>();
    private long nextSequence;
    private long frozenNanos;
    /** How many of the queue are timers. Counted apart: the queue's own count would make its reader take its lock. */
    private int living;
    /** How many are marks. */
    private int marks;

    long frozenNanos() {
        return frozenNanos;
    }

    /** {@return the number that separates timers made so far from those to come} */
    long mark() {
        return nextSequence;
    }

    /** {@return how many timers wait} Any thread; elsewhere a moment old. */
    int size() {
        return living;
    }

    /** {@return how many were taken back and still stand in the queue} Any thread; elsewhere a moment old. */
    int marks() {
        return marks;
    }

    TimerEntry add(Coroutine thread, TimerEntry.Kind kind, Varargs values, long startedNanos, long deadlineNanos) {
        var entry = new TimerEntry(this, thread, kind, values, startedNanos, deadlineNanos, nextSequence++);
        queue.add(entry);
        living++;
        return entry;
    }

    /** An entry of this queue was taken back. */
    void marked() {
        marks++;
        living--;
        if (marks >= SMALLEST_COMPACTION && marks > living) {
            List<TimerEntry> kept = new ArrayList<>(living);
            queue.forEach(entry -> {
                if (entry.thread != null) {
                    kept.add(entry);
                }
            });
            queue.clear();
            queue.addAll(kept);
            marks = 0;
        }
    }

    /** {@return the earliest deadline, or -1 when there is none} */
    long nextDeadline() {
        for (TimerEntry head; (head = queue.peek()) != null;) {
            if (head.thread != null) {
                return head.deadlineNanos;
            }
            dropMark();
        }
        return -1;
    }

    /**
     * Takes out what is due, before any of it runs: all timers with a deadline up to {@code nowNanos} that were made
     * before the mark, legacy ones first, each kind in order.
     */
    void takeDue(long nowNanos, long mark, ArrayDeque<TimerEntry> due) {
        frozenNanos = nowNanos;
        List<TimerEntry> made = new ArrayList<>();
        List<TimerEntry> modern = new ArrayList<>();
        for (TimerEntry entry; (entry = queue.poll()) != null;) {
            if (entry.thread == null) {
                marks--;
            } else if (entry.sequence >= mark) {
                made.add(entry);
            } else {
                entry.queued = false;
                living--;
                (entry.kind.legacy ? due : modern).add(entry);
            }
        }
        due.addAll(modern);
        queue.addAll(made);
    }

    /** {@return the timers that wait, earliest first} */
    List<TimerEntry> inOrder() {
        return queue.stream()
                .filter(entry -> entry.thread != null)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private void dropMark() {
        // The head is a mark; it leaves the queue whatever its deadline.
        long now = frozenNanos;
        frozenNanos = Long.MAX_VALUE;
        queue.poll();
        frozenNanos = now;
        marks--;
    }
}
