package dev.moonloom.core.scheduler;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/**
 * A Reactor scheduler that runs its tasks when the test says so, on the test's thread, by a clock that the test moves.
 * Tasks may be given from any thread.
 */
final class ManualScheduler implements Scheduler {
    /** A task that waits, and when it is due. */
    private static final class Task implements Disposable {
        final Runnable code;
        final long dueNanos;
        volatile boolean disposed;

        Task(Runnable code, long dueNanos) {
            this.code = code;
            this.dueNanos = dueNanos;
        }

        @Override
        public void dispose() {
            disposed = true;
        }

        @Override
        public boolean isDisposed() {
            return disposed;
        }
    }

    private final ArrayDeque<Task> ready = new ArrayDeque<>();
    private final List<Task> delayed = new ArrayList<>();
    private long nowNanos = 5_000_000_000L;
    private boolean disposed;
    /** How many tasks were ever given, at once or delayed. */
    private long given;

    @Override
    public synchronized Disposable schedule(Runnable code) {
        var task = new Task(code, nowNanos);
        accept();
        ready.add(task);
        return task;
    }

    @Override
    public synchronized Disposable schedule(Runnable code, long delay, TimeUnit unit) {
        var task = new Task(code, nowNanos + unit.toNanos(delay));
        accept();
        delayed.add(task);
        return task;
    }

    private void accept() {
        if (disposed) {
            throw new RejectedExecutionException("the scheduler was disposed");
        }
        given++;
    }

    @Override
    public synchronized void dispose() {
        disposed = true;
        ready.clear();
        delayed.clear();
    }

    @Override
    public synchronized boolean isDisposed() {
        return disposed;
    }

    @Override
    public synchronized long now(TimeUnit unit) {
        return unit.convert(nowNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public Worker createWorker() {
        return new Worker() {
            @Override
            public Disposable schedule(Runnable code) {
                return ManualScheduler.this.schedule(code);
            }

            @Override
            public Disposable schedule(Runnable code, long delay, TimeUnit unit) {
                return ManualScheduler.this.schedule(code, delay, unit);
            }

            @Override
            public void dispose() {
                ManualScheduler.this.dispose();
            }
        };
    }

    /** Runs one task that is ready. {@return whether there was one} */
    boolean runOne() {
        Task next = take();
        if (next == null) {
            return false;
        }
        if (!next.disposed) {
            next.code.run();
        }
        return true;
    }

    private synchronized @Nullable Task take() {
        Task next = ready.poll();
        if (next != null) {
            return next;
        }
        Task due = delayed.stream()
                .filter(task -> task.dueNanos <= nowNanos && !task.disposed)
                .min(Comparator.comparingLong(task -> task.dueNanos))
                .orElse(null);
        delayed.remove(due);
        return due;
    }

    /** Runs what is ready and due, and what follows from it. */
    void runReady() {
        while (runOne()) {}
    }

    /** Lets time pass; nothing runs. */
    synchronized void advance(long nanos) {
        nowNanos += nanos;
    }

    /** {@return how long until each delayed task that was not disposed is due, in nanoseconds} */
    synchronized List<Long> armed() {
        return delayed.stream().filter(task -> !task.disposed).map(task -> task.dueNanos - nowNanos).toList();
    }

    synchronized int readyCount() {
        return ready.size();
    }

    synchronized long given() {
        return given;
    }
}
