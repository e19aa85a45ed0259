package dev.moonloom.core.scheduler;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.coroutine.Halt;
import dev.moonloom.core.coroutine.Outcome;
import dev.moonloom.core.coroutine.Status;
import dev.moonloom.core.coroutine.UnplacedError;
import dev.moonloom.luau.runtime.LuauFunction;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import reactor.core.Disposable;

/**
 * What running scripts ask of their scheduler: the rules of Roblox's {@code task} library and of Luau's coroutines on
 * top of it, without their argument checks. Libraries call it; owner thread only, from inside a cycle or, in a host
 * that calls its scripts itself, between two.
 *
 * <p>What a script did wrong is a {@link LuaError} with Roblox's text, without a position.
 */
public final class Tasks {
    /** The least that legacy {@code wait}, {@code spawn} and {@code delay} wait, in seconds. */
    private static final double LEGACY_MINIMUM = 0.03;

    private final TaskScheduler scheduler;
    private final Threads threads;
    private final Coroutines coroutines;
    private final Clock clock;
    private final int deferDepth;

    Tasks(TaskScheduler scheduler, Threads threads, Clock clock, SchedulerOptions options) {
        this.scheduler = scheduler;
        this.threads = threads;
        this.coroutines = threads.coroutines();
        this.clock = clock;
        this.deferDepth = options.deferDepth();
    }

    /** {@return the scheduler} */
    public TaskScheduler scheduler() {
        return scheduler;
    }

    /** {@return a new suspended thread for this function} */
    public Coroutine create(LuaFunction body) {
        coroutines.checkOwner();
        return threads.create(body);
    }

    /**
     * Resumes a thread at once, inside this call. An error in it is reported and does not come back here.
     *
     * @throws LuaError when it cannot be resumed and there are values for it
     */
    public void spawn(Coroutine thread, Varargs values) {
        if (isSchedulable("spawn", thread, values, Origin.SPAWN, false)) {
            threads.resume(thread, values, Origin.SPAWN);
        }
    }

    /**
     * Resumes a thread at the end of this cycle, after what is deferred already.
     *
     * @throws LuaError when it cannot be resumed and there are values for it, or when too many defers have followed
     *     from one another
     */
    public void defer(Coroutine thread, Varargs values) {
        if (threads.generation() >= deferDepth) {
            throw new UnplacedError("Maximum re-entrancy depth (" + deferDepth + ") exceeded calling task.defer");
        }
        if (isSchedulable("defer", thread, values, Origin.DEFER, true)) {
            threads.defer(thread, values);
            wakeIfIdle();
        }
    }

    /**
     * Resumes a thread when this many seconds have passed; never in this cycle, and never at all when they are
     * infinite.
     *
     * @throws LuaError when it cannot be resumed and there are values for it
     */
    public void delay(double seconds, Coroutine thread, Varargs values) {
        if (isSchedulable("delay", thread, values, Origin.DELAY, true)) {
            schedule(seconds, thread, TimerEntry.Kind.DELAY, values);
        }
    }

    /** Resumes a thread with the time that has passed and the scheduler's, as the legacy functions do. */
    public void legacyDelay(double seconds, Coroutine thread) {
        if (isSchedulable("delay", thread, LuaValue.NONE, Origin.DELAY, true)) {
            schedule(atLeastLegacyMinimum(seconds), thread, TimerEntry.Kind.LEGACY_DELAY, LuaValue.NONE);
        }
    }

    /**
     * Gives way until this many seconds have passed.
     *
     * @param self the native that does it, which hands on the answer at once
     * @return the seconds that have passed, or what an early resume passes; {@link dev.moonloom.luau.runtime.Yield#YIELD}
     *     when compiled code has called the native
     */
    public Varargs sleep(LuauFunction self, double seconds) {
        return park(self, seconds, TimerEntry.Kind.WAIT);
    }

    /** Gives way as {@link #sleep(LuauFunction, double)} does, from Java code on a fiber, until the time has passed. */
    public Varargs sleep(double seconds) {
        return park(null, seconds, TimerEntry.Kind.WAIT);
    }

    /**
     * Gives way as the legacy {@code wait} does.
     *
     * @param self the native that does it, which hands on the answer at once
     * @return the seconds that have passed, and the scheduler's age: see {@link #sleep(LuauFunction, double)}
     */
    public Varargs legacySleep(LuauFunction self, double seconds) {
        return park(self, atLeastLegacyMinimum(seconds), TimerEntry.Kind.LEGACY_WAIT);
    }

    /** Gives way as {@link #legacySleep(LuauFunction, double)} does, from Java code on a fiber. */
    public Varargs legacySleep(double seconds) {
        return park(null, atLeastLegacyMinimum(seconds), TimerEntry.Kind.LEGACY_WAIT);
    }

    /** Not {@code Math.max}: NaN counts as zero. */
    private static double atLeastLegacyMinimum(double seconds) {
        return seconds >= LEGACY_MINIMUM ? seconds : LEGACY_MINIMUM;
    }

    private Varargs park(@Nullable LuauFunction self, double seconds, TimerEntry.Kind kind) {
        Coroutine thread = coroutines.checkYieldable();
        TimerEntry entry = schedule(seconds, thread, kind, LuaValue.NONE);
        if (entry != null && thread.hasFiberBelow()) {
            thread.takesBack(() -> threads.takeBack(entry));
        }
        return self == null ? coroutines.yield(LuaValue.NONE) : coroutines.yield(self, LuaValue.NONE);
    }

    private @Nullable TimerEntry schedule(double seconds, Coroutine thread, TimerEntry.Kind kind, Varargs values) {
        long now = clock.nanos();
        TimerEntry entry = threads.schedule(thread, kind, values, now, threads.deadline(now, seconds));
        wakeIfIdle();
        return entry;
    }

    /**
     * Takes back everything pending for a thread and closes it. A dead one is left alone.
     *
     * @throws LuaError when it is running or has resumed another one
     */
    public void cancel(Coroutine thread) {
        coroutines.checkOwner();
        switch (thread.status()) {
            case RUNNING, NORMAL -> throw new UnplacedError("cannot cancel thread");
            case SUSPENDED, DEAD -> threads.cancel(thread);
        }
    }

    /** Resumes a thread as {@code coroutine.resume} does: whatever becomes of it is the caller's. */
    public Outcome resume(Coroutine thread, Varargs values) {
        return threads.resume(thread, values, Origin.COROUTINE_RESUME);
    }

    /**
     * Does the same on behalf of a native that a script has called, making nothing but what the thread itself makes.
     *
     * @return what the thread has given way with, or returned; null when it has failed: see {@link #takeFailure}
     */
    public @Nullable Varargs resumeForScript(Coroutine thread, Varargs values) {
        return threads.resumeForScript(thread, values);
    }

    /** {@return how the last {@link #resumeForScript} has failed} Once. */
    public Outcome.Failed takeFailure() {
        return threads.takeFailure();
    }

    /**
     * Closes a thread on behalf of {@code coroutine.close}.
     *
     * @return the error that it had died of, once, or null
     * @throws LuaError when it is running or has resumed another one
     */
    public @Nullable LuaValue close(Coroutine thread) {
        return threads.close(thread);
    }

    /**
     * Gives way until a host operation ends. Whether yielding is legal is checked before anything of the host runs.
     *
     * @param self the native that does it, which hands on the answer at once
     * @param begin starts the operation and answers what cancels it; what it throws is the call's error
     * @return what the operation delivers, or what an early resume passes: see {@link #sleep(LuauFunction, double)}
     */
    public Varargs await(LuauFunction self, HostStart begin) {
        return await(begin, self, true);
    }

    /**
     * Gives way until something has happened that is another thread's doing, as {@link #await(LuauFunction, HostStart)} does.
     * But this is nothing of the host's: it keeps nothing alive, and virtual time goes on.
     */
    public Varargs awaitThread(LuauFunction self, HostStart begin) {
        return await(begin, self, false);
    }

    /** Gives way as {@link #await(LuauFunction, HostStart)} does, from Java code on a fiber, until the operation ends. */
    public Varargs await(HostStart begin) {
        return await(begin, null, true);
    }

    private Varargs await(HostStart begin, @Nullable LuauFunction self, boolean ofHost) {
        Coroutine thread = coroutines.checkYieldable();
        var operation = new HostOperation(scheduler, thread);
        coroutines.openRegion();
        try {
            operation.disposedBy(begin.start(operation));
        } finally {
            coroutines.closeRegion();
        }
        if (ofHost) {
            threads.await(thread, operation);
        } else {
            threads.awaitThread(thread, operation);
        }
        if (thread.hasFiberBelow()) {
            thread.takesBack(() -> threads.takeBack(thread, operation));
        }
        return self == null ? coroutines.yield(LuaValue.NONE) : coroutines.yield(self, LuaValue.NONE);
    }

    /** Starts a host operation. */
    @FunctionalInterface
    public interface HostStart {
        /** {@return what disposes the operation when nobody waits for it any more} */
        Disposable start(HostOperation operation);
    }

    /**
     * Disposes something when the running thread ends, in whatever way.
     *
     * @throws LuaError outside any thread, since that would never end
     */
    public void disposeWithThread(Disposable resource) {
        Coroutine thread = coroutines.current();
        if (thread == null) {
            throw new UnplacedError("a stream can only be opened inside a coroutine");
        }
        ThreadRecord.of(thread).addResource(resource);
    }

    /** Ends everything at once, with an exit code: nothing that is pending is resumed. */
    public Halt exit(int code) {
        return new Halt(code);
    }

    /** Outside a cycle, as in a host that calls its scripts itself, somebody has to see the new work. */
    private void wakeIfIdle() {
        if (coroutines.current() == null) {
            scheduler.request();
        }
    }

    /**
     * Checks a thread that is given to the scheduler, and asks the feedback.
     *
     * @param whenBusy whether one that is running or has resumed another may be given: it may be suspended by the time
     * @return whether to schedule it; false when the failure has been reported
     */
    private boolean isSchedulable(String verb, Coroutine thread, Varargs values, Origin origin, boolean whenBusy) {
        coroutines.checkOwner();
        Status status = thread.status();
        if (status != Status.SUSPENDED && values.narg() > 0) {
            throw new UnplacedError("cannot " + verb + " non-suspended coroutine with arguments");
        }
        if (threads.admit(thread, origin) instanceof Admission.Refused(String text)) {
            throw new UnplacedError(text);
        }
        boolean busy = status == Status.RUNNING || status == Status.NORMAL;
        if (status == Status.SUSPENDED || (busy && whenBusy)) {
            return true;
        }
        threads.reportUnresumable(thread, origin);
        return false;
    }
}
