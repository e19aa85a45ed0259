package dev.moonloom.core.scheduler;

import dev.moonloom.core.coroutine.Coroutine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.DelayQueue;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Varargs;

/**
 * The timers that have not fired, by deadline: a {@code DelayQueue} of {@link TimerRun}s. A timer that is taken back stays
 * in its run as a mark, since finding it would mean a search; once more than half of the timers are marks, all are taken
 * out. Owner thread only.
 */
final class TimerQueue {
    /** Longer durations are infinite. */
    static final double INFINITE_NANOS = 0x1p62;

    private static final int SMALLEST_COMPACTION = 64;
    /** To how many runs a new timer may be added. */
    private static final int OPEN_RUNS = 8;

    private final DelayQueue<TimerRun> queue = new DelayQueue<>();
    /** The runs that were begun last; some may have ended. */
    private final @Nullable TimerRun[] open = new TimerRun[OPEN_RUNS];
    private int oldestOpen;
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
        var entry = new TimerEntry(thread, kind, values, startedNanos, deadlineNanos, nextSequence++);
        TimerRun run = runFor(deadlineNanos);
        if (run == null) {
            begin(new TimerRun(this, entry));
        } else {
            run.append(entry);
        }
        living++;
        return entry;
    }

    private void begin(TimerRun run) {
        open[oldestOpen] = run;
        oldestOpen = (oldestOpen + 1) % OPEN_RUNS;
        queue.add(run);
    }

    /** {@return of the runs that a new timer may stand in the one that ends last, so that the others stay open for earlier ones} */
    private @Nullable TimerRun runFor(long deadlineNanos) {
        TimerRun best = null;
        for (TimerRun run : open) {
            if (run != null && run.takes(deadlineNanos) && (best == null || run.lastDeadline() > best.lastDeadline())) {
                best = run;
            }
        }
        return best;
    }

    /** An entry of this queue was taken back. */
    void marked() {
        marks++;
        living--;
        if (marks >= SMALLEST_COMPACTION && marks > living) {
            List<TimerRun> runs = List.copyOf(queue);
            queue.clear();
            for (TimerRun run : runs) {
                run.compact();
                addUnlessEnded(run);
            }
            marks = 0;
        }
    }

    private void addUnlessEnded(TimerRun run) {
        if (run.first() != null) {
            queue.add(run);
        }
    }

    /** {@return the earliest deadline, or -1 when there is none} */
    long nextDeadline() {
        for (TimerRun run; (run = queue.peek()) != null;) {
            TimerEntry first = run.first();
            if (first != null && first.thread != null) {
                return first.deadlineNanos;
            }
            dropMarks();
        }
        return -1;
    }

    /**
     * Takes out what is due, before any of it runs: all timers with a deadline up to {@code nowNanos} that were made
     * before the mark, legacy ones first, each kind in order.
     */
    void takeDue(long nowNanos, long mark, ArrayDeque<TimerEntry> due) {
        frozenNanos = nowNanos;
        List<TimerRun> madeSince = new ArrayList<>();
        List<TimerEntry> modern = new ArrayList<>();
        for (TimerRun run; (run = queue.poll()) != null;) {
            takeDue(run, mark, due, modern);
            TimerEntry first = run.first();
            if (first != null && first.sequence >= mark && first.thread != null && first.deadlineNanos <= nowNanos) {
                madeSince.add(run);
            } else {
                addUnlessEnded(run);
            }
        }
        due.addAll(modern);
        queue.addAll(madeSince);
    }

    /** Takes out what is due of the run whose turn it is, until it is another one's. */
    private void takeDue(TimerRun run, long mark, ArrayDeque<TimerEntry> due, List<TimerEntry> modern) {
        TimerRun other = queue.peek();
        TimerEntry limit = other == null ? null : other.first();
        for (TimerEntry entry; (entry = run.first()) != null; run.removeFirst()) {
            if (entry.thread == null) {
                marks--;
            } else if (entry.sequence >= mark || entry.deadlineNanos > frozenNanos
                    || (limit != null && TimerEntry.ORDER.compare(limit, entry) < 0)) {
                return;
            } else {
                entry.queued = false;
                living--;
                (entry.kind.legacy ? due : modern).add(entry);
            }
        }
    }

    /** {@return the timers that wait, earliest first} */
    List<TimerEntry> inOrder() {
        List<TimerEntry> timers = new ArrayList<>(living);
        for (TimerRun run : queue) {
            for (TimerEntry entry = run.first(); entry != null; entry = entry.nextOfRun) {
                if (entry.thread != null) {
                    timers.add(entry);
                }
            }
        }
        timers.sort(TimerEntry.ORDER);
        return timers;
    }

    /** Takes the marks out that the earliest run begins with. */
    private void dropMarks() {
        // It leaves the queue whatever its deadline.
        long now = frozenNanos;
        frozenNanos = Long.MAX_VALUE;
        TimerRun run = queue.poll();
        frozenNanos = now;
        if (run == null) {
            return;
        }
        for (TimerEntry entry; (entry = run.first()) != null && entry.thread == null; run.removeFirst()) {
            marks--;
        }
        addUnlessEnded(run);
    }
}
