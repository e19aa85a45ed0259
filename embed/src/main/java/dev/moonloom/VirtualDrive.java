package dev.moonloom;

import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.scheduler.SchedulerOptions;
import dev.moonloom.core.scheduler.TaskScheduler;
import dev.moonloom.core.scheduler.VirtualTime;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A VM whose time passes only while somebody waits for it, and then at once. */
final class VirtualDrive extends Drive {
    private @Nullable VirtualTime time;

    /** Who lets time pass: at first the thread that has made the VM. Written by whoever does, read by any thread. */
    private volatile Thread driver = Thread.currentThread();

    @Override
    TaskScheduler begin(String name, Coroutines coroutines, SchedulerOptions options) {
        VirtualTime made = VirtualTime.create(coroutines, options);
        time = made;
        return made.scheduler();
    }

    /**
     * Lets time pass until then.
     *
     * @throws IllegalStateException when nothing is left that could complete the future
     */
    @Override
    void runUntil(CompletableFuture<?> future) {
        driver = Thread.currentThread();
        time().runUntil(future::isDone);
        if (!future.isDone()) {
            throw new IllegalStateException(
                    "nothing is left to do in this VM, and what is waited for has not come: " + time().scheduler());
        }
    }

    @Override
    void advance(Duration duration) {
        driver = Thread.currentThread();
        time().runFor(duration);
    }

    private VirtualTime time() {
        return Objects.requireNonNull(time);
    }

    @Override
    boolean isRunBy(Thread thread) {
        return thread == driver;
    }
}
