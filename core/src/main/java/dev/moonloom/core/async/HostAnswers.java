package dev.moonloom.core.async;

import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.coroutine.UnplacedError;
import dev.moonloom.core.scheduler.HostErrors;
import dev.moonloom.core.scheduler.HostOperation;
import dev.moonloom.core.scheduler.TaskScheduler;
import dev.moonloom.luau.runtime.LuauError;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.Unwinding;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * What a call of a host function does with what its Java code answers: wait for it, iterate over it, or run it elsewhere. For
 * whoever makes functions of a kind of his own, on the VM's thread; {@link HostFunctions} is made of it. Each method takes the
 * function that was called, which hands on at once what is answered here, and what converts an answer on the VM's thread.
 */
public final class HostAnswers {
    private HostAnswers() {}

    /** {@return the result of a stage, once it is there} It is cancelled with the caller. */
    public static Varargs await(TaskScheduler scheduler, LuauFunction self, CompletionStage<?> stage,
            Function<@Nullable Object, Varargs> convert) {
        return scheduler.tasks().await(self, operation -> begin(stage, operation, convert));
    }

    /** {@return the first value of a publisher, once it is there, or none} The subscription is cancelled with the caller. */
    public static Varargs await(TaskScheduler scheduler, LuauFunction self, Publisher<?> publisher,
            Function<@Nullable Object, Varargs> convert) {
        return scheduler.tasks().await(self, operation -> begin(publisher, operation, convert));
    }

    static Disposable begin(CompletionStage<?> stage, HostOperation operation,
            Function<@Nullable Object, Varargs> convert) {
        var cancelled = new AtomicBoolean();
        var _ = stage.whenComplete((value, failure) -> {
            if (failure == null) {
                operation.complete(() -> convert.apply(value));
            } else if (!(failure instanceof CancellationException && cancelled.get())) {
                operation.fail(failure);
            }
        });
        return () -> {
            cancelled.set(true);
            stage.toCompletableFuture().cancel(true);
        };
    }

    static Disposable begin(Publisher<?> publisher, HostOperation operation,
            Function<@Nullable Object, Varargs> convert) {
        return Mono.from(publisher)
                .subscribe(
                        value -> operation.complete(() -> convert.apply(value)),
                        operation::fail,
                        () -> operation.complete(() -> LuaValue.NONE));
    }

    /** {@return an iterator over the items of a flux} It is cancelled when the thread that has called ends. */
    public static Varargs iterate(TaskScheduler scheduler, LuauFunction self, Flux<?> items,
            Function<@Nullable Object, Varargs> convert) {
        var stream = new HostStream(scheduler, self.debugName(), convert, PREFETCH);
        // First, because it fails where no thread would end the stream.
        scheduler.tasks().disposeWithThread(stream);
        scheduler.coroutines().openRegion();
        try {
            stream.subscribeTo(items);
        } catch (Throwable failure) {
            stream.dispose();
            throw failure;
        } finally {
            scheduler.coroutines().closeRegion();
        }
        return stream.iterator();
    }

    /** How many items may be requested and not yet taken. */
    private static final int PREFETCH = 32;

    /** {@return what code answers that runs on a pool} It is interrupted when the caller is cancelled. */
    public static Varargs block(TaskScheduler scheduler, LuauFunction self, Scheduler pool,
            Callable<? extends @Nullable Object> code, Function<@Nullable Object, Varargs> convert) {
        return scheduler.tasks().await(self, operation -> {
            var cancelled = new AtomicBoolean();
            Disposable task = schedule(pool, self, () -> run(code, operation, cancelled, convert));
            return () -> {
                cancelled.set(true);
                task.dispose();
            };
        });
    }

    private static Disposable schedule(Scheduler pool, LuauFunction self, Runnable task) {
        try {
            return pool.schedule(task);
        } catch (RejectedExecutionException full) {
            throw new IllegalStateException(
                    "'" + self.debugName() + "' cannot start: its pool takes no more work", full);
        }
    }

    /** On a thread of the pool. */
    private static void run(Callable<? extends @Nullable Object> code, HostOperation operation, AtomicBoolean cancelled,
            Function<@Nullable Object, Varargs> convert) {
        @Nullable Object answer;
        try {
            answer = code.call();
        } catch (Throwable failure) {
            // What it throws after a cancel is what the interrupt has made of it.
            if (!cancelled.get()) {
                operation.fail(failure);
            }
            if (failure instanceof VirtualMachineError error) {
                throw error;
            }
            return;
        }
        operation.complete(() -> convert.apply(answer));
    }

    /**
     * {@return what the script sees of what a function's code has thrown} To be thrown. Exceptions are the call's error, and so
     * are errors of Java but for those of the JVM itself.
     */
    public static LuauError raised(LuauFunction self, Throwable failure) {
        return switch (failure) {
            case LuauError raised -> raised;
            case VirtualMachineError _,Unwinding _ -> self.state.asError(failure);
            default -> raise(self, HostErrors.errorOf(failure));
        };
    }

    private static LuauError raise(LuauFunction self, LuaError error) {
        LuauError raised = error instanceof UnplacedError unplaced
                ? self.state.error(self, unplaced.text())
                : self.state.raise(self, Coroutines.valueOf(error));
        return raised.causedBy(error.getCause());
    }
}
