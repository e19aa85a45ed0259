package dev.moonloom.core.model;

import dev.moonloom.core.model.Bodies.ExitCalled;
import dev.moonloom.core.model.Bodies.Input;
import dev.moonloom.core.model.Bodies.Refusal;
import dev.moonloom.core.model.HostCall.Delivery;
import dev.moonloom.core.model.ModelThread.ModelHandle;
import dev.moonloom.core.model.ModelThread.ModelOperation;
import dev.moonloom.core.model.ModelThread.Status;
import dev.moonloom.core.model.Program.Settings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The contract of the scheduler, as plainly as it can be written: lists that are searched and sorted, no coroutines, no
 * queues, no counters, nothing of the implementation. Here are the cycle, the host's calls and the scheduler's life;
 * {@link ModelTasks} has what scripts ask for, {@link ModelTime} what durations mean, and {@link Bodies} is what threads
 * do.
 *
 * <p>Every rule that {@link PlantedFault} breaks is a method of its own.
 */
class Model extends ModelTasks {
    private sealed interface Ending {
        record Exited(int code) implements Ending {}

        record Closed() implements Ending {}
    }

    final List<ModelSignal> inbox = new ArrayList<>();
    /** What the inbox has brought, for the next cycle. */
    final List<ModelSignal> arrived = new ArrayList<>();
    /** What the inbox had brought when the running cycle began. */
    final List<ModelSignal> batch = new ArrayList<>();

    private final List<ModelHandle> handles = new ArrayList<>();
    private final List<Boolean> keepAlives = new ArrayList<>();
    private final List<Integer> waiters = new ArrayList<>();
    private int waiterCount;
    private final TreeMap<String, String> news = new TreeMap<>();

    private boolean stepping;
    private boolean stopped;
    private @Nullable Ending ending;

    Model(Settings settings, Trace trace, Bodies bodies) {
        super(settings, trace, bodies);
    }

    // ---- the cycle

    /** One step: a cycle, unless stopped or ended. {@return when something is due next} */
    long step() {
        stepping = true;
        resumes = 0;
        receive();
        if (!stopped && ending == null) {
            try {
                cycle();
            } catch (ExitCalled exit) {
                receive();
                end(new Ending.Exited(exit.code));
            }
        }
        stepping = false;
        long next = nextDue();
        String until = next == NEVER ? "nothing" : Long.toString(Math.max(0, next - nowNanos));
        trace.host("step, resumes " + resumes + ", next " + until + ", done " + isDone());
        return next;
    }

    /** {@return when something is due next: timers of dead threads count, they are still to be reported} */
    private long nextDue() {
        if (stopped || ending != null || timers.isEmpty()) {
            return NEVER;
        }
        return cycleFor(timers.stream().mapToLong(Entry::deadlineNanos).min().orElseThrow());
    }

    private void cycle() {
        long cutoff = cutoff();
        long mark = nextSequence;
        batch.addAll(arrived);
        arrived.clear();
        runPhases(cutoff, mark);
        if (isDone()) {
            tellWaiters("done");
        }
    }

    void runPhases(long cutoff, long mark) {
        performBatch();
        fireTimers(cutoff, mark);
        drainDeferred();
    }

    void performBatch() {
        while (!batch.isEmpty()) {
            perform(batch.removeFirst());
        }
    }

    // ---- the host

    /** The host schedules a function or, where it is not null, a thread. */
    void hostStart(HostCall.Start call, @Nullable ModelThread thread) {
        var handle = new ModelHandle(handles.size());
        handles.add(handle);
        accept(new ModelSignal.Start(
                handle, thread, call.target().index(), call.verb(), nowNanos, hostDeadline(call.delay()),
                call.values()));
    }

    int handleCount() {
        return handles.size();
    }

    void cancelHandle(int handle) {
        accept(new ModelSignal.Cancel(handles.get(handle)));
    }

    int operationCount() {
        return allOperations.size();
    }

    ModelOperation operation(int index) {
        return allOperations.get(index);
    }

    void waitTillDone() {
        accept(new ModelSignal.WaitTillDone(waiterCount++));
    }

    void keepAlive() {
        keepAlives.add(true);
    }

    int keepAliveCount() {
        return keepAlives.size();
    }

    void release(int keepAlive) {
        keepAlives.set(keepAlive, false);
    }

    /** Takes a signal in; a change of life by the host's own thread between two steps needs no step. */
    void accept(ModelSignal signal, boolean elsewhere) {
        inbox.add(signal);
        boolean betweenSteps = !stepping && current == null;
        if (ending != null || (signal instanceof ModelSignal.Control && betweenSteps && !elsewhere)) {
            receive();
        }
    }

    void accept(ModelSignal signal) {
        accept(signal, false);
    }

    void control(HostCall call, boolean elsewhere) {
        accept(new ModelSignal.Control(call), elsewhere);
    }

    boolean hasEnded() {
        return ending != null;
    }

    boolean isStepping() {
        return stepping;
    }

    void receive() {
        while (!inbox.isEmpty()) {
            ModelSignal signal = inbox.removeFirst();
            Ending over = ending;
            if (signal instanceof ModelSignal.Control(HostCall call)) {
                if (over == null) {
                    control(call);
                }
            } else if (over == null) {
                arrived.add(signal);
            } else {
                reject(signal, over);
            }
        }
    }

    private void control(HostCall call) {
        switch (call) {
            case HostCall.Stop _ -> stop();
            case HostCall.Restart _ -> stopped = false;
            case HostCall.Clear _ -> clear();
            case HostCall.Exit(int code) -> end(new Ending.Exited(code));
            case HostCall.Close _ -> end(new Ending.Closed());
            default -> throw new IllegalArgumentException(call.toString());
        }
    }

    void stop() {
        stopped = true;
    }

    void perform(ModelSignal signal) {
        switch (signal) {
            case ModelSignal.Start start -> start(start);
            case ModelSignal.Cancel(ModelHandle handle) -> {
                if (handle.thread != null) {
                    cancel(handle.thread);
                }
            }
            case ModelSignal.Completed(ModelOperation operation, Delivery delivery) -> deliver(operation, delivery);
            case ModelSignal.Execute(List<Op> ops) -> bodies.execute(ops);
            case ModelSignal.WaitTillDone(int waiter) -> waiters.add(waiter);
            case ModelSignal.Control _ -> throw new IllegalArgumentException(signal.toString());
        }
    }

    private void start(ModelSignal.Start start) {
        ModelHandle handle = start.handle();
        ModelThread thread = start.thread() == null ? bodies.create(start.body()) : start.thread();
        if (thread.status != Status.SUSPENDED) {
            settle(handle, "refused cannot resume " + thread.status.word() + " coroutine");
            return;
        }
        Origin origin = switch (start.verb()) {
            case SPAWN -> Origin.HOST;
            case DEFER -> Origin.DEFER;
            case DELAY, LEGACY_DELAY -> Origin.DELAY;
        };
        try {
            admit(thread, origin);
        } catch (Refusal refusal) {
            settle(handle, "refused " + refusal.getMessage());
            return;
        }
        handle.thread = thread;
        thread.handles.add(handle);
        switch (start.verb()) {
            case SPAWN -> resume(thread, Input.of(start.values()), origin);
            case DEFER -> defer(thread, start.values());
            case DELAY, LEGACY_DELAY ->
                addTimer(thread, origin, false, start.values(), start.startedNanos(), deadlineOf(start));
        }
    }

    long deadlineOf(ModelSignal.Start start) {
        return start.deadlineNanos();
    }

    @Override
    void settle(ModelHandle handle, String result) {
        if (!handle.settled) {
            handle.settled = true;
            tell("handle " + handle.id, result);
        }
    }

    private void tellWaiters(String how) {
        waiters.forEach(waiter -> tell("waiter " + waiter, how));
        waiters.clear();
    }

    private void tell(String whom, String what) {
        news.put(whom, what);
    }

    /** The host looks at what it was told since it last did. */
    void readNews() {
        news.forEach((whom, what) -> trace.host(whom + " " + what));
        news.clear();
    }

    /** An operation has ended; what comes later is ignored. */
    void complete(ModelOperation operation, Delivery delivery) {
        if (!operation.delivered) {
            operation.delivered = true;
            accept(new ModelSignal.Completed(operation, delivery));
        }
    }

    // ---- life

    /** {@return whether nothing is left that keeps the runtime alive} */
    final boolean isDone() {
        return liveEntries() == 0 && liveOperations() == 0 && openKeepAlives() == 0 && waitingSignals() == 0;
    }

    long liveEntries() {
        return List.of(timers, due, deferred).stream()
                .flatMap(List::stream)
                .filter(entry -> !entry.thread().isDead())
                .count();
    }

    int liveOperations() {
        return operations.size();
    }

    long openKeepAlives() {
        return keepAlives.stream().filter(open -> open).count();
    }

    int waitingSignals() {
        return inbox.size() + arrived.size();
    }

    void clear() {
        dropSignals();
        cancelPending();
        tellWaiters("done");
    }

    private void end(Ending how) {
        if (ending != null) {
            return;
        }
        ending = how;
        cancelPending();
        for (ModelHandle handle : handles) {
            if (handle.thread != null && !handle.settled && handle.thread.status == Status.SUSPENDED) {
                cancel(handle.thread);
            }
        }
        dropSignals();
        switch (how) {
            case Ending.Exited _ -> tellWaiters("done");
            case Ending.Closed _ -> tellWaiters("failed: the scheduler is closed");
        }
    }

    /** Work that waits is dropped, but for cancels, which ask for no less; whoever waits for it is told. */
    private void dropSignals() {
        for (List<ModelSignal> list : List.of(batch, arrived)) {
            for (ModelSignal signal : list) {
                if (signal instanceof ModelSignal.Start(var handle, _, _, _, _, _, _)) {
                    settle(handle, "cancelled");
                } else if (signal instanceof ModelSignal.WaitTillDone(int waiter)) {
                    waiters.add(waiter);
                } else if (signal instanceof ModelSignal.Cancel && ending == null) {
                    perform(signal);
                }
            }
            list.clear();
        }
    }

    private void cancelPending() {
        Set<ModelThread> pending = new LinkedHashSet<>();
        List.of(timers, due, deferred).forEach(list -> list.forEach(entry -> pending.add(entry.thread())));
        operations.forEach(operation -> pending.add(operation.thread));
        dropEntries();
        pending.forEach(this::cancel);
    }

    void dropEntries() {
        timers.clear();
        due.clear();
        deferred.clear();
    }

    private void reject(ModelSignal signal, Ending over) {
        if (signal instanceof ModelSignal.Start(var handle, _, _, _, _, _, _)) {
            settle(handle, switch (over) {
                case Ending.Exited(int code) -> "refused the scheduler has ended with exit code " + code;
                case Ending.Closed _ -> "refused the scheduler is closed";
            });
        } else if (signal instanceof ModelSignal.WaitTillDone(int waiter)) {
            tell("waiter " + waiter, switch (over) {
                case Ending.Exited _ -> "done";
                case Ending.Closed _ -> "failed: the scheduler is closed";
            });
        }
    }
}
