package dev.moonloom.core.model;

import dev.moonloom.core.model.Bodies.ExitCalled;
import dev.moonloom.core.model.Bodies.Input;
import dev.moonloom.core.model.Bodies.Refusal;
import dev.moonloom.core.model.Bodies.Turn;
import dev.moonloom.core.model.HostCall.Delivery;
import dev.moonloom.core.model.ModelThread.ModelHandle;
import dev.moonloom.core.model.ModelThread.ModelOperation;
import dev.moonloom.core.model.ModelThread.Status;
import dev.moonloom.core.model.Op.Verb;
import dev.moonloom.core.model.Program.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of the {@link Model} that is about threads: what scripts ask for, and every resume and end of a thread. */
abstract class ModelTasks extends ModelTime {
    /** Why a thread is resumed. */
    enum Origin {
        SPAWN, DEFER, DELAY, WAIT, ASYNC, COROUTINE_RESUME, HOST
    }

    /** One scheduling of a thread. Legacy ones carry times instead of values, as waits do. */
    record Entry(
            ModelThread thread, Origin origin, boolean legacy, List<Double> values, long startedNanos,
            long deadlineNanos, long sequence, int generation) {
        boolean passesTimes() {
            return legacy || origin == Origin.WAIT;
        }
    }

    final Trace trace;
    final Bodies bodies;

    final List<Entry> timers = new ArrayList<>();
    /** The timers that the running cycle has collected. */
    final List<Entry> due = new ArrayList<>();
    final List<Entry> deferred = new ArrayList<>();
    /** The host operations that threads wait for. */
    final List<ModelOperation> operations = new ArrayList<>();
    /** All host operations there have ever been. */
    final List<ModelOperation> allOperations = new ArrayList<>();

    /** The thread that runs. */
    @Nullable ModelThread current;
    /** How many defers have led to what runs now. */
    int generation;

    long nextSequence;
    int resumes;
    private int additions;

    ModelTasks(Settings settings, Trace trace, Bodies bodies) {
        super(settings);
        this.trace = trace;
        this.bodies = bodies;
    }

    /** The host is told what has become of a thread. */
    abstract void settle(ModelHandle handle, String result);

    // ---- task

    /** {@code task.spawn}, {@code task.defer}, {@code task.delay}, legacy {@code delay}. */
    void schedule(Verb verb, double seconds, ModelThread thread, List<Double> values) {
        switch (verb) {
            case SPAWN -> {
                if (isSchedulable("spawn", thread, values, Origin.SPAWN, false)) {
                    resume(thread, Input.of(values), Origin.SPAWN);
                }
            }
            case DEFER -> {
                if (generation >= deferDepth()) {
                    throw new Refusal("Maximum re-entrancy depth (" + settings.deferDepth()
                            + ") exceeded calling task.defer");
                }
                if (isSchedulable("defer", thread, values, Origin.DEFER, true)) {
                    defer(thread, values);
                }
            }
            case DELAY -> {
                if (isSchedulable("delay", thread, values, Origin.DELAY, true)) {
                    addTimer(thread, Origin.DELAY, false, values, nowNanos, deadline(nowNanos, seconds));
                }
            }
            case LEGACY_DELAY -> {
                if (isSchedulable("delay", thread, List.of(), Origin.DELAY, true)) {
                    addTimer(
                            thread, Origin.DELAY, true, List.of(), nowNanos,
                            deadline(nowNanos, legacySeconds(seconds)));
                }
            }
        }
    }

    int deferDepth() {
        return settings.deferDepth();
    }

    private boolean isSchedulable(
            String verb, ModelThread thread, List<Double> values, Origin origin, boolean whenBusy) {
        if (thread.status != Status.SUSPENDED && !values.isEmpty()) {
            throw new Refusal("cannot " + verb + " non-suspended coroutine with arguments");
        }
        admit(thread, origin);
        boolean busy = thread.status == Status.RUNNING || thread.status == Status.NORMAL;
        if (thread.status == Status.SUSPENDED || (busy && whenBusy)) {
            return true;
        }
        trace.outcome(
                thread.id, origin.name(),
                "failed cannot resume " + (thread.isDead() ? "dead" : "non-suspended") + " coroutine");
        return false;
    }

    final void admit(ModelThread thread, Origin origin) {
        additions++;
        boolean refused = settings.refuseEvery() > 0 && additions % settings.refuseEvery() == 0;
        trace.added(thread.id, current == null ? Target.NOBODY : current.id, origin.name(), refused);
        if (refused) {
            throw new Refusal("refused");
        }
    }

    void defer(ModelThread thread, List<Double> values) {
        deferred.add(new Entry(thread, Origin.DEFER, false, values, 0, 0, nextSequence++, generation + 1));
    }

    final void addTimer(
            ModelThread thread, Origin origin, boolean legacy, List<Double> values, long startedNanos,
            long deadlineNanos) {
        if (deadlineNanos != NEVER) {
            timers.add(new Entry(thread, origin, legacy, values, startedNanos, deadlineNanos, nextSequence++, 0));
        }
    }

    /** {@code task.wait} and the legacy {@code wait}; the running thread then gives way. */
    void wait(double seconds, boolean legacy) {
        ModelThread thread = checkYieldable();
        double length = legacy ? legacySeconds(seconds) : seconds;
        addTimer(thread, Origin.WAIT, legacy, List.of(), nowNanos, deadline(nowNanos, length));
    }

    /** {@return the running thread} */
    ModelThread checkYieldable() {
        ModelThread thread = current;
        if (thread == null) {
            throw new Refusal("attempt to yield from outside a coroutine");
        }
        return thread;
    }

    /** An operation that would give way, where that is not allowed: nothing is left behind. */
    void giveWayInCallback(Op parking) {
        checkYieldable();
        throw new Refusal("attempt to yield across metamethod/C-call boundary");
    }

    /** {@code task.cancel}. */
    void cancel(ModelThread thread) {
        switch (thread.status) {
            case DEAD -> {}
            case RUNNING, NORMAL -> throw new Refusal("cannot cancel thread");
            case SUSPENDED -> {
                removeEntries(thread);
                die(thread, "cancelled");
                trace.cancelled(thread.id);
            }
        }
    }

    void removeEntries(ModelThread thread) {
        for (List<Entry> list : List.of(timers, due, deferred)) {
            list.removeIf(entry -> entry.thread == thread);
        }
    }

    // ---- coroutine

    /** {@code coroutine.resume}. */
    Turn coroutineResume(ModelThread thread, List<Double> values) {
        return thread.status == Status.SUSPENDED
                ? resume(thread, Input.of(values), Origin.COROUTINE_RESUME)
                : new Turn.Failed("cannot resume " + thread.status.word() + " coroutine");
    }

    /** {@code coroutine.close}. {@return the error that the thread had died of, once} */
    @Nullable String close(ModelThread thread) {
        switch (thread.status) {
            case RUNNING, NORMAL -> throw new Refusal("cannot close " + thread.status.word() + " coroutine");
            case SUSPENDED -> {
                boolean pending = hasPending(thread);
                die(thread, "cancelled");
                if (pending) {
                    reportClosed(thread);
                }
            }
            case DEAD -> {}
        }
        String error = thread.error;
        thread.error = null;
        return error;
    }

    void reportClosed(ModelThread thread) {
        trace.cancelled(thread.id);
    }

    boolean hasPending(ModelThread thread) {
        return thread.operation != null
                || List.of(timers, due, deferred).stream().anyMatch(list -> list.stream()
                        .anyMatch(entry -> entry.thread == thread));
    }

    // ---- threads

    final Turn resume(ModelThread thread, Input input, Origin origin) {
        resumes++;
        trace.beforeResume(thread.id, origin.name());
        Input passed = leavePark(thread, input, origin);
        ModelThread resumer = current;
        if (resumer != null) {
            resumer.status = Status.NORMAL;
        }
        thread.status = Status.RUNNING;
        current = thread;
        Turn turn;
        try {
            turn = bodies.proceed(thread, passed);
        } catch (ExitCalled exit) {
            die(thread, "cancelled");
            throw exit;
        } finally {
            current = resumer;
            if (resumer != null) {
                resumer.status = Status.RUNNING;
            }
        }
        if (turn instanceof Turn.Yielded) {
            thread.status = Status.SUSPENDED;
        } else {
            thread.error = turn instanceof Turn.Failed(String text) ? text : null;
            die(thread, turn.toString());
        }
        trace.outcome(thread.id, origin.name(), turn.toString());
        return turn;
    }

    /** A thread goes on: the host operation that it waited for is over, and under one policy the wait too. */
    Input leavePark(ModelThread thread, Input input, Origin origin) {
        leaveOperation(thread);
        if (dropsWaits()) {
            for (List<Entry> list : List.of(timers, due)) {
                list.removeIf(entry -> entry.thread == thread && entry.origin == Origin.WAIT);
            }
        }
        return input;
    }

    boolean dropsWaits() {
        return settings.dropStaleWakes();
    }

    void leaveOperation(ModelThread thread) {
        ModelOperation operation = thread.operation;
        if (operation != null) {
            forget(operation);
            trace.disposed(operation.id);
        }
    }

    final void forget(ModelOperation operation) {
        operation.awaited = false;
        operation.thread.operation = null;
        operations.remove(operation);
    }

    final void die(ModelThread thread, String result) {
        thread.status = Status.DEAD;
        leaveOperation(thread);
        thread.handles.forEach(handle -> settle(handle, result));
    }

    // ---- host operations

    /** An asynchronous host function is called. */
    ModelOperation newOperation() {
        var operation = new ModelOperation(allOperations.size(), checkYieldable());
        allOperations.add(operation);
        return operation;
    }

    /** The running thread waits for an operation, and then gives way. */
    void await(ModelOperation operation) {
        operation.awaited = true;
        operation.thread.operation = operation;
        operations.add(operation);
    }

    void deliver(ModelOperation operation, Delivery delivery) {
        if (!operation.awaited) {
            trace.staleWake(operation.thread.id, Origin.ASYNC.name());
            return;
        }
        forget(operation);
        deliverTo(operation.thread, delivery);
    }

    final void deliverTo(ModelThread thread, Delivery delivery) {
        resume(thread, inputOf(delivery), Origin.ASYNC);
    }

    private static Input inputOf(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Values(List<Double> values) -> Input.of(values);
            case Delivery.Failure(String text) -> Input.raise(text);
            case Delivery.Unconvertible(String text) -> Input.raise(text);
        };
    }

    // ---- entries whose time has come

    void fireTimers(long cutoff, long mark) {
        List<Entry> collected = timers.stream()
                .filter(timer -> isDue(timer, cutoff) && isMadeBefore(timer, mark))
                .sorted(order())
                .toList();
        timers.removeAll(collected);
        due.addAll(collected);
        while (!due.isEmpty()) {
            fire(due.removeFirst());
        }
    }

    void drainDeferred() {
        while (!deferred.isEmpty()) {
            fire(nextDeferred());
        }
    }

    boolean isDue(Entry timer, long cutoff) {
        return timer.deadlineNanos <= cutoff;
    }

    boolean isMadeBefore(Entry timer, long mark) {
        return timer.sequence < mark;
    }

    Comparator<Entry> order() {
        return Comparator.comparing((Entry timer) -> !timer.legacy)
                .thenComparingLong(Entry::deadlineNanos)
                .thenComparingLong(Entry::sequence);
    }

    Entry nextDeferred() {
        return deferred.removeFirst();
    }

    void fire(Entry entry) {
        if (entry.thread.isDead()) {
            trace.staleWake(entry.thread.id, entry.origin.name());
            return;
        }
        generation = entry.generation;
        resume(entry.thread, Input.of(valuesOf(entry)), entry.origin);
        generation = 0;
    }

    List<Double> valuesOf(Entry entry) {
        if (!entry.passesTimes()) {
            return entry.values;
        }
        double elapsed = (nowNanos - entry.startedNanos) / 1e9;
        return entry.legacy ? List.of(elapsed, nowNanos / 1e9) : List.of(elapsed);
    }
}
