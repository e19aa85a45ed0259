package dev.moonloom.core.model;

import dev.moonloom.core.model.Bodies.Input;
import dev.moonloom.core.model.Bodies.Turn;
import dev.moonloom.core.model.ModelThread.ModelOperation;
import dev.moonloom.core.model.ModelThread.Status;
import dev.moonloom.core.model.Op.How;
import dev.moonloom.core.model.Program.Settings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a {@link Program} on a {@link Model}. */
final class ModelRun implements Bodies {
    /** Makes the model to run on. */
    @FunctionalInterface
    interface Maker {
        Model make(Settings settings, Trace trace, Bodies bodies);
    }

    private final Program program;
    private final Trace trace = new Trace();
    private final Model model;
    private final List<ModelThread> threads = new ArrayList<>();
    private long nextDueNanos = Model.NEVER;

    private ModelRun(Program program, Maker maker) {
        this.program = program;
        this.model = maker.make(program.settings(), trace, this);
    }

    /** {@return what is seen when a program runs on a model} */
    static Trace of(Program program, Maker maker) {
        return new ModelRun(program, maker).run();
    }

    private Trace run() {
        for (List<Op> round : program.rounds()) {
            for (Op op : round) {
                if (op instanceof Op.Host || op instanceof Op.ClockStep || !model.hasEnded()) {
                    perform(null, op);
                    model.readNews();
                }
            }
            nextDueNanos = model.step();
            model.readNews();
        }
        for (ModelThread thread : threads) {
            trace.result(thread.id, "is " + thread.status.word());
        }
        return trace;
    }

    @Override
    public ModelThread create(int body) {
        var thread = new ModelThread(threads.size(), program.bodies().get(body));
        threads.add(thread);
        return thread;
    }

    @Override
    public void execute(List<Op> ops) {
        ops.forEach(op -> perform(null, op));
    }

    @Override
    public Turn proceed(ModelThread thread, Input input) {
        Op parkedIn = thread.parkedIn;
        thread.parkedIn = null;
        String error = input.error();
        if (error != null) {
            trace.raised(model.nowNanos, thread.id, error);
            if (parkedIn instanceof Op.Await(_, boolean caught) && !caught) {
                return new Turn.Failed(error);
            }
        } else {
            trace.goesOn(model.nowNanos, thread.id, parkedIn == null ? "begins" : "goes on", input.values());
        }
        while (true) {
            Op op = thread.ops.get(thread.next++);
            switch (op) {
                case Op.Return(List<Double> values) -> {
                    begin(thread, op, "");
                    return new Turn.Returned(values);
                }
                case Op.Fail(String text) -> {
                    begin(thread, op, "");
                    return new Turn.Failed(text);
                }
                case Op.Yield(List<Double> values) -> {
                    begin(thread, op, "");
                    thread.parkedIn = op;
                    return new Turn.Yielded(values);
                }
                case Op.Wait(boolean legacy, double seconds) -> {
                    begin(thread, op, "");
                    model.wait(seconds, legacy);
                    thread.parkedIn = op;
                    return new Turn.Yielded(List.of());
                }
                case Op.Await await -> {
                    String failure = beginAwait(thread, await);
                    if (failure == null) {
                        thread.parkedIn = op;
                        return new Turn.Yielded(List.of());
                    }
                    trace.result(thread.id, "error " + failure);
                    if (!await.caught()) {
                        return new Turn.Failed(failure);
                    }
                }
                default -> perform(thread, op);
            }
        }
    }

    /** {@return why the call fails at once, or null when the thread is to give way} */
    private @Nullable String beginAwait(ModelThread thread, Op.Await await) {
        ModelOperation operation = model.newOperation();
        begin(thread, await, "operation " + operation.id);
        switch (await.begin()) {
            case PENDING -> {}
            case READY, DELIVERS_AND_THROWS -> model.complete(operation, Program.READY);
            case FAILED -> model.complete(operation, Program.FAILED);
            case THROWS -> {}
        }
        if (await.begin() == Op.Begin.THROWS || await.begin() == Op.Begin.DELIVERS_AND_THROWS) {
            return Program.CANNOT_BEGIN;
        }
        model.await(operation);
        return null;
    }

    /** Does what needs no giving way. The thread is null for host code. */
    private void perform(@Nullable ModelThread self, Op op) {
        try {
            switch (op) {
                case Op.Create(int body) -> begin(self, op, name(create(body)));
                case Op.Schedule(Target target, How how) -> {
                    ModelThread thread = resolve(self, target);
                    begin(self, op, name(thread));
                    schedule(self, thread, how);
                }
                case Op.ScheduleTwice(Target target, How first, How second) -> {
                    ModelThread thread = resolve(self, target);
                    begin(self, op, name(thread));
                    schedule(self, thread, first);
                    schedule(self, thread, second);
                }
                case Op.Cancel(Target target) -> {
                    ModelThread thread = resolve(self, target);
                    begin(self, op, name(thread));
                    if (thread != null) {
                        model.cancel(thread);
                        trace.result(id(self), "is " + thread.status.word());
                    }
                }
                case Op.Close(Target target) -> {
                    ModelThread thread = resolve(self, target);
                    begin(self, op, name(thread));
                    if (thread != null) {
                        trace.result(id(self), "closed " + model.close(thread));
                    }
                }
                case Op.Resume(Target target, List<Double> values) -> {
                    ModelThread thread = resolve(self, target);
                    begin(self, op, name(thread));
                    if (thread != null) {
                        trace.result(id(self), model.coroutineResume(thread, values).toString());
                    }
                }
                case Op.InCallback(Op parking) -> {
                    begin(self, op, parking.kind().name());
                    model.giveWayInCallback(parking);
                }
                case Op.Exit(int code) -> {
                    begin(self, op, "");
                    if (model.isStepping()) {
                        throw new Bodies.ExitCalled(code);
                    }
                }
                case Op.ClockStep clock -> {
                    begin(self, op, "");
                    model.nowNanos = Program.clockAfter(clock, model.nowNanos, nextDueNanos);
                }
                case Op.Host(HostCall call, boolean elsewhere) -> call(self, op, call, elsewhere);
                case Op.Wait _,Op.Yield _,Op.Await _,Op.Fail _,Op.Return _ ->
                    throw new IllegalArgumentException(op + " outside a thread");
            }
        } catch (Bodies.Refusal refusal) {
            trace.result(id(self), "error " + refusal.getMessage());
        }
    }

    private void schedule(@Nullable ModelThread self, @Nullable ModelThread thread, How how) {
        if (thread == null) {
            return;
        }
        try {
            model.schedule(how.verb(), how.seconds(), thread, how.values());
        } catch (Bodies.Refusal refusal) {
            trace.result(id(self), "error " + refusal.getMessage());
        }
        trace.result(id(self), name(thread) + " is " + thread.status.word());
    }

    private void call(@Nullable ModelThread self, Op op, HostCall call, boolean elsewhere) {
        switch (call) {
            case HostCall.Start start -> {
                boolean isNew = start.target().pick() == Target.Pick.NEW;
                ModelThread thread = isNew ? null : resolve(self, start.target());
                begin(self, op, isNew ? "a function" : name(thread));
                if (isNew || thread != null) {
                    model.hostStart(start, thread);
                }
            }
            case HostCall.Cancel(int index) -> {
                int handle = Program.choose(index, model.handleCount());
                begin(self, op, "handle " + handle);
                if (handle != Target.NOBODY) {
                    model.cancelHandle(handle);
                }
            }
            case HostCall.Complete(int index, var delivery) -> {
                int operation = Program.choose(index, model.operationCount());
                begin(self, op, "operation " + operation);
                if (operation != Target.NOBODY) {
                    model.complete(model.operation(operation), delivery);
                }
            }
            case HostCall.Execute(List<Op> ops) -> {
                begin(self, op, "");
                model.accept(new ModelSignal.Execute(ops));
            }
            case HostCall.WaitTillDone _ -> {
                begin(self, op, "");
                model.waitTillDone();
            }
            case HostCall.KeepAlive _ -> {
                begin(self, op, "");
                model.keepAlive();
            }
            case HostCall.Release(int index) -> {
                int keepAlive = Program.choose(index, model.keepAliveCount());
                begin(self, op, "keep-alive " + keepAlive);
                if (keepAlive != Target.NOBODY) {
                    model.release(keepAlive);
                }
            }
            case HostCall.Stop _,HostCall.Restart _,HostCall.Clear _,HostCall.Exit _,HostCall.Close _ -> {
                begin(self, op, "");
                model.control(call, elsewhere);
            }
        }
    }

    private @Nullable ModelThread resolve(@Nullable ModelThread self, Target target) {
        if (target.pick() == Target.Pick.NEW) {
            return create(target.index());
        }
        int chosen = target.among(
                id(self), threads.size(), id -> threads.get(id).status == Status.NORMAL,
                id -> isParked(threads.get(id)));
        return chosen == Target.NOBODY ? null : threads.get(chosen);
    }

    private static boolean isParked(ModelThread thread) {
        return thread.status == Status.SUSPENDED
                && (thread.parkedIn instanceof Op.Wait || thread.parkedIn instanceof Op.Await);
    }

    private void begin(@Nullable ModelThread self, Op op, String detail) {
        trace.operation(model.nowNanos, id(self), op.kind(), detail);
    }

    private static int id(@Nullable ModelThread thread) {
        return thread == null ? Target.NOBODY : thread.id;
    }

    private static String name(@Nullable ModelThread thread) {
        return thread == null ? "nobody" : "t" + thread.id;
    }
}
