package dev.moonloom.core.scheduler;

import dev.moonloom.core.coroutine.Coroutine;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Varargs;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A thread that the host has scheduled. Any thread may use the handle. */
public final class ThreadHandle {
    private final TaskScheduler scheduler;
    private final Sinks.One<Varargs> result = Sinks.one();

    /** Known once the scheduler has taken the thread up. */
    private volatile @Nullable Coroutine thread;

    ThreadHandle(TaskScheduler scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * {@return the thread's final result} Hot, and the same for every subscriber, early or late: what it returned, the
     * {@link dev.moonloom.core.coroutine.LuaFailure} it died of, or a {@link java.util.concurrent.CancellationException}
     * when it was cancelled or closed. A thread that stays suspended leaves it pending. Disposing a subscription
     * cancels nothing.
     */
    public Mono<Varargs> result() {
        return result.asMono();
    }

    /** Cancels the thread, as {@code task.cancel} does, in the next cycle. One that has ended is left alone. */
    public void cancel() {
        scheduler.accept(new Signal.CancelHandle(this));
    }

    /** {@return the thread, or null before the scheduler has taken it up or when it was refused} */
    public @Nullable Coroutine thread() {
        return thread;
    }

    void bind(Coroutine coroutine) {
        thread = coroutine;
    }

    void complete(Varargs values) {
        result.tryEmitValue(values);
    }

    void fail(Throwable error) {
        result.tryEmitError(error);
    }
}
