package dev.moonloom.core.scheduler;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * What a host decides about a scheduler. Start from {@link #defaults()} and replace what should differ.
 *
 * @param pacing when due timers fire
 * @param staleWake what becomes of the timer of a wait that ends early
 * @param deferDepth how many {@code task.defer} may follow from one another in a cycle
 * @param sliceResumes after how many resumes and calls of host code a drain lets the worker's other tasks run
 * @param sliceTime after how long it does; the cycle then goes on where it was
 * @param feedback what hears of every thread; by default uncaught errors are logged
 * @param errorHandler what gets exceptions of the host's own code; by default they are logged
 */
public record SchedulerOptions(
        Pacing pacing, StaleWake staleWake, int deferDepth, int sliceResumes, Duration sliceTime,
        SchedulerFeedback feedback, Consumer<Throwable> errorHandler) {
    /** Checks the values. */
    public SchedulerOptions {
        Objects.requireNonNull(pacing, "pacing");
        Objects.requireNonNull(staleWake, "staleWake");
        Objects.requireNonNull(feedback, "feedback");
        Objects.requireNonNull(errorHandler, "errorHandler");
        if (deferDepth < 1) {
            throw new IllegalArgumentException("deferDepth must be at least 1, not " + deferDepth);
        }
        if (sliceResumes < 1) {
            throw new IllegalArgumentException("sliceResumes must be at least 1, not " + sliceResumes);
        }
        if (!Objects.requireNonNull(sliceTime, "sliceTime").isPositive()) {
            throw new IllegalArgumentException("sliceTime must be positive, not " + sliceTime);
        }
    }

    /**
     * {@return exact pacing with a minimum wait of 1 ms, early wakes as in Roblox, its limit of 80 defers, slices of
     * 10,000 resumes or 10 ms, and everything that goes wrong in the log}
     */
    public static SchedulerOptions defaults() {
        return new SchedulerOptions(
                Pacing.exact(), StaleWake.KEEP, 80, 10_000, Duration.ofMillis(10), new UncaughtErrorLog(),
                failure -> LoggerFactory.getLogger(TaskScheduler.class).error("the host's own code has failed",
                        failure));
    }

    /** {@return these options with another pacing} */
    public SchedulerOptions pacing(Pacing other) {
        return new SchedulerOptions(other, staleWake, deferDepth, sliceResumes, sliceTime, feedback, errorHandler);
    }

    /** {@return these options with another policy for early wakes} */
    public SchedulerOptions staleWake(StaleWake other) {
        return new SchedulerOptions(pacing, other, deferDepth, sliceResumes, sliceTime, feedback, errorHandler);
    }

    /** {@return these options with another limit on defers} */
    public SchedulerOptions deferDepth(int other) {
        return new SchedulerOptions(pacing, staleWake, other, sliceResumes, sliceTime, feedback, errorHandler);
    }

    /** {@return these options with other slices} */
    public SchedulerOptions slices(int resumes, Duration time) {
        return new SchedulerOptions(pacing, staleWake, deferDepth, resumes, time, feedback, errorHandler);
    }

    /** {@return these options with a feedback, instead of the one they have} */
    public SchedulerOptions feedback(SchedulerFeedback other) {
        return new SchedulerOptions(pacing, staleWake, deferDepth, sliceResumes, sliceTime, other, errorHandler);
    }

    /** {@return these options with an error handler, instead of the one they have} */
    public SchedulerOptions errorHandler(Consumer<Throwable> other) {
        return new SchedulerOptions(pacing, staleWake, deferDepth, sliceResumes, sliceTime, feedback, other);
    }
}
