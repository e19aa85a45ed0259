package dev.moonloom.core.scheduler;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.coroutine.Halt;
import dev.moonloom.core.coroutine.LuaFailure;
import dev.moonloom.core.coroutine.Outcome;
import dev.moonloom.core.coroutine.Outcome.Cancelled;
import dev.moonloom.core.coroutine.Outcome.Failed;
import dev.moonloom.core.coroutine.Outcome.Returned;
import dev.moonloom.core.coroutine.Outcome.Yielded;
import dev.moonloom.core.coroutine.Status;
import dev.moonloom.luau.runtime.Unwinding;
import dev.moonloom.luau.runtime.Yield;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;

/**
 * The threads of one VM as the scheduler sees them: what is pending for each, and every resume and end of one.
 * {@link EventLoop} decides when; this class does it. Owner thread only.
 */
final class Threads {
    /** A deadline that never comes. */
    static final long NEVER = -1;

    private static final Duration INFINITE = Duration.ofNanos((long) TimerQueue.INFINITE_NANOS);

    private static final Logger LOG = LoggerFactory.getLogger(TaskScheduler.class);

    private final Coroutines coroutines;
    private final Clock clock;
    private final SchedulerFeedback feedback;
    private final Consumer<Throwable> errorHandler;
    /** Whether anybody hears of coroutines that scripts resume themselves. */
    private final boolean heard;
    private final StaleWake staleWake;
    private final long minimumWaitNanos;

    final TimerQueue timers = new TimerQueue();
    /** Timers that this cycle has taken out and not yet fired. */
    final ArrayDeque<TimerEntry> due = new ArrayDeque<>();

    final ArrayDeque<DeferredEntry> deferred = new ArrayDeque<>();
    private final Set<HostOperation> operations = new LinkedHashSet<>();
    private final Set<ThreadHandle> openHandles = new LinkedHashSet<>();

    /** Entries that keep the runtime alive. */
    private long liveEntries;
    private long resumes;
    private long staleWakes;
    /** How the last resume for a script has failed, until it is told. */
    private @Nullable Failed failure;
    /** The generation of the deferred entry that runs, or zero. */
    private int generation;

    Threads(Coroutines coroutines, Clock clock, SchedulerOptions options) {
        this.coroutines = coroutines;
        this.clock = clock;
        this.errorHandler = fenced(options.errorHandler());
        this.feedback = FencedFeedback.around(options.feedback(), errorHandler);
        this.heard = feedback.hearsScripts();
        this.staleWake = options.staleWake();
        this.minimumWaitNanos = options.pacing() instanceof Pacing.Exact(var minimum) ? minimum.toNanos() : 0;
    }

    /** The last resort for an error handler that fails itself. */
    private static Consumer<Throwable> fenced(Consumer<Throwable> host) {
        return failure -> {
            try {
                host.accept(failure);
            } catch (Throwable second) {
                LOG.error("the host's error handler has failed", second);
            }
        };
    }

    Coroutines coroutines() {
        return coroutines;
    }

    /** {@return how much keeps the runtime alive: entries of living threads and pending host operations} */
    long live() {
        return liveEntries + operations.size();
    }

    int operationCount() {
        return operations.size();
    }

    long resumes() {
        return resumes;
    }

    long staleWakes() {
        return staleWakes;
    }

    int generation() {
        return generation;
    }

    /** {@return a new thread, in the group of the one that makes it} */
    Coroutine create(LuaFunction body) {
        Coroutine thread = coroutines.create(body);
        Coroutine creator = coroutines.current();
        ThreadRecord record = creator == null ? null : ThreadRecord.peek(creator);
        if (record != null && record.member != null) {
            record.member.group().join(thread);
        }
        return thread;
    }

    Admission admit(Coroutine thread, Origin origin) {
        return feedback.onThreadAdded(thread, coroutines.current(), origin);
    }

    /**
     * {@return the deadline of a wait of this many seconds that begins at a time, or {@link #NEVER}} Rounded up, so
     * that what has passed by then is never less than what was asked for.
     */
    long deadline(long startedNanos, double seconds) {
        if (!(seconds > 0)) {
            return startedNanos + minimumWaitNanos;
        }
        double exact = seconds * 1e9;
        if (exact >= TimerQueue.INFINITE_NANOS) {
            return NEVER;
        }
        // The product is rounded, up or down: 8.3 would become 8300000000.000001.
        long nanos = Math.round(exact);
        if (nanos / 1e9 < seconds) {
            nanos++;
        }
        return startedNanos + Math.max(nanos, minimumWaitNanos);
    }

    /** {@return the deadline of a wait of this duration: see {@link #deadline(long, double)}} */
    long deadline(long startedNanos, Duration duration) {
        if (duration.compareTo(INFINITE) >= 0) {
            return NEVER;
        }
        return startedNanos + Math.max(duration.isNegative() ? 0 : duration.toNanos(), minimumWaitNanos);
    }

    /** Schedules a thread for the end of the cycle. */
    DeferredEntry defer(Coroutine thread, Varargs values) {
        var entry = new DeferredEntry(thread, values, generation + 1);
        deferred.add(entry);
        register(thread, entry);
        return entry;
    }

    /** Schedules a thread for a time; one that never comes leaves nothing behind. */
    @Nullable TimerEntry schedule(Coroutine thread, TimerEntry.Kind kind, Varargs values, long startedNanos, long deadlineNanos) {
        if (deadlineNanos == NEVER) {
            return null;
        }
        TimerEntry entry = timers.add(thread, kind, values, startedNanos, deadlineNanos);
        register(thread, entry);
        return entry;
    }

    private void register(Coroutine thread, Entry entry) {
        Pending.link(thread, entry);
        if (thread.status() != Status.DEAD) {
            entry.counted = true;
            liveEntries++;
            countInGroup(thread, 1);
        }
    }

    private static void countInGroup(Coroutine thread, int change) {
        TaskGroup group = TaskGroup.of(thread);
        if (group != null) {
            group.live += change;
        }
    }

    /** Takes an entry back before it has fired. */
    void takeBack(Entry entry) {
        release(entry);
        if (entry instanceof TimerEntry timer && timer.queued) {
            timers.marked();
        }
    }

    /** The entry no longer stands for its thread. {@return the thread} */
    private @Nullable Coroutine release(Entry entry) {
        Coroutine thread = entry.thread;
        if (thread != null) {
            Pending.unlink(thread, entry);
            uncount(thread, entry);
            entry.thread = null;
            entry.values = LuaValue.NONE;
        }
        return thread;
    }

    private void uncount(Coroutine thread, Entry entry) {
        if (entry.counted) {
            entry.counted = false;
            liveEntries--;
            countInGroup(thread, -1);
        }
    }

    /** An entry's time has come. */
    void fire(Entry entry) {
        Varargs values = entry instanceof TimerEntry timer ? valuesOf(timer) : entry.values;
        Coroutine thread = release(entry);
        if (thread == null) {
            return;
        }
        if (thread.status() == Status.DEAD) {
            stale(thread, entry.origin);
            return;
        }
        generation = entry instanceof DeferredEntry deferredEntry ? deferredEntry.generation : 0;
        resume(thread, values, entry.origin);
        generation = 0;
    }

    private Varargs valuesOf(TimerEntry timer) {
        return switch (timer.kind) {
            case DELAY -> timer.values;
            case WAIT -> seconds(clock.nanos() - timer.startedNanos);
            case LEGACY_WAIT, LEGACY_DELAY -> {
                long now = clock.nanos();
                yield LuaValue.varargsOf(seconds(now - timer.startedNanos), seconds(now));
            }
        };
    }

    private LuaValue seconds(long nanos) {
        return coroutines.engine().number(nanos / 1e9);
    }

    private void stale(Coroutine thread, Origin origin) {
        staleWakes++;
        feedback.onStaleWake(thread, origin);
    }

    /** Resumes a thread with values. */
    Outcome resume(Coroutine thread, Varargs values, Origin origin) {
        return resume(thread, values, null, origin);
    }

    /**
     * Resumes a thread for a script. There are many of these: one that nothing is kept for goes the short way.
     *
     * @return what it has passed, or null with a {@link #takeFailure failure}
     */
    @Nullable Varargs resumeForScript(Coroutine thread, Varargs values) {
        if (heard || thread.pending() != null || thread.attachment() != null) {
            return passed(resume(thread, values, null, Origin.COROUTINE_RESUME));
        }
        resumes++;
        Varargs results;
        try {
            results = coroutines.resumeForScript(thread, values);
        } catch (Throwable escaped) {
            escaped(thread, escaped);
            throw escaped;
        }
        if (results == Yield.YIELD) {
            return coroutines.takeYielded();
        }
        Outcome outcome = results == null ? coroutines.takeFailure() : new Returned(results);
        if (thread.isDead()) {
            ended(thread, outcome);
        }
        return passed(outcome);
    }

    private @Nullable Varargs passed(Outcome outcome) {
        return switch (outcome) {
            case Yielded(Varargs values) -> values;
            case Returned(Varargs values) -> values;
            case Failed failed -> {
                failure = failed;
                yield null;
            }
            case Cancelled _ -> throw new AssertionError("a resume was cancelled");
        };
    }

    /** {@return how the last resume for a script has failed} Once. */
    Failed takeFailure() {
        Failed taken = Objects.requireNonNull(failure);
        failure = null;
        return taken;
    }

    private Outcome resume(Coroutine thread, Varargs values, @Nullable LuaError error, Origin origin) {
        String refusal = coroutines.refusal(thread);
        if (refusal != null) {
            Failed refused = Failed.refused(scheduled(origin) ? nonSuspended(thread, refusal) : refusal);
            if (scheduled(origin)) {
                feedback.onOutcome(thread, origin, refused);
            }
            return refused;
        }
        resumes++;
        feedback.beforeResume(thread, origin);
        leavePark(thread);
        Outcome outcome;
        try {
            outcome = error != null
                    ? coroutines.fail(thread, error)
                    : switch (origin) {
                        case SPAWN, COROUTINE_RESUME -> coroutines.resumeFromAnywhere(thread, values);
                        case DEFER, DELAY, WAIT, ASYNC, HOST -> coroutines.resume(thread, values);
                    };
        } catch (Throwable escaped) {
            escaped(thread, escaped);
            throw escaped;
        }
        if (thread.status() == Status.DEAD) {
            ended(thread, outcome);
        }
        feedback.onOutcome(thread, origin, outcome);
        return outcome;
    }

    /** Something that is no error of the script's has left a thread. */
    private void escaped(Coroutine thread, Throwable escaped) {
        if (thread.status() == Status.DEAD) {
            if (!(escaped instanceof Halt)) {
                failHandlesOf(thread, escaped);
            }
            ended(thread, new Cancelled());
        }
    }

    private static boolean scheduled(Origin origin) {
        return origin != Origin.COROUTINE_RESUME;
    }

    /** Roblox has one text for a running and a normal thread that an entry would resume. */
    private static String nonSuspended(Coroutine thread, String refusal) {
        return switch (thread.status()) {
            case RUNNING, NORMAL -> "cannot resume non-suspended coroutine";
            case SUSPENDED, DEAD -> refusal;
        };
    }

    /** The thread goes on: the host operation it was parked for, and perhaps the wait, are no longer its own. */
    private void leavePark(Coroutine thread) {
        ThreadRecord record = ThreadRecord.peek(thread);
        if (record != null && record.operation != null) {
            forget(record, record.operation, true);
        }
        if (staleWake == StaleWake.DROP) {
            for (Entry entry = Pending.first(thread); entry != null;) {
                Entry next = entry.nextOfThread;
                if (entry.origin == Origin.WAIT) {
                    takeBack(entry);
                }
                entry = next;
            }
        }
    }

    private void forget(ThreadRecord record, HostOperation operation, boolean dispose) {
        record.operation = null;
        if (operations.remove(operation)) {
            countInGroup(operation.thread(), -1);
        }
        guarded(() -> operation.release(dispose));
    }

    /** The thread is about to park for this operation, which keeps the runtime alive. */
    void await(Coroutine thread, HostOperation operation) {
        awaitThread(thread, operation);
        operations.add(operation);
        countInGroup(thread, 1);
    }

    /** The thread is about to park for this operation, which another thread of the VM ends. */
    void awaitThread(Coroutine thread, HostOperation operation) {
        operation.await();
        ThreadRecord.of(thread).operation = operation;
    }

    /** The thread could not park for its operation after all. */
    void takeBack(Coroutine thread, HostOperation operation) {
        forget(ThreadRecord.of(thread), operation, true);
    }

    /** A host operation has ended. */
    void deliver(HostOperation operation, HostOperation.Delivery delivery) {
        Coroutine thread = operation.thread();
        if (!operation.isAwaited()) {
            stale(thread, Origin.ASYNC);
            return;
        }
        forget(ThreadRecord.of(thread), operation, false);
        Varargs values;
        try {
            values = delivery.values();
        } catch (HostOperation.HostFailure failure) {
            resume(thread, LuaValue.NONE, failure.error(), Origin.ASYNC);
            return;
        } catch (Unwinding control) {
            throw control;
        } catch (Throwable failure) {
            resume(thread, LuaValue.NONE, HostErrors.errorOf(failure), Origin.ASYNC);
            return;
        }
        resume(thread, values, Origin.ASYNC);
    }

    /** Reports that a thread given to the scheduler cannot be resumed. */
    void reportUnresumable(Coroutine thread, Origin origin) {
        String text = thread.status() == Status.DEAD
                ? "cannot resume dead coroutine"
                : "cannot resume non-suspended coroutine";
        feedback.onOutcome(thread, origin, Failed.refused(text));
    }

    /** Cancels a thread that is not running: takes back what is pending for it and closes it. */
    void cancel(Coroutine thread) {
        if (thread.status() == Status.DEAD) {
            return;
        }
        Origin pending = pendingOrigin(thread);
        for (Entry entry; (entry = Pending.first(thread)) != null;) {
            takeBack(entry);
        }
        coroutines.close(thread);
        ended(thread, new Cancelled());
        feedback.onOutcome(thread, pending == null ? Origin.COROUTINE_RESUME : pending, new Cancelled());
    }

    /** Closes a thread as {@code coroutine.close} does: its entries stay and are stale when they fire. */
    @Nullable LuaValue close(Coroutine thread) {
        boolean suspended = thread.status() == Status.SUSPENDED;
        Origin pending = suspended ? pendingOrigin(thread) : null;
        LuaValue error = coroutines.close(thread);
        if (suspended) {
            ended(thread, new Cancelled());
        }
        if (pending != null) {
            feedback.onOutcome(thread, pending, new Cancelled());
        }
        return error;
    }

    /** Why the thread would be resumed next, or null when only a script can resume it. */
    private static @Nullable Origin pendingOrigin(Coroutine thread) {
        ThreadRecord record = ThreadRecord.peek(thread);
        if (record != null && record.operation != null) {
            return Origin.ASYNC;
        }
        Entry entry = Pending.first(thread);
        return entry == null ? null : entry.origin;
    }

    /** The thread is dead: nothing of it keeps the runtime alive, and whoever waits for it is told. */
    private void ended(Coroutine thread, Outcome outcome) {
        for (Entry entry = Pending.first(thread); entry != null; entry = entry.nextOfThread) {
            uncount(thread, entry);
            entry.values = LuaValue.NONE;
        }
        ThreadRecord record = ThreadRecord.peek(thread);
        if (record != null) {
            end(record, outcome);
            thread.attach(null);
        }
    }

    private void end(ThreadRecord record, Outcome outcome) {
        HostOperation operation = record.operation;
        if (operation != null) {
            forget(record, operation, true);
        }
        if (record.member != null) {
            record.member.leave();
            record.member = null;
        }
        List<Disposable> resources = record.resources;
        record.resources = null;
        if (resources != null) {
            resources.forEach(resource -> guarded(resource::dispose));
        }
        List<ThreadHandle> handles = record.handles;
        record.handles = null;
        if (handles != null) {
            handles.forEach(handle -> settle(handle, outcome));
        }
    }

    private void settle(ThreadHandle handle, Outcome outcome) {
        openHandles.remove(handle);
        guarded(() -> {
            switch (outcome) {
                case Returned(Varargs values) -> handle.complete(values);
                case Failed failed -> handle.fail(new LuaFailure(failed));
                case Cancelled _ -> handle.fail(new CancellationException("the thread was cancelled"));
                case Yielded _ -> throw new AssertionError("a dead thread has yielded");
            }
        });
    }

    /** The host wants the result of this thread. */
    void attach(ThreadHandle handle, Coroutine thread) {
        handle.bind(thread);
        ThreadRecord.of(thread).addHandle(handle);
        openHandles.add(handle);
    }

    /** Cancels every thread that has something pending. */
    void cancelPending() {
        deferred.forEach(this::cancelThreadOf);
        deferred.clear();
        due.forEach(this::cancelThreadOf);
        due.clear();
        timers.inOrder().forEach(this::cancelThreadOf);
        List.copyOf(operations).forEach(operation -> cancelIfAny(operation.thread()));
    }

    private void cancelThreadOf(Entry entry) {
        Coroutine thread = entry.thread;
        if (thread != null && thread.status() == Status.DEAD) {
            takeBack(entry);
        }
        cancelIfAny(thread);
    }

    private void cancelIfAny(@Nullable Coroutine thread) {
        if (thread != null && thread.status() == Status.SUSPENDED) {
            cancel(thread);
        }
    }

    /** Cancels every thread that has something pending or that the host holds a handle of, and tells the host why. */
    void cancelAll(Throwable cause) {
        List<ThreadHandle> held = List.copyOf(openHandles);
        failHandles(cause);
        cancelPending();
        held.forEach(handle -> cancelIfAny(handle.thread()));
    }

    /** Tells every host that waits for a thread, without touching the threads. */
    void failHandles(Throwable cause) {
        List.copyOf(openHandles).forEach(handle -> fail(handle, cause));
    }

    /** A thread took something down with it that is no script's error: whoever waits for it hears just that. */
    private void failHandlesOf(Coroutine thread, Throwable cause) {
        ThreadRecord record = ThreadRecord.peek(thread);
        if (record != null && record.handles != null) {
            record.handles.forEach(handle -> fail(handle, cause));
            record.handles = null;
        }
    }

    private void fail(ThreadHandle handle, Throwable cause) {
        openHandles.remove(handle);
        guarded(() -> handle.fail(cause));
    }

    /** Disposes every host operation, without touching the threads that wait for them. */
    void releaseOperations() {
        for (HostOperation operation : List.copyOf(operations)) {
            operations.remove(operation);
            guarded(() -> operation.release(true));
        }
    }

    /** Runs host code in the cycle. A script that it runs may end everything; nothing else that is thrown goes on. */
    void execute(Runnable hostCode) {
        try {
            hostCode.run();
        } catch (Halt halt) {
            throw halt;
        } catch (Throwable failure) {
            errorHandler.accept(failure);
        }
    }

    /** Tells of what has ended the scheduler, beyond those who wait for it. */
    void broken(Throwable cause) {
        LOG.error("a scheduler has ended: whatever its scripts were doing is lost", cause);
        errorHandler.accept(cause);
    }

    /** Runs host code whose failure must not reach the loop. */
    void guarded(Runnable hostCode) {
        try {
            hostCode.run();
        } catch (Throwable failure) {
            errorHandler.accept(failure);
        }
    }
}
