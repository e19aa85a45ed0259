package dev.moonloom;

import dev.moonloom.core.coroutine.LuaFailure;
import dev.moonloom.core.require.Require;
import dev.moonloom.core.scheduler.Pacing;
import dev.moonloom.core.scheduler.SchedulerFeedback;
import dev.moonloom.core.scheduler.SchedulerOptions;
import dev.moonloom.core.scheduler.TaskGroup;
import dev.moonloom.core.scheduler.TaskScheduler;
import dev.moonloom.core.scheduler.ThreadHandle;
import dev.moonloom.core.vm.LineOutput;
import dev.moonloom.core.vm.ScriptVm;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.Strings;
import dev.moonloom.task.Libraries;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * One isolated world of scripts, made by {@link Moonloom}. It runs on one thread at a time: its own, a worker's, or the one
 * that steps it. Any thread may call it, unless a method says otherwise; what is asked for takes effect in the next cycle, in
 * the order of the calls.
 */
public final class Vm implements AutoCloseable {
    private final Moonloom moonloom;
    private final String name;
    private final Drive drive;
    private final ScriptVm scripts;
    private final TaskScheduler scheduler;
    private final Require require;
    private final HostObjects objects;

    Vm(Moonloom moonloom, String name, Drive drive) {
        this.moonloom = moonloom;
        this.name = Objects.requireNonNull(name, "name");
        this.drive = drive;
        Moonloom.Settings settings = moonloom.settings();
        ScriptOutput output = settings.output();
        this.scripts = new ScriptVm(
                output == null ? LineOutput.to(System.out, System.err) : new LinePrinter(this, output),
                coroutines -> drive.begin(name, coroutines, options(settings)));
        this.scheduler = scripts.scheduler();
        this.objects = new HostObjects(this, moonloom.objectTypes());
        Libraries.install(scripts);
        this.require = Libraries.installRequire(scripts, settings.modules().library());
        if (settings.exit()) {
            Libraries.installExit(scripts);
        }
        moonloom.globals().forEach(this::give);
    }

    private void give(String global, Moonloom.Global value) {
        if (!scripts.globals().rawget(global).isnil()) {
            throw new IllegalArgumentException("the global '" + global + "' is Luau's own");
        }
        scripts.globals().rawset(global, value.in(this));
    }

    private SchedulerOptions options(Moonloom.Settings settings) {
        SchedulerFeedback errors = new UncaughtErrors(this, settings.onError());
        SchedulerFeedback extra = settings.feedback();
        SchedulerOptions options = SchedulerOptions.defaults()
                .feedback(extra == null ? errors : errors.then(extra))
                .errorHandler(HostFaults::report);
        return settings.heartbeat() == 0 ? options : options.pacing(Pacing.heartbeat(settings.heartbeat()));
    }

    /** {@return its name} */
    public String name() {
        return name;
    }

    /** {@return what it has in common with others} */
    public Moonloom moonloom() {
        return moonloom;
    }

    /**
     * Runs a script, with globals of its own, in the next cycle.
     *
     * @param arguments what the script finds in {@code ...}; read before this returns
     * @throws IllegalArgumentException when an argument has no conversion
     */
    public Run run(Script script, @Nullable Object... arguments) {
        Varargs values = allToLuau(arguments);
        var main = new MainFunction(this, script);
        TaskGroup group = scheduler.newGroup();
        CompletableFuture<Values> result = settled(group.spawn(main, values),
                returned -> Values.detached(this, returned));
        return new Run(this, script, result, group);
    }

    /**
     * {@return completes when nothing is left to do} Decided anew for each call: everything accepted before it counts. A
     * thread that waits for ever or has merely yielded does not. It fails when the VM is closed.
     */
    public CompletableFuture<@Nullable Void> waitTillDone() {
        return future(scheduler.waitTillDone());
    }

    /** {@return the code that a script has ended the VM with, by {@code os.exit}; empty where none has} */
    public OptionalInt exitCode() {
        return scheduler.exitCode();
    }

    /** {@return what host code answers that runs on the VM's thread, in the next cycle} */
    public <T extends @Nullable Object> CompletableFuture<T> submit(Callable<T> code) {
        return future(scheduler.ask(code));
    }

    /**
     * Runs one step on the current thread, which runs the VM's scripts from now on. Only for a stepped VM.
     *
     * @throws IllegalStateException when the VM runs by itself, or has failed: the failure is the cause
     * @throws WrongThreadException on another thread than before, while a coroutine waits inside Java
     */
    public Step step() {
        return drive.step();
    }

    /**
     * {@return what a future of this VM answers, letting the VM run until it is there} A stepped VM is stepped on the current
     * thread, parked between its beats and no faster than its pacing; virtual time passes at once; for any other VM this is
     * {@code join()}.
     *
     * @throws ScriptException the error of the script, as itself
     * @throws CancellationException when it was cancelled
     * @throws CompletionException with any other failure
     * @throws IllegalStateException inside of a script's call, or when virtual time has nothing left to do
     */
    public <T extends @Nullable Object> T await(CompletableFuture<T> future) {
        if (!future.isDone()) {
            if (scheduler.coroutines().isOwner() && scheduler.coroutines().current() != null) {
                throw new IllegalStateException(
                        "a host function cannot wait: scripts would all wait with it; answer the "
                                + "future instead, and its caller waits");
            }
            drive.runUntil(future);
        }
        try {
            return future.join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof ScriptException error ? error : failure;
        }
    }

    /**
     * Lets virtual time pass, and runs what is due meanwhile. Only for a VM under virtual time.
     *
     * @throws IllegalStateException for any other VM
     */
    public void advance(Duration time) {
        drive.advance(time);
    }

    /** Ends the VM: nothing of it runs any more, and whoever waits for something of it is told. */
    @Override
    public void close() {
        scheduler.close();
    }

    /** It is among its host's VMs from now on, until it ends. */
    void start() {
        tell(listener -> listener.onStart(this));
        var _ = scheduler.ended().subscribe(_ -> {}, this::ended, () -> ended(null));
    }

    private void ended(@Nullable Throwable failure) {
        moonloom.forget(this);
        tell(listener -> listener.onEnd(this, failure));
    }

    private void tell(Consumer<VmListener> what) {
        try {
            what.accept(moonloom.settings().listener());
        } catch (Exception | AssertionError | LinkageError failure) {
            HostFaults.report(failure);
        }
    }

    // ---- for the border ----

    Conversions conversions() {
        return moonloom.conversions();
    }

    LuauState state() {
        return scripts.state();
    }

    HostObjects objects() {
        return objects;
    }

    TaskScheduler scheduler() {
        return scheduler;
    }

    ScriptVm scripts() {
        return scripts;
    }

    Require require() {
        return require;
    }

    Scheduler blockingPool() {
        return moonloom.blockingPool();
    }

    /**
     * Fails unless the current thread runs the scripts of this VM.
     *
     * @throws WrongThreadException on any other thread
     */
    void requireOwner() {
        if (!scheduler.coroutines().isOwner()) {
            throw new WrongThreadException("the VM '" + name + "' is run by another thread than "
                    + Thread.currentThread().getName() + "; vm.submit runs code on the thread of its scripts");
        }
    }

    /** {@return whether a thread runs the scripts of this VM: its loop thread, or the one that steps it} */
    boolean isRunBy(Thread thread) {
        return drive.isRunBy(thread);
    }

    /**
     * {@return a value of the host's for scripts}
     *
     * @param what names it where it has no conversion
     */
    LuaValue toLuau(String what, @Nullable Object value) {
        try {
            return conversions().toLuau(this, value);
        } catch (Mismatch mismatch) {
            throw mismatch.of(what);
        }
    }

    /** {@return a read-only table} */
    LuauTable table(Map<String, Moonloom.Global> members) {
        var table = new LuauTable(0, members.size());
        members.forEach((member, value) -> table.rawset(member, value.in(this)));
        table.freeze();
        return table;
    }

    /** {@return arguments of the host's for scripts} */
    Varargs allToLuau(@Nullable Object... arguments) {
        var values = new LuaValue[arguments.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = toLuau("argument " + (i + 1), arguments[i]);
        }
        return dev.moonloom.luau.runtime.Values.of(values);
    }

    /** {@return a value as {@code tostring} shows it, without running code of scripts} */
    String textOf(LuaValue value) {
        return value instanceof LuaString text ? Strings.text(text) : value.tojstring();
    }

    /**
     * Calls a function in the next cycle, in a thread of its own.
     *
     * @param convert takes its results, on the VM's thread
     */
    <R extends @Nullable Object> CompletableFuture<R> call(dev.moonloom.luau.runtime.LuauFunction function,
            Varargs arguments,
            Function<Varargs, R> convert) {
        return settled(scheduler.spawn(function, arguments), convert);
    }

    /** {@return what a thread answers, as Java has it} */
    private <R extends @Nullable Object> CompletableFuture<R> settled(ThreadHandle thread,
            Function<Varargs, R> convert) {
        var result = new VmFuture<R>(this);
        var _ = thread.result().subscribe(
                results -> settle(result, () -> convert.apply(results)),
                failure -> result.completeExceptionally(failure instanceof LuaFailure error
                        ? ScriptErrors.of(this, error.value(), thread.thread())
                        : failure));
        return result;
    }

    private static <R extends @Nullable Object> void settle(CompletableFuture<R> future, Supplier<R> value) {
        R settled;
        try {
            settled = value.get();
        } catch (RuntimeException failure) {
            future.completeExceptionally(failure);
            return;
        }
        future.complete(settled);
    }

    /** {@return a future of this VM for something that its scheduler answers} */
    <T extends @Nullable Object> VmFuture<T> future(Mono<? extends T> answer) {
        var future = new VmFuture<T>(this);
        var _ = answer.subscribe(future::complete, future::completeExceptionally, () -> future.complete(null));
        return future;
    }

    @Override
    public String toString() {
        return "Vm[" + name + ", " + scheduler + "]";
    }
}
