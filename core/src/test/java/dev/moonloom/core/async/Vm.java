package dev.moonloom.core.async;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.coroutine.JavaEngine;
import dev.moonloom.core.coroutine.LuaFailure;
import dev.moonloom.core.coroutine.Outcome;
import dev.moonloom.core.scheduler.Origin;
import dev.moonloom.core.scheduler.SchedulerFeedback;
import dev.moonloom.core.scheduler.SchedulerOptions;
import dev.moonloom.core.scheduler.TaskScheduler;
import dev.moonloom.core.scheduler.ThreadHandle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A VM without a language whose scheduler the test steps by hand; it takes down what happens. */
final class Vm implements SchedulerFeedback {
    /** Far beyond what a healthy run takes: it only ends a test that hangs. */
    private static final long PATIENCE_SECONDS = 30;

    final Coroutines coroutines = new Coroutines(new JavaEngine());
    final TaskScheduler scheduler;
    final HostFunctions functions;

    /** What the test's bodies have to tell, in order. */
    final List<String> log = Collections.synchronizedList(new ArrayList<>());
    /** The origins of stale wakes. */
    final List<Origin> staleWakes = new ArrayList<>();
    /** What the host's own code has thrown. */
    final List<Throwable> hostErrors = new ArrayList<>();

    private final Semaphore wakes = new Semaphore(0);

    Vm() {
        assertThat(coroutines.carrier().name()).isEqualTo(System.getProperty("moonloom.expectedCarrier"));
        SchedulerOptions options = SchedulerOptions.defaults().feedback(this).errorHandler(hostErrors::add);
        scheduler = TaskScheduler.createStepped(coroutines, options, wakes::release);
        functions = HostFunctions.of(scheduler);
        coroutines.adopt();
    }

    @Override
    public void onStaleWake(Coroutine thread, Origin origin) {
        staleWakes.add(origin);
    }

    @Override
    public void onOutcome(Coroutine thread, Origin origin, Outcome outcome) {
        log.add("> " + switch (outcome) {
            case Outcome.Yielded(Varargs values) -> "yielded" + text(values);
            case Outcome.Returned(Varargs values) -> "returned" + text(values);
            case Outcome.Failed failed -> "failed " + failed.value().tojstring();
            case Outcome.Cancelled _ -> "cancelled";
        });
    }

    /** Spawns a body and runs one cycle. */
    ThreadHandle run(JavaEngine.Body body) {
        ThreadHandle handle = scheduler.spawn(JavaEngine.function(body), LuaValue.NONE);
        step();
        return handle;
    }

    /** Spawns a body that only calls this function, and runs one cycle. */
    ThreadHandle runCallOf(LuaFunction function, LuaValue... arguments) {
        return run(_ -> function.invoke(arguments));
    }

    void step() {
        scheduler.step();
    }

    /** Steps whenever something arrives, until a condition holds. */
    void stepUntil(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            try {
                assertThat(wakes.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("something arrives").isTrue();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
            step();
        }
    }

    /** Has the host resume the thread, in the next cycle. */
    void resume(ThreadHandle handle, Varargs values) {
        scheduler.spawn(Objects.requireNonNull(handle.thread()), values);
    }

    /** {@return what has become of a thread} */
    static String outcome(ThreadHandle handle) {
        CompletableFuture<@Nullable Varargs> result = handle.result().toFuture();
        if (!result.isDone()) {
            return "pending";
        }
        try {
            return "returned" + text(Objects.requireNonNull(result.join()));
        } catch (CompletionException failed) {
            return failed.getCause() instanceof LuaFailure failure
                    ? "failed " + failure.value().tojstring()
                    : "cancelled";
        } catch (CancellationException cancelled) {
            return "cancelled";
        }
    }

    static boolean hasEnded(ThreadHandle handle) {
        return !outcome(handle).equals("pending");
    }

    /** {@return the value of the error that a call raises, as {@code pcall} would answer it} */
    static LuaValue pcall(LuaFunction function, LuaValue... arguments) {
        try {
            return LuaValue.valueOf("no error:" + text(function.invoke(arguments)));
        } catch (LuaError error) {
            return Coroutines.valueOf(error);
        }
    }

    static String text(Varargs values) {
        var text = new StringBuilder();
        for (int i = 1; i <= values.narg(); i++) {
            text.append(' ').append(values.arg(i).tojstring());
        }
        return text.toString();
    }

    static LuaValue string(String text) {
        return LuaValue.valueOf(text);
    }
}
