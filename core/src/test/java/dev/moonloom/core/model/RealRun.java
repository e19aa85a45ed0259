package dev.moonloom.core.model;

import dev.moonloom.core.coroutine.Carrier;
import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.coroutine.JavaEngine;
import dev.moonloom.core.coroutine.Outcome;
import dev.moonloom.core.coroutine.Status;
import dev.moonloom.core.model.Op.How;
import dev.moonloom.core.model.Program.Settings;
import dev.moonloom.core.scheduler.Admission;
import dev.moonloom.core.scheduler.HostOperation;
import dev.moonloom.core.scheduler.Origin;
import dev.moonloom.core.scheduler.Pacing;
import dev.moonloom.core.scheduler.SchedulerFeedback;
import dev.moonloom.core.scheduler.SchedulerOptions;
import dev.moonloom.core.scheduler.StaleWake;
import dev.moonloom.core.scheduler.Step;
import dev.moonloom.core.scheduler.TaskScheduler;
import dev.moonloom.core.scheduler.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import reactor.core.Disposable;

/** Runs a {@link Program} on the scheduler itself: every thread is a fiber, and the clock is moved by hand. */
final class RealRun implements SchedulerFeedback {
    private static final int NO_SLICES = 1_000_000;

    private final Program program;
    private final Trace trace = new Trace();
    private final Coroutines coroutines;
    private final TaskScheduler scheduler;
    private final Tasks tasks;
    private final RealHost host;

    private final List<Coroutine> threads = new ArrayList<>();
    private final IdentityHashMap<Coroutine, Integer> ids = new IdentityHashMap<>();
    private final Set<Integer> parked = new HashSet<>();

    private long nowNanos;
    private long nextDueNanos = Model.NEVER;
    private int additions;
    private boolean stepping;
    private boolean woken;

    private RealRun(Program program, Carrier carrier, ExecutorService otherThread) {
        this.program = program;
        coroutines = new Coroutines(new JavaEngine(), carrier);
        scheduler = TaskScheduler.createStepped(
                coroutines, options(program.settings()), () -> woken = true, () -> nowNanos,
                program.settings().everyStepIsABeat());
        tasks = scheduler.tasks();
        host = new RealHost(this, scheduler, trace, otherThread);
    }

    /** {@return what is seen when a program runs} */
    static Trace of(Program program, Carrier carrier, ExecutorService otherThread) {
        var run = new RealRun(program, carrier, otherThread);
        try {
            return run.run();
        } finally {
            run.threads.stream()
                    .filter(thread -> thread.status() == Status.SUSPENDED)
                    .forEach(run.coroutines::close);
        }
    }

    private SchedulerOptions options(Settings settings) {
        int slice = settings.sliceResumes() == 0 ? NO_SLICES : settings.sliceResumes();
        return SchedulerOptions.defaults()
                .pacing(settings.hz() > 0
                        ? Pacing.heartbeat((double) settings.hz())
                        : new Pacing.Exact(Duration.ofNanos(settings.minimumWaitNanos())))
                .staleWake(settings.dropStaleWakes() ? StaleWake.DROP : StaleWake.KEEP)
                .deferDepth(settings.deferDepth())
                .slices(slice, Duration.ofDays(10_000))
                .feedback(this)
                .errorHandler(failure -> trace.host("error handler " + failure));
    }

    private Trace run() {
        coroutines.adopt();
        for (List<Op> round : program.rounds()) {
            for (Op op : round) {
                if (op instanceof Op.Host || op instanceof Op.ClockStep || !scheduler.hasEnded()) {
                    perform(Target.NOBODY, op);
                    host.readNews();
                }
            }
            step();
            host.readNews();
        }
        for (Coroutine thread : threads) {
            trace.result(id(thread), "is " + thread.status().luaName());
        }
        return trace;
    }

    private void step() {
        if (host.expectsAStep() && !woken && !scheduler.hasEnded()) {
            trace.host("was not woken");
        }
        woken = false;
        stepping = true;
        Step step = scheduler.step();
        stepping = false;
        Duration next = step.untilNext();
        nextDueNanos = next == null ? Model.NEVER : nowNanos + next.toNanos();
        trace.host("step, resumes " + step.resumes() + ", next " + (next == null ? "nothing" : next.toNanos())
                + ", done " + step.done());
    }

    // ---- threads

    LuaFunction function(int body) {
        List<Op> ops = program.bodies().get(body);
        return JavaEngine.function(arguments -> runBody(ops, arguments));
    }

    private Varargs runBody(List<Op> ops, Varargs arguments) {
        int self = id(Objects.requireNonNull(coroutines.current()));
        trace.goesOn(nowNanos, self, "begins", LuaValues.values(arguments));
        for (Op op : ops) {
            switch (op) {
                case Op.Return(List<Double> values) -> {
                    begin(self, op, "");
                    return LuaValues.varargs(values);
                }
                case Op.Fail(String text) -> {
                    begin(self, op, "");
                    throw LuaValues.error(text);
                }
                case Op.Yield(List<Double> values) -> {
                    begin(self, op, "");
                    goOn(self, coroutines.yield(LuaValues.varargs(values)));
                }
                case Op.Wait(boolean legacy, double seconds) -> {
                    begin(self, op, "");
                    parked.add(self);
                    goOn(self, legacy ? tasks.legacySleep(seconds) : tasks.sleep(seconds));
                }
                case Op.Await await -> await(self, await);
                default -> perform(self, op);
            }
        }
        throw new IllegalStateException("a body ends with return or an error");
    }

    private void goOn(int self, Varargs values) {
        parked.remove(self);
        trace.goesOn(nowNanos, self, "goes on", LuaValues.values(values));
    }

    private void await(int self, Op.Await await) {
        int index = host.operations.size();
        begin(self, await, "operation " + index);
        parked.add(self);
        try {
            goOn(self, tasks.await(operation -> {
                host.operations.add(operation);
                return beginOperation(await.begin(), operation, index);
            }));
        } catch (LuaError error) {
            parked.remove(self);
            String text = LuaValues.text(error);
            if (text.equals(Program.CANNOT_BEGIN)) {
                trace.result(self, "error " + text);
            } else {
                trace.raised(nowNanos, self, text);
            }
            if (!await.caught()) {
                throw error;
            }
        }
    }

    private Disposable beginOperation(Op.Begin begin, HostOperation operation, int index) {
        switch (begin) {
            case PENDING -> {}
            case READY -> RealHost.complete(operation, Program.READY);
            case FAILED -> RealHost.complete(operation, Program.FAILED);
            case DELIVERS_AND_THROWS -> {
                RealHost.complete(operation, Program.READY);
                throw LuaValues.error(Program.CANNOT_BEGIN);
            }
            case THROWS -> throw LuaValues.error(Program.CANNOT_BEGIN);
        }
        return () -> trace.disposed(index);
    }

    // ---- operations that do not give way

    /** Does one operation; {@link Target#NOBODY} is host code. */
    void perform(int self, Op op) {
        try {
            switch (op) {
                case Op.Create(int body) -> begin(self, op, name(create(body)));
                case Op.Schedule(Target target, How how) -> {
                    Coroutine thread = resolve(self, target);
                    begin(self, op, name(thread));
                    schedule(self, thread, how);
                }
                case Op.ScheduleTwice(Target target, How first, How second) -> {
                    Coroutine thread = resolve(self, target);
                    begin(self, op, name(thread));
                    schedule(self, thread, first);
                    schedule(self, thread, second);
                }
                case Op.Cancel(Target target) -> {
                    Coroutine thread = resolve(self, target);
                    begin(self, op, name(thread));
                    if (thread != null) {
                        tasks.cancel(thread);
                        trace.result(self, "is " + thread.status().luaName());
                    }
                }
                case Op.Close(Target target) -> {
                    Coroutine thread = resolve(self, target);
                    begin(self, op, name(thread));
                    if (thread != null) {
                        trace.result(self, "closed " + tasks.close(thread));
                    }
                }
                case Op.Resume(Target target, List<Double> values) -> {
                    Coroutine thread = resolve(self, target);
                    begin(self, op, name(thread));
                    if (thread != null) {
                        trace.result(self, LuaValues.text(tasks.resume(thread, LuaValues.varargs(values))));
                    }
                }
                case Op.InCallback(Op parking) -> {
                    begin(self, op, parking.kind().name());
                    giveWayInCallback(parking);
                }
                case Op.Exit(int code) -> {
                    begin(self, op, "");
                    if (stepping) {
                        throw tasks.exit(code);
                    }
                }
                case Op.ClockStep clock -> {
                    begin(self, op, "");
                    nowNanos = Program.clockAfter(clock, nowNanos, nextDueNanos);
                }
                case Op.Host(HostCall call, boolean elsewhere) -> host.call(self, op, call, elsewhere);
                case Op.Wait _,Op.Yield _,Op.Await _,Op.Fail _,Op.Return _ ->
                    throw new IllegalArgumentException(op + " outside a thread");
            }
        } catch (LuaError error) {
            trace.result(self, "error " + LuaValues.text(error));
        }
    }

    private void schedule(int self, @Nullable Coroutine thread, How how) {
        if (thread == null) {
            return;
        }
        Varargs values = LuaValues.varargs(how.values());
        try {
            switch (how.verb()) {
                case SPAWN -> tasks.spawn(thread, values);
                case DEFER -> tasks.defer(thread, values);
                case DELAY -> tasks.delay(how.seconds(), thread, values);
                case LEGACY_DELAY -> tasks.legacyDelay(how.seconds(), thread);
            }
        } catch (LuaError error) {
            trace.result(self, "error " + LuaValues.text(error));
        }
        trace.result(self, name(thread) + " is " + thread.status().luaName());
    }

    private void giveWayInCallback(Op parking) {
        coroutines.openRegion();
        try {
            switch (parking) {
                case Op.Wait(boolean legacy, double seconds) -> {
                    Varargs unreachable = legacy ? tasks.legacySleep(seconds) : tasks.sleep(seconds);
                    throw new AssertionError("gave way in a callback: " + unreachable);
                }
                case Op.Await _ ->
                    tasks.await(_ -> {
                        throw new AssertionError("a host operation began in a callback");
                    });
                default -> coroutines.yield(LuaValue.NONE);
            }
        } finally {
            coroutines.closeRegion();
        }
    }

    // ---- what the scheduler tells

    @Override
    public Admission onThreadAdded(Coroutine thread, @Nullable Coroutine creator, Origin origin) {
        additions++;
        int every = program.settings().refuseEvery();
        boolean refused = every > 0 && additions % every == 0;
        trace.added(id(thread), creator == null ? Target.NOBODY : id(creator), origin.name(), refused);
        return refused ? Admission.refuse("refused") : Admission.accept();
    }

    @Override
    public void beforeResume(Coroutine thread, Origin origin) {
        trace.beforeResume(id(thread), origin.name());
    }

    @Override
    public void onOutcome(Coroutine thread, Origin origin, Outcome outcome) {
        if (outcome instanceof Outcome.Cancelled) {
            trace.cancelled(id(thread));
        } else {
            trace.outcome(id(thread), origin.name(), LuaValues.text(outcome));
        }
    }

    @Override
    public void onStaleWake(Coroutine thread, Origin origin) {
        trace.staleWake(id(thread), origin.name());
    }

    // ---- names and values

    private Coroutine create(int body) {
        Coroutine thread = tasks.create(function(body));
        id(thread);
        return thread;
    }

    @Nullable Coroutine resolve(int self, Target target) {
        if (target.pick() == Target.Pick.NEW) {
            return create(target.index());
        }
        int chosen = target.among(
                self, threads.size(), id -> threads.get(id).status() == Status.NORMAL,
                id -> parked.contains(id) && threads.get(id).status() == Status.SUSPENDED);
        return chosen == Target.NOBODY ? null : threads.get(chosen);
    }

    /** {@return the number of a thread, the next one when it is seen for the first time} */
    private int id(Coroutine thread) {
        return ids.computeIfAbsent(thread, unknown -> {
            threads.add(unknown);
            return threads.size() - 1;
        });
    }

    void begin(int self, Op op, String detail) {
        trace.operation(nowNanos, self, op.kind(), detail);
    }

    String name(@Nullable Coroutine thread) {
        return thread == null ? "nobody" : "t" + id(thread);
    }
}
