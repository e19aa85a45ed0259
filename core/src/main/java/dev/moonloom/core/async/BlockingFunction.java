package dev.moonloom.core.async;

import dev.moonloom.core.scheduler.HostOperation;
import dev.moonloom.core.scheduler.TaskScheduler;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/** A host function that blocks, on a thread of a pool. */
final class BlockingFunction extends HostFunction {
    private final HostFunctions.Body body;
    private final Scheduler pool;

    BlockingFunction(TaskScheduler scheduler, String name, HostFunctions.Body body, Scheduler pool) {
        super(scheduler, name);
        this.body = Objects.requireNonNull(body, "body");
        this.pool = pool;
    }

    @Override
    Varargs call(Varargs arguments) {
        return tasks().await(this, operation -> {
            Varargs copy = portable(arguments);
            var cancelled = new AtomicBoolean();
            Disposable task = schedule(() -> block(copy, operation, cancelled));
            return () -> {
                cancelled.set(true);
                task.dispose();
            };
        });
    }

    private Disposable schedule(Runnable task) {
        try {
            return pool.schedule(task);
        } catch (RejectedExecutionException full) {
            throw new IllegalStateException("'" + name + "' cannot start: its pool takes no more work", full);
        }
    }

    /** Runs the body. On a thread of the pool. */
    private void block(Varargs arguments, HostOperation operation, AtomicBoolean cancelled) {
        @Nullable Object answer;
        try {
            answer = body.call(arguments);
        } catch (Throwable failure) {
            // What it throws after a cancel is what the interrupt has made of it.
            if (!cancelled.get()) {
                operation.fail(failure);
            }
            if (failure instanceof Error error) {
                throw error;
            }
            return;
        }
        operation.complete(() -> values().results(answer));
    }

    /** {@return a copy for another thread: the caller's own may be a view of its registers} */
    private Varargs portable(Varargs arguments) {
        var copy = new LuaValue[arguments.narg()];
        for (int i = 0; i < copy.length; i++) {
            LuaValue argument = arguments.arg(i + 1);
            copy[i] = switch (argument.type()) {
                case LuaValue.TNIL, LuaValue.TBOOLEAN, LuaValue.TNUMBER, LuaValue.TSTRING -> argument;
                default -> throw new LuaError(HostValues.text("invalid argument #" + (i + 1) + " to '" + name + "' (a "
                        + argument.typename() + " cannot leave the VM's thread)"));
            };
        }
        return LuaValue.varargsOf(copy);
    }
}
