package dev.moonloom;

import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.scheduler.SchedulerOptions;
import dev.moonloom.core.scheduler.TaskScheduler;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

/** A VM that runs by itself, on a thread of its own or on a worker that the host has. */
final class WorkerDrive extends Drive {
    /** Null for a thread of its own. */
    private final @Nullable Scheduler given;
    private @Nullable Coroutines coroutines;

    WorkerDrive(@Nullable Scheduler given) {
        this.given = given;
    }

    @Override
    TaskScheduler begin(String name, Coroutines its, SchedulerOptions options) {
        coroutines = its;
        return given == null
                ? TaskScheduler.create(its, options, name)
                : TaskScheduler.createOn(given, its, options);
    }

    @Override
    void runUntil(CompletableFuture<?> future) {
        try {
            future.join();
        } catch (CompletionException | CancellationException _) {
            // Done is done; the caller looks at how.
        }
    }

    @Override
    boolean isRunBy(Thread thread) {
        Coroutines its = coroutines;
        return its != null && its.isOwner() && thread == Thread.currentThread();
    }
}
