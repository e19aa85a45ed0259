package dev.moonloom;

import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.scheduler.SchedulerOptions;
import dev.moonloom.core.scheduler.TaskScheduler;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A VM that its host steps. */
final class SteppedDrive extends Drive {
    /** How long a beat is; zero where timers are exact. */
    private final long beatNanos;
    private @Nullable TaskScheduler scheduler;

    /** Who steps: at first the thread that has made the VM. Written by whoever steps, read by any thread. */
    private volatile Thread stepper = Thread.currentThread();
    /** Something has arrived since the last step. Set by any thread, cleared by the one that steps. */
    private volatile boolean woken;
    private long lastBeat;

    /**
     * A VM that nobody has stepped yet.
     *
     * @param heartbeat beats a second, or zero for exact timers
     */
    SteppedDrive(double heartbeat) {
        beatNanos = heartbeat == 0 ? 0 : (long) (1e9 / heartbeat);
        lastBeat = System.nanoTime() - beatNanos;
    }

    @Override
    TaskScheduler begin(String name, Coroutines coroutines, SchedulerOptions options) {
        TaskScheduler made = TaskScheduler.createStepped(coroutines, options, this::wake);
        scheduler = made;
        return made;
    }

    private void wake() {
        woken = true;
        LockSupport.unpark(stepper);
    }

    @Override
    Step step() {
        stepper = Thread.currentThread();
        woken = false;
        lastBeat = System.nanoTime();
        var step = Objects.requireNonNull(scheduler).step();
        return new Step(step.resumes(), step.untilNext(), step.done());
    }

    /** Steps until then, no faster than the beat, and parks between steps. An interrupt is kept for later. */
    @Override
    void runUntil(CompletableFuture<?> future) {
        Thread waiter = Thread.currentThread();
        var _ = future.whenComplete((_, _) -> LockSupport.unpark(waiter));
        boolean interrupted = false;
        while (!future.isDone()) {
            interrupted |= pause(future, lastBeat + beatNanos, false);
            if (future.isDone()) {
                break;
            }
            Duration untilNext = step().untilNext();
            if (beatNanos == 0) {
                long until = untilNext == null ? Long.MAX_VALUE : untilNext.toNanos();
                interrupted |= pause(future, until == Long.MAX_VALUE ? until : System.nanoTime() + until, true);
            }
        }
        if (interrupted) {
            waiter.interrupt();
        }
    }

    /**
     * Parks until a time, or until the future is done, or something arrives if that counts.
     *
     * @param until by {@link System#nanoTime}; {@link Long#MAX_VALUE} for ever
     * @return whether the thread was interrupted meanwhile
     */
    private boolean pause(CompletableFuture<?> future, long until, boolean arrivalsCount) {
        boolean interrupted = false;
        while (!future.isDone() && !(arrivalsCount && woken)) {
            if (until == Long.MAX_VALUE) {
                LockSupport.park(this);
            } else {
                long left = until - System.nanoTime();
                if (left <= 0) {
                    break;
                }
                LockSupport.parkNanos(this, left);
            }
            interrupted |= Thread.interrupted();
        }
        return interrupted;
    }

    @Override
    boolean isRunBy(Thread thread) {
        return thread == stepper;
    }
}
