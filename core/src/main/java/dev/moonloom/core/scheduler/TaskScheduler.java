package dev.moonloom.core.scheduler;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.coroutine.Halt;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import reactor.core.Scannable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Runs the threads of one VM as Roblox's task scheduler does: cooperatively, one at a time, each until it gives way.
 * This is the host's side of it, and all of it may be called from any thread; what it asks for takes effect in the
 * next cycle, in the order of the calls. Scripts use {@link Tasks}.
 *
 * {@snippet :
 * try (TaskScheduler scheduler = TaskScheduler.create(coroutines, SchedulerOptions.defaults())) {
 *     scheduler.spawn(script, LuaValue.NONE);
 *     scheduler.waitTillDone().block();
 * }
 * }
 *
 * <p>Where to read on: {@link EventLoop} is the cycle, {@link Threads} what happens to a thread, {@link Inbox} how
 * calls from other threads come in, {@link TimerQueue} the timers, {@link Driver} what makes it run and how it waits.
 *
 * <p>A scheduler on a worker keeps no thread busy: a drain runs when something has arrived or a deadline has come, and
 * nothing runs otherwise. All drains run on the one thread of its worker, which owns the VM.
 */
public final class TaskScheduler implements AutoCloseable {
    private final Inbox inbox = new Inbox();
    private final AtomicInteger keepAlives = new AtomicInteger();
    /** Whether somebody is at the loop: a step, a drain, or whoever ends a scheduler whose worker is gone. */
    private final AtomicBoolean stepping = new AtomicBoolean();
    private final Clock clock;
    private final Threads threads;
    private final EventLoop loop;
    private final Driver driver;
    private final Tasks tasks;

    private TaskScheduler(
            Coroutines coroutines, SchedulerOptions options, Clock clock, boolean everyCycleIsABeat,
            Function<TaskScheduler, Driver> driver) {
        Objects.requireNonNull(coroutines, "coroutines");
        this.clock = clock;
        this.threads = new Threads(coroutines, clock, options);
        this.loop = new EventLoop(inbox, threads, clock, keepAlives, options, everyCycleIsABeat);
        this.tasks = new Tasks(this, threads, clock, options);
        this.driver = driver.apply(this);
    }

    /** {@return a scheduler on a daemon thread of its own} */
    public static TaskScheduler create(Coroutines coroutines, SchedulerOptions options) {
        return create(coroutines, options, "moonloom");
    }

    /** {@return a scheduler on a daemon thread of its own, which has this name and a number} */
    public static TaskScheduler create(Coroutines coroutines, SchedulerOptions options, String threadName) {
        return onWorker(coroutines, options, Schedulers.newSingle(LoopThread.factory(threadName)), true);
    }

    /**
     * {@return a scheduler on a worker of a Reactor scheduler}
     *
     * @param scheduler one whose workers keep to one thread, such as {@link Schedulers#parallel()} or {@link
     *     Schedulers#newSingle(String)}; where it takes no delayed tasks, {@link Schedulers#single()} triggers the
     *     drains that are due at a time
     * @throws IllegalArgumentException when its workers are known not to keep to one thread
     */
    public static TaskScheduler createOn(Scheduler scheduler, Coroutines coroutines, SchedulerOptions options) {
        Objects.requireNonNull(scheduler, "scheduler");
        if (scheduler == Schedulers.immediate()) {
            throw new IllegalArgumentException("Schedulers.immediate() has no thread of its own to run a VM on");
        }
        // Reactor's own schedulers give each worker a thread; one made from an executor leaves that to the executor.
        Scannable scanned = Scannable.from(scheduler);
        Integer threadCount = scanned.scan(Scannable.Attr.CAPACITY);
        if (threadCount != null && threadCount > 1 && scanned.name().startsWith("fromExecutor")) {
            throw new IllegalArgumentException(
                    "a VM needs a worker that keeps to one thread; " + scheduler + " may use " + threadCount);
        }
        return onWorker(coroutines, options, scheduler, false);
    }

    private static TaskScheduler onWorker(
            Coroutines coroutines, SchedulerOptions options, Scheduler scheduler, boolean owned) {
        long origin = scheduler.now(TimeUnit.NANOSECONDS);
        Clock clock = () -> scheduler.now(TimeUnit.NANOSECONDS) - origin;
        return new TaskScheduler(
                coroutines, options, clock, false,
                self -> new WorkerDriver(scheduler, owned, clock, self::drain, self::request));
    }

    /**
     * {@return a scheduler that the host drives by calling {@link #step}, on a thread of its own}
     *
     * @param wake told, on any thread, that something has arrived and a step is wanted; must be quick
     */
    public static TaskScheduler createStepped(Coroutines coroutines, SchedulerOptions options, Runnable wake) {
        long origin = System.nanoTime();
        return createStepped(coroutines, options, wake, () -> System.nanoTime() - origin, true);
    }

    /**
     * {@return a scheduler that the host drives by calling {@link #step}, by a clock of the host's, as in a simulation
     * or a test}
     *
     * @param wake told, on any thread, that something has arrived and a step is wanted; must be quick
     * @param clock the time that timers go by
     * @param everyStepIsABeat whether each step is a beat of {@link Pacing.Heartbeat}; false keeps to its grid
     */
    public static TaskScheduler createStepped(
            Coroutines coroutines, SchedulerOptions options, Runnable wake, Clock clock, boolean everyStepIsABeat) {
        Objects.requireNonNull(wake, "wake");
        Objects.requireNonNull(clock, "clock");
        return new TaskScheduler(coroutines, options, clock, everyStepIsABeat,
                self -> new SteppedDriver(() -> self.threads.guarded(wake)));
    }

    /** {@return what scripts can ask of this scheduler} For libraries; owner thread only. */
    public Tasks tasks() {
        return tasks;
    }

    /** {@return the coroutines it runs} */
    public Coroutines coroutines() {
        return threads.coroutines();
    }

    /** {@return the time that its timers go by} Any thread. */
    public Clock clock() {
        return clock;
    }

    /**
     * Runs a function or suspended thread in the next cycle.
     *
     * @param target a function or a thread of this VM
     * @param values its arguments, or what its yield answers; immutable values or tables of this VM
     * @return a handle for its result; a refusal, or a scheduler that takes no more work, fails the result
     */
    public ThreadHandle spawn(LuaValue target, Varargs values) {
        return start(target, values, new Signal.Now(), null);
    }

    /** Runs a function or suspended thread at the end of the next cycle: see {@link #spawn}. */
    public ThreadHandle defer(LuaValue target, Varargs values) {
        return start(target, values, new Signal.Deferred(), null);
    }

    /** Runs a function or suspended thread when a time has passed, counted from now: see {@link #spawn}. */
    public ThreadHandle delay(Duration delay, LuaValue target, Varargs values) {
        long started = clock.nanos();
        return start(target, values, new Signal.At(started, threads.deadline(started, delay)), null);
    }

    ThreadHandle start(
            LuaValue target, Varargs values, Signal.When when, @Nullable TaskGroup group) {
        Objects.requireNonNull(values, "values");
        if (target instanceof Coroutine thread
                ? thread.coroutines() != coroutines()
                : !(target instanceof LuaFunction)) {
            throw new IllegalArgumentException("a function or a thread of this VM is needed, not " + target);
        }
        var handle = new ThreadHandle(this);
        accept(new Signal.Start(handle, target, coroutines().engine().fromHost(values), when, group));
        return handle;
    }

    /** {@return a call of a Luau function} Every subscription spawns it once more. */
    public Mono<Varargs> call(LuaFunction function, Varargs values) {
        return Mono.defer(() -> spawn(function, values).result());
    }

    /** {@return a new group, for everything that a script starts} */
    public TaskGroup newGroup() {
        return new TaskGroup(this, threads);
    }

    /** Runs host code on the VM's thread in the next cycle; what it throws goes to the error handler. */
    public void execute(Runnable task) {
        Objects.requireNonNull(task, "task");
        accept(new Signal.Execute(task, _ -> {}));
    }

    /** {@return what host code answers that runs on the VM's thread} Every subscription runs it once more. */
    public <T> Mono<T> ask(Callable<T> question) {
        Objects.requireNonNull(question, "question");
        return Mono.create(sink -> accept(new Signal.Execute(
                () -> {
                    try {
                        sink.success(question.call());
                    } catch (Halt halt) {
                        sink.error(new CancellationException("the question ended the scheduler: " + halt.getMessage()));
                        throw halt;
                    } catch (Throwable failure) {
                        sink.error(failure);
                    }
                },
                sink::error)));
    }

    /** {@return a handle that keeps {@link #waitTillDone} from completing until it is closed} */
    public KeepAlive keepAlive() {
        keepAlives.incrementAndGet();
        return new KeepAlive(() -> {
            keepAlives.decrementAndGet();
            request();
        });
    }

    /**
     * {@return completes at the first point between two cycles at which nothing is left to do} Decided anew at every
     * subscription: everything accepted before it counts. What counts is the inbox, deferred threads, timers of living
     * threads that come some day, pending host operations and keep-alive handles; a thread that waits for ever or has
     * merely yielded does not. A stopped scheduler leaves it pending; {@link #clear} and an exit complete it; {@link
     * #close} fails it with an {@link IllegalStateException}.
     */
    public Mono<Void> waitTillDone() {
        return Mono.create(sink -> accept(new Signal.AwaitDone(sink, null)));
    }

    /** Runs nothing more, between two resumes, and keeps everything: timers, new work, completions. */
    public void stop() {
        accept(new Signal.Stop());
    }

    /** Goes on after {@link #stop}; what has become due meanwhile runs. */
    public void restart() {
        accept(new Signal.Restart());
    }

    /** Drops all work that waits: threads that had any are cancelled. New work is accepted afterwards. */
    public void clear() {
        accept(new Signal.Clear());
    }

    /** Ends the scheduler with an exit code: as {@link #close}, but {@link #waitTillDone} completes. */
    public void exit(int code) {
        accept(new Signal.End(new Ending.Exited(code)));
    }

    /** Ends the scheduler: cancels every thread it knows of, drops all work and accepts none. */
    @Override
    public void close() {
        accept(new Signal.End(new Ending.Closed()));
    }

    /**
     * {@return completes when the scheduler has ended, by {@link #close} or an exit} It fails with what has ended it otherwise,
     * which is an error of the JVM or a fault of the host or of this library. Hot.
     */
    public Mono<Void> ended() {
        return loop.ended();
    }

    /** {@return the code with which the scheduler was ended, by {@code os.exit} or {@link #exit}} */
    public OptionalInt exitCode() {
        return loop.ending() instanceof Ending.Exited(int code) ? OptionalInt.of(code) : OptionalInt.empty();
    }

    /**
     * Runs one cycle on the current thread, which becomes the VM's owner. Only for a stepped scheduler.
     *
     * @throws WrongThreadException on another thread than before, while a coroutine waits inside Java
     * @throws IllegalStateException on a scheduler that has a worker, from inside a step, or when something that is no script's
     *     business has ended the scheduler in this step or before; then that is the cause
     */
    public Step step() {
        if (!(driver instanceof SteppedDriver)) {
            throw new IllegalStateException("this scheduler runs on a worker; only a stepped one is stepped");
        }
        return inStep(() -> {
            coroutines().adopt();
            int requests = inbox.requests();
            long before = threads.resumes();
            loop.beginSlice();
            while (!loop.runCycle()) {
                loop.beginSlice();
            }
            finish(requests);
            if (loop.ending() instanceof Ending.Broken(Throwable cause)) {
                throw new IllegalStateException("the scheduler has failed: " + cause, cause);
            }
            long due = loop.nextDueNanos();
            Duration untilNext = due == EventLoop.NOTHING ? null : Duration.ofNanos(Math.max(0, due - clock.nanos()));
            return new Step(threads.resumes() - before, untilNext, loop.isDone());
        });
    }

    private <T> T inStep(Supplier<T> body) {
        if (!stepping.compareAndSet(false, true)) {
            throw new IllegalStateException("a step of this scheduler is running");
        }
        try {
            return body.get();
        } finally {
            stepping.set(false);
        }
    }

    /** Ends a step: requests that came meanwhile ask for another one. */
    private void finish(int requests) {
        if (loop.ending() != null) {
            driver.dispose();
        }
        if (inbox.answered(requests) != 0) {
            startDrain();
        }
    }

    /** {@return whether something has come from outside that no step has seen} Owner thread, between two steps. */
    boolean hasArrivals() {
        return inbox.requests() > 0;
    }

    /** {@return whether a thread waits for the host} Owner thread, between two steps. */
    boolean awaitsHost() {
        return threads.operationCount() > 0;
    }

    /** {@return whether the scheduler takes no more work} Any thread. */
    public boolean hasEnded() {
        return loop.ending() != null;
    }

    /** Takes a signal in. Any thread. */
    void accept(Signal signal) {
        if (inbox.offer(signal)) {
            startDrain();
        } else if (driver.isDead()) {
            replaceDrain();
        }
        if (signal instanceof Signal.Control && driver instanceof SteppedDriver) {
            controlAtOnce();
        }
    }

    /**
     * Between two steps, the host's own thread need not wait for a step to stop, clear or close; but a thread that runs
     * is never touched.
     */
    private void controlAtOnce() {
        boolean here = coroutines().isOwner() || coroutines().isUnowned();
        if (here && coroutines().current() == null && !hasEnded() && stepping.compareAndSet(false, true)) {
            try {
                coroutines().adopt();
                loop.receive();
                if (hasEnded()) {
                    // Nobody need ever step again, so all requests are answered here.
                    driver.dispose();
                    for (int requests = inbox.requests(); requests != 0; requests = inbox.answered(requests)) {
                        loop.receive();
                    }
                }
            } finally {
                stepping.set(false);
            }
        }
    }

    /** Asks for a drain without a signal. Any thread. */
    void request() {
        if (inbox.request()) {
            startDrain();
        }
    }

    /** Starts a drain; where none will run any more, nobody is left waiting. */
    private void startDrain() {
        try {
            driver.wake();
        } catch (RejectedExecutionException rejected) {
            abandon(rejected);
        }
    }

    /** The drain that everybody relies on was dropped with the worker's thread, unless it runs right now. */
    private void replaceDrain() {
        if (stepping.compareAndSet(false, true)) {
            try {
                abandon(new RejectedExecutionException("the worker's scheduler was disposed"));
            } finally {
                stepping.set(false);
            }
        }
    }

    /** Nothing runs any more. Locked, because a stepped scheduler's own thread may have answered requests as it ended. */
    private synchronized void abandon(RejectedExecutionException rejected) {
        for (int requests = inbox.requests(); requests != 0; requests = inbox.answered(requests)) {
            loop.abandon(rejected);
        }
    }

    /** Runs cycles until everything that was asked for is done; a slice that is over goes on in a task of its own. */
    private void drain() {
        while (!stepping.compareAndSet(false, true)) {
            // The drain before, or whoever takes its place, is on its way out.
            Thread.onSpinWait();
        }
        boolean paused;
        try {
            paused = runCycles();
        } finally {
            stepping.set(false);
        }
        if (paused) {
            startDrain();
        }
    }

    /** {@return whether a slice is over and another drain is to go on} */
    private boolean runCycles() {
        int requests = inbox.requests();
        loop.beginSlice();
        while (requests != 0) {
            try {
                if (!loop.runCycle()) {
                    return true;
                }
                if (loop.hasWork()) {
                    // It came while a slice was paused, and its request is among those to be answered here.
                    continue;
                }
                driver.arm(loop.nextDueNanos());
            } catch (RejectedExecutionException rejected) {
                loop.abandon(rejected);
            }
            if (loop.ending() != null) {
                driver.dispose();
            }
            requests = inbox.answered(requests);
        }
        return false;
    }

    /** {@return its live state: what waits, and when something is due} Any thread; figures may be a moment old. */
    @Override
    public String toString() {
        return "TaskScheduler[" + loop + "]";
    }
}
