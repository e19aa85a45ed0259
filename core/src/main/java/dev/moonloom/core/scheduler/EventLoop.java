package dev.moonloom.core.scheduler;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Halt;
import dev.moonloom.core.coroutine.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The cycle of a scheduler, and its life. {@link TaskScheduler} calls it whenever there is something to do; it never
 * waits and owns no thread. Owner thread only.
 */
final class EventLoop {
    /*
     * One cycle, with the time and the mark taken when it begins:
     *
     *   1  everything that was in the inbox: starts, completions, cancels, in the order in which it came
     *   2  timers that are due and were made before the mark, by deadline and then by the order of their making
     *   3  the deferred queue until it is empty, with what is deferred meanwhile
     *
     * A slice may pause the cycle between two resumes; the next one goes on with the same time, mark and phase.
     *
     *   IDLE --begin--> INBOX --batch empty--> TIMERS --batch empty--> DEFERRED --queue empty--> IDLE
     */
    private enum Phase {
        IDLE, INBOX, TIMERS, DEFERRED
    }

    /** Nothing is due at any time. */
    static final long NOTHING = -1;

    private static final int STEPS_BETWEEN_CLOCKS = 16;

    private final Inbox inbox;
    private final Threads threads;
    private final Clock clock;
    private final AtomicInteger keepAlives;
    private final int sliceResumes;
    private final long sliceNanos;
    private final @Nullable Beat beat;

    private Phase phase = Phase.IDLE;
    private long cutoffNanos;
    private long mark;

    /** Work that has come, for the next cycle. */
    private ArrayDeque<Signal.Work> arrived = new ArrayDeque<>();
    /** Work of this cycle. */
    private ArrayDeque<Signal.Work> batch = new ArrayDeque<>();

    private final Deque<Signal.AwaitDone> waiters = new ArrayDeque<>();

    /** How often host code was run; with the resumes, the measure of a slice. */
    private long executed;

    private long sliceEndSteps;
    private long sliceEndNanos;
    private long nextClockSteps;

    /** Of the timers, as last asked for; read by any thread for its message only. */
    private volatile long nextDeadline = NOTHING;

    /** Completes when all is over, or fails with what has broken it. */
    private final Sinks.Empty<Void> end = Sinks.empty();

    private boolean stopped;
    /** Set once; read by any thread for its message only. */
    private volatile @Nullable Ending ending;

    EventLoop(
            Inbox inbox, Threads threads, Clock clock, AtomicInteger keepAlives, SchedulerOptions options,
            boolean everyCycleIsABeat) {
        this.inbox = inbox;
        this.threads = threads;
        this.clock = clock;
        this.keepAlives = keepAlives;
        this.sliceResumes = options.sliceResumes();
        this.sliceNanos = options.sliceTime().toNanos();
        this.beat = options.pacing() instanceof Pacing.Heartbeat(double hz) && !everyCycleIsABeat ? new Beat(hz) : null;
    }

    @Nullable Ending ending() {
        return ending;
    }

    /** A drain begins a new slice of work. */
    void beginSlice() {
        sliceEndSteps = steps() + sliceResumes;
        nextClockSteps = steps() + STEPS_BETWEEN_CLOCKS;
        sliceEndNanos = clock.nanos() + sliceNanos;
    }

    private boolean sliceIsOver() {
        long steps = steps();
        if (steps >= sliceEndSteps) {
            return true;
        }
        if (steps < nextClockSteps) {
            return false;
        }
        nextClockSteps = steps + STEPS_BETWEEN_CLOCKS;
        return clock.nanos() >= sliceEndNanos;
    }

    private long steps() {
        return threads.resumes() + executed;
    }

    /**
     * Runs one cycle, or the rest of one that was paused. Whatever is thrown here ends the scheduler and reaches
     * everybody who waits for it; nothing leaves.
     *
     * @return whether the cycle is complete; false asks to be called again
     */
    boolean runCycle() {
        try {
            threads.coroutines().adopt();
        } catch (WrongThreadException moved) {
            abandon(moved);
            return true;
        }
        try {
            receive();
            if (stopped || ending != null) {
                return true;
            }
            boolean complete = runPhases();
            if (complete) {
                completeWaiters();
            }
            return complete;
        } catch (Halt halt) {
            receive(); // came before the end: work that is dropped, not work that is refused
            end(new Ending.Exited(halt.exitCode()));
        } catch (Throwable failure) {
            end(new Ending.Broken(failure));
        }
        return true;
    }

    private boolean runPhases() {
        if (phase == Phase.IDLE) {
            begin();
        }
        if (phase == Phase.INBOX) { // 1
            for (Signal.Work work; (work = batch.poll()) != null;) {
                perform(work);
                if (sliceIsOver()) {
                    return false;
                }
            }
            takeDueTimers();
            phase = Phase.TIMERS;
        }
        if (phase == Phase.TIMERS) { // 2
            if (!fireAll(threads.due)) {
                return false;
            }
            phase = Phase.DEFERRED;
        }
        if (!fireAll(threads.deferred)) { // 3
            return false;
        }
        phase = Phase.IDLE;
        return true;
    }

    private void begin() {
        long now = clock.nanos();
        cutoffNanos = beat == null ? now : beat.take(now);
        mark = threads.timers.mark();
        ArrayDeque<Signal.Work> empty = batch;
        batch = arrived;
        arrived = empty;
        phase = Phase.INBOX;
    }

    private void takeDueTimers() {
        if (cutoffNanos >= 0) {
            threads.timers.takeDue(cutoffNanos, mark, threads.due);
        }
    }

    private boolean fireAll(Deque<? extends Entry> entries) {
        for (Entry entry; (entry = entries.poll()) != null;) {
            threads.fire(entry);
            if (sliceIsOver() && !entries.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Moves what came from outside to the next cycle's work; changes of life are taken up at once. */
    void receive() {
        for (Signal signal; (signal = inbox.poll()) != null;) {
            switch (signal) {
                case Signal.Control control -> control(control);
                case Signal.Work work -> {
                    Ending over = ending;
                    if (over == null) {
                        arrived.add(work);
                    } else {
                        discard(work, over.rejection(), over);
                    }
                }
            }
        }
    }

    private void control(Signal.Control control) {
        if (ending != null) {
            return;
        }
        switch (control) {
            case Signal.Stop _ -> stopped = true;
            case Signal.Restart _ -> stopped = false;
            case Signal.Clear _ -> clear();
            case Signal.End(Ending how) -> end(how);
        }
    }

    private void perform(Signal.Work work) {
        switch (work) {
            case Signal.Start start -> start(start);
            case Signal.CancelHandle(ThreadHandle handle) -> cancel(handle);
            case Signal.Completed(HostOperation operation, HostOperation.Delivery delivery) ->
                threads.deliver(operation, delivery);
            case Signal.Execute(Runnable task, _) -> {
                executed++;
                threads.execute(task);
            }
            case Signal.AwaitDone waiter -> waiters.add(waiter);
        }
    }

    private void cancel(ThreadHandle handle) {
        Coroutine thread = handle.thread();
        if (thread != null) {
            threads.cancel(thread);
        }
    }

    private void start(Signal.Start start) {
        ThreadHandle handle = start.handle();
        Coroutine thread = start.target() instanceof Coroutine given
                ? given
                : threads.create((LuaFunction) start.target());
        Origin origin = switch (start.when()) {
            case Signal.Now _ -> Origin.HOST;
            case Signal.Deferred _ -> Origin.DEFER;
            case Signal.At _ -> Origin.DELAY;
        };
        if (thread.status() != Status.SUSPENDED) {
            handle.fail(new IllegalStateException("cannot resume " + thread.status().luaName() + " coroutine"));
            return;
        }
        if (threads.admit(thread, origin) instanceof Admission.Refused(String text)) {
            handle.fail(new IllegalStateException(text));
            return;
        }
        TaskGroup group = start.group();
        if (group != null) {
            group.join(thread);
        }
        threads.attach(handle, thread);
        switch (start.when()) {
            case Signal.Now _ -> threads.resume(thread, start.values(), origin);
            case Signal.Deferred _ -> threads.defer(thread, start.values());
            case Signal.At(long started, long deadline) ->
                threads.schedule(thread, TimerEntry.Kind.DELAY, start.values(), started, deadline);
        }
    }

    /** {@return whether work has been taken in that no cycle has begun with} It needs no further request to run. */
    boolean hasWork() {
        return !stopped && ending == null && !arrived.isEmpty();
    }

    /** {@return whether nothing is left that keeps the runtime alive} */
    boolean isDone() {
        return threads.live() == 0
                && keepAlives.get() == 0
                && arrived.isEmpty()
                && batch.isEmpty()
                && inbox.isEmpty();
    }

    private void completeWaiters() {
        if (!waiters.isEmpty()) {
            boolean allDone = isDone();
            succeedWaiters(waiter -> waiter.group() == null ? allDone : waiter.group().live == 0);
        }
    }

    private void succeedWaiters(Predicate<Signal.AwaitDone> which) {
        List<Signal.AwaitDone> told = waiters.stream().filter(which).toList();
        waiters.removeAll(told);
        told.forEach(waiter -> threads.guarded(waiter.sink()::success));
    }

    /** {@return when a cycle is next due, or {@link #NOTHING}} */
    long nextDueNanos() {
        if (ending != null || stopped) {
            return NOTHING;
        }
        long deadline = threads.timers.nextDeadline();
        nextDeadline = deadline;
        return deadline == NOTHING || beat == null ? deadline : beat.pointFor(deadline);
    }

    private void clear() {
        dropWork(new CancellationException("the scheduler was cleared"));
        threads.cancelPending();
        succeedWaiters(_ -> true);
    }

    private void end(Ending how) {
        if (ending != null) {
            return;
        }
        ending = how;
        threads.guarded(() -> threads.cancelAll(how.cancellation()));
        settleEverybody(how);
        tell(how);
    }

    private void tell(Ending how) {
        if (how instanceof Ending.Broken(Throwable cause)) {
            threads.broken(cause);
            threads.guarded(() -> end.tryEmitError(cause));
        } else {
            threads.guarded(end::tryEmitEmpty);
        }
    }

    Mono<Void> ended() {
        return end.asMono();
    }

    /**
     * Ends the scheduler from outside its thread, when that takes no more work: nobody is left waiting, and no thread
     * is touched.
     */
    void abandon(Throwable cause) {
        if (ending == null) {
            Ending how = new Ending.Broken(cause);
            ending = how;
            settleEverybody(how);
            tell(how);
        }
        receive();
    }

    private void settleEverybody(Ending how) {
        threads.failHandles(how.cancellation());
        threads.releaseOperations();
        dropWork(how.cancellation());
        switch (how) {
            case Ending.Exited _ -> succeedWaiters(_ -> true);
            case Ending.Closed _,Ending.Broken _ -> {
                List<Signal.AwaitDone> told = new ArrayList<>(waiters);
                waiters.clear();
                told.forEach(waiter -> threads.guarded(() -> waiter.sink().error(how.rejection())));
            }
        }
        phase = Phase.IDLE;
    }

    /** Drops the work of this cycle and the next; whoever waits for a piece of it is told. */
    private void dropWork(Throwable cause) {
        for (ArrayDeque<Signal.Work> queue : List.of(batch, arrived)) {
            for (Signal.Work work; (work = queue.poll()) != null;) {
                discard(work, cause, ending);
            }
        }
    }

    private void discard(Signal.Work work, Throwable cause, @Nullable Ending over) {
        switch (work) {
            case Signal.Start start -> threads.guarded(() -> start.handle().fail(cause));
            case Signal.AwaitDone waiter -> {
                switch (over) {
                    case null -> waiters.add(waiter);
                    case Ending.Exited _ -> threads.guarded(waiter.sink()::success);
                    case Ending.Closed _,Ending.Broken _ ->
                        threads.guarded(() -> waiter.sink().error(over.rejection()));
                }
            }
            case Signal.Execute(_, var refusal) -> threads.guarded(() -> refusal.accept(cause));
            case Signal.CancelHandle(ThreadHandle handle) -> {
                if (over == null) {
                    threads.guarded(() -> cancel(handle));
                }
            }
            case Signal.Completed _ -> {
                // Nobody waits for it: the operation is disposed by the same change of life.
            }
        }
    }

    @Override
    public String toString() {
        Ending over = ending;
        int marks = threads.timers.marks();
        long next = nextDeadline;
        return (over != null ? over.toString() : stopped ? "stopped" : phase == Phase.IDLE ? "idle" : phase.toString())
                + ", inbox " + (arrived.size() + batch.size())
                + ", timers " + (threads.timers.size() + threads.due.size())
                + (marks == 0 ? "" : " and " + marks + " taken back")
                + (next == NOTHING || over != null ? "" : " (next in " + (next - clock.nanos()) / 1_000 + " us)")
                + ", deferred " + threads.deferred.size()
                + ", host operations " + threads.operationCount()
                + ", keep-alives " + keepAlives.get()
                + ", resumes " + threads.resumes()
                + ", stale wakes " + threads.staleWakes();
    }
}
