package dev.moonloom.core.scheduler;

import java.util.concurrent.RejectedExecutionException;

/** Leaves drains to the host, which calls {@link TaskScheduler#step}; it is told when something has arrived. */
final class SteppedDriver implements Driver {
    private final Runnable wakeCallback;
    private volatile boolean disposed;

    SteppedDriver(Runnable wakeCallback) {
        this.wakeCallback = wakeCallback;
    }

    @Override
    public void wake() {
        if (disposed) {
            throw new RejectedExecutionException("the scheduler has ended");
        }
        wakeCallback.run();
    }

    @Override
    public void arm(long dueNanos) {
        // The host learns of the next deadline from the result of its step.
    }

    @Override
    public boolean isDead() {
        return false;
    }

    @Override
    public void dispose() {
        disposed = true;
    }
}
