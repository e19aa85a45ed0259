package dev.moonloom.core.scheduler;

import dev.moonloom.core.coroutine.Coroutines;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * Runs a scheduler on the current thread with a clock that never waits: it jumps to the next deadline whenever nothing
 * is ready and no host operation is pending, so that an hour of {@code task.wait} takes no time. Everything runs in
 * the order and on the owner that it would have in production.
 *
 * <p>For tests, and for simulations. One thread; {@link #scheduler} may be called from any.
 */
public final class VirtualTime {
    /** How long a run may go on, in virtual time, unless another limit is set. */
    public static final Duration DEFAULT_LIMIT = Duration.ofDays(1);

    private final TaskScheduler scheduler;
    private final Semaphore arrivals = new Semaphore(0);
    private final long limitNanos;
    private volatile long nowNanos;

    private VirtualTime(Coroutines coroutines, SchedulerOptions options, Duration limit) {
        limitNanos = Objects.requireNonNull(limit, "limit").toNanos();
        scheduler = TaskScheduler.createStepped(coroutines, options, arrivals::release, () -> nowNanos, false);
    }

    /** {@return a scheduler under virtual time, with the default limit} */
    public static VirtualTime create(Coroutines coroutines, SchedulerOptions options) {
        return create(coroutines, options, DEFAULT_LIMIT);
    }

    /** {@return a scheduler under virtual time that may run this long} */
    public static VirtualTime create(Coroutines coroutines, SchedulerOptions options, Duration limit) {
        return new VirtualTime(coroutines, options, limit);
    }

    /** {@return the scheduler} */
    public TaskScheduler scheduler() {
        return scheduler;
    }

    /** {@return the time that has passed} */
    public Duration now() {
        return Duration.ofNanos(nowNanos);
    }

    /**
     * Runs until nothing is left to do.
     *
     * @throws VirtualTimeLimitException when something is due only beyond the limit
     */
    public void runUntilDone() {
        runUntil(() -> false);
    }

    /**
     * Runs until a condition holds, looked at after every cycle, or nothing is left to do.
     *
     * @throws VirtualTimeLimitException when something is due only beyond the limit
     */
    public void runUntil(BooleanSupplier ended) {
        while (true) {
            arrivals.drainPermits();
            Step step = scheduler.step();
            if (ended.getAsBoolean() || step.done() || scheduler.hasEnded()) {
                return;
            }
            advance(step);
        }
    }

    /** Runs all that is due within a time, then lets the clock stand at its end. */
    public void runFor(Duration time) {
        long end = nowNanos + time.toNanos();
        while (true) {
            arrivals.drainPermits();
            Duration next = scheduler.step().untilNext();
            if (scheduler.hasArrivals()) {
                continue;
            }
            if (scheduler.awaitsHost()) {
                arrivals.acquireUninterruptibly();
            } else if (next != null && nowNanos + next.toNanos() <= end) {
                advanceTo(nowNanos + next.toNanos());
            } else {
                advanceTo(end);
                return;
            }
        }
    }

    private void advanceTo(long nanos) {
        nowNanos = nanos;
    }

    private void advance(Step step) {
        if (scheduler.hasArrivals()) {
            return;
        }
        Duration next = step.untilNext();
        if (scheduler.awaitsHost() || next == null) {
            // Only the host can bring more: time stands still until it does.
            arrivals.acquireUninterruptibly();
        } else {
            long then = nowNanos + next.toNanos();
            if (then > limitNanos) {
                throw new VirtualTimeLimitException(Duration.ofNanos(limitNanos), scheduler.toString());
            }
            advanceTo(then);
        }
    }

    /** A script waits for something that comes only after the end of virtual time, as an endless loop of waits does. */
    public static final class VirtualTimeLimitException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        VirtualTimeLimitException(Duration limit, String state) {
            super("the script still waits after " + limit.toSeconds() + " s of virtual time, the limit: " + state);
        }
    }
}
