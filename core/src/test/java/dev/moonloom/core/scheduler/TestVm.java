package dev.moonloom.core.scheduler;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.coroutine.JavaEngine;
import dev.moonloom.core.coroutine.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import reactor.core.Disposable;

/**
 * A VM for tests of the scheduler: its scripts are Java functions, its time is the test's, and everything runs on the
 * test's thread, driven by steps or by a worker of a {@link ManualScheduler}.
 */
final class TestVm {
    /** How the scheduler is driven. */
    enum Mode {
        STEPPED, WORKER
    }

    final Coroutines coroutines = new Coroutines(new JavaEngine());
    final List<String> log = Collections.synchronizedList(new ArrayList<>());
    final List<Throwable> handled = Collections.synchronizedList(new ArrayList<>());
    final Mode mode;
    /** The worker's scheduler, in worker mode. */
    final ManualScheduler manual = new ManualScheduler();

    final TaskScheduler scheduler;
    final Tasks tasks;

    private final AtomicLong clock = new AtomicLong();
    private final AtomicBoolean woken = new AtomicBoolean();

    private TestVm(Mode mode, SchedulerOptions given) {
        this.mode = mode;
        SchedulerOptions options = given.errorHandler(handled::add);
        scheduler = switch (mode) {
            case STEPPED -> TaskScheduler.createStepped(coroutines, options, () -> woken.set(true), clock::get, false);
            case WORKER -> TaskScheduler.createOn(manual, coroutines, options);
        };
        tasks = scheduler.tasks();
    }

    static TestVm create(Mode mode) {
        return create(mode, quiet());
    }

    static TestVm create(Mode mode, SchedulerOptions options) {
        return new TestVm(mode, options);
    }

    /** {@return options that log nothing} */
    static SchedulerOptions quiet() {
        return SchedulerOptions.defaults().feedback(SchedulerFeedback.NONE);
    }

    /** Runs everything that can run without time passing. */
    void settle() {
        switch (mode) {
            case STEPPED -> {
                do {
                    woken.set(false);
                } while (isDue(scheduler.step()) || woken.get());
            }
            case WORKER -> manual.runReady();
        }
    }

    private static boolean isDue(Step step) {
        Duration next = step.untilNext();
        return next != null && next.isZero();
    }

    /** Lets time pass, then runs what can run. */
    void advance(Duration time) {
        clock.addAndGet(time.toNanos());
        manual.advance(time.toNanos());
        settle();
    }

    /** {@return whether the host was told, since the last step, that something has arrived} */
    boolean wasWoken() {
        return woken.get();
    }

    // What scripts do.

    LuaFunction function(JavaEngine.Body body) {
        return JavaEngine.function(body);
    }

    /** {@return a function that logs a text} */
    LuaFunction logging(String text) {
        return function(_ -> {
            log.add(text);
            return LuaValue.NONE;
        });
    }

    /** {@return a function that waits, then logs a text and returns it} */
    LuaFunction waiting(double seconds, String text) {
        return function(_ -> {
            tasks.sleep(seconds);
            log.add(text);
            return LuaValue.valueOf(text);
        });
    }

    /** {@return a function that yields bare, then logs a text} */
    LuaFunction yielding(String text) {
        return function(_ -> {
            coroutines.yield(LuaValue.NONE);
            log.add(text);
            return LuaValue.valueOf(text);
        });
    }

    /** {@return a function that parks for this operation, then logs its result} */
    LuaFunction awaiting(Operation operation) {
        return function(_ -> {
            Varargs result = tasks.await(operation);
            log.add("result " + result.tojstring());
            return result;
        });
    }

    /** Starts a thread as {@code task.spawn} does. */
    Coroutine spawn(LuaFunction body, LuaValue... values) {
        Coroutine thread = tasks.create(body);
        tasks.spawn(thread, LuaValue.varargsOf(values));
        return thread;
    }

    /** Defers a new thread as {@code task.defer} does. */
    Coroutine defer(LuaFunction body, LuaValue... values) {
        Coroutine thread = tasks.create(body);
        tasks.defer(thread, LuaValue.varargsOf(values));
        return thread;
    }

    /** Delays a new thread as {@code task.delay} does. */
    Coroutine delay(double seconds, LuaFunction body, LuaValue... values) {
        Coroutine thread = tasks.create(body);
        tasks.delay(seconds, thread, LuaValue.varargsOf(values));
        return thread;
    }

    Coroutine current() {
        return Objects.requireNonNull(coroutines.current());
    }

    /** Runs code on a thread of the VM, and everything that follows from it. */
    void run(Runnable script) {
        scheduler.spawn(
                function(_ -> {
                    script.run();
                    return LuaValue.NONE;
                }), LuaValue.NONE);
        settle();
    }

    static String describe(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Yielded(var values) -> "yielded " + values.tojstring();
            case Outcome.Returned(var values) -> "returned " + values.tojstring();
            case Outcome.Failed(var value, _, _) -> "failed " + value.tojstring();
            case Outcome.Cancelled _ -> "cancelled";
        };
    }

    /** A host operation that the test ends. */
    static final class Operation implements Tasks.HostStart {
        private @Nullable HostOperation started;
        int disposals;

        @Override
        public Disposable start(HostOperation operation) {
            started = operation;
            return () -> disposals++;
        }

        HostOperation handle() {
            return Objects.requireNonNull(started);
        }

        void complete(String value) {
            handle().complete(() -> LuaValue.valueOf(value));
        }
    }
}
