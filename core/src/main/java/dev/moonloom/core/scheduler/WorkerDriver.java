package dev.moonloom.core.scheduler;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Runs drains on a Reactor worker, and arms one delayed task for the earliest deadline. */
final class WorkerDriver implements Driver {
    private final Scheduler scheduler;
    private final Scheduler.Worker worker;
    private final @Nullable Scheduler owned;
    private final Clock clock;
    /** Triggers drains at a time where the worker itself cannot. */
    private final Scheduler.@Nullable Worker timer;

    private final Runnable drain;
    private final Runnable onTime;

    /** The armed task has run. Set by its thread, before it asks for the drain that sees it. */
    private volatile boolean fired;

    // inside a drain only
    private @Nullable Disposable armed;
    private long armedNanos = EventLoop.NOTHING;

    /**
     * @param owned whether the Reactor scheduler ends with this driver
     * @param drain runs a drain that somebody has asked for
     * @param onTime asks for a drain because a deadline has come
     */
    WorkerDriver(Scheduler scheduler, boolean owned, Clock clock, Runnable drain, Runnable onTime) {
        this.scheduler = scheduler;
        this.worker = scheduler.createWorker();
        this.owned = owned ? scheduler : null;
        this.clock = clock;
        this.timer = takesDelays(worker) ? null : Schedulers.single().createWorker();
        this.drain = drain;
        this.onTime = () -> {
            fired = true;
            onTime.run();
        };
    }

    private static boolean takesDelays(Scheduler.Worker worker) {
        try {
            worker.schedule(() -> {}, 1, TimeUnit.DAYS).dispose();
            return true;
        } catch (RejectedExecutionException notTimeCapable) {
            return false;
        }
    }

    @Override
    public void wake() {
        worker.schedule(drain);
    }

    @Override
    public void arm(long dueNanos) {
        if (isDead()) {
            throw new RejectedExecutionException("the worker's scheduler was disposed");
        }
        if (fired) {
            fired = false;
            armed = null;
            armedNanos = EventLoop.NOTHING;
        }
        if (dueNanos == armedNanos) {
            return;
        }
        Disposable earlier = armed;
        if (earlier != null) {
            earlier.dispose();
            armed = null;
        }
        armedNanos = dueNanos;
        if (dueNanos != EventLoop.NOTHING) {
            long delay = Math.max(0, dueNanos - clock.nanos());
            Scheduler.Worker at = timer == null ? worker : timer;
            armed = at.schedule(onTime, delay, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public boolean isDead() {
        return scheduler.isDisposed();
    }

    @Override
    public void dispose() {
        worker.dispose();
        if (timer != null) {
            timer.dispose();
        }
        if (owned != null) {
            owned.dispose();
        }
    }
}
