package dev.moonloom.core.coroutine;

import static dev.moonloom.luau.runtime.Yield.YIELD;

import dev.moonloom.luau.runtime.Activation;
import dev.moonloom.luau.runtime.LuauError;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauThread;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaThread;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A Luau coroutine: a value of type {@code thread} that owns a chain of {@link Activation}s. It is made, resumed and
 * closed through its VM's {@link Coroutines}; its behaviour and texts are those of Luau's {@code coroutine} library.
 *
 * <p>Owner thread only, but for {@link #status()} in a debugger's or a log's {@code toString}.
 */
public final class Coroutine extends LuauThread {
    /*
     * State transitions
     *
     *  SUSPENDED -> RUNNING     resumed, with values or with an error
     *  RUNNING   -> NORMAL      it resumes another coroutine
     *  NORMAL    -> RUNNING     that one gave way or ended
     *  RUNNING   -> SUSPENDED   it gave way: the chain holds what is to go on
     *  RUNNING   -> DEAD        its body returned or failed, or everything was halted
     *  SUSPENDED -> DEAD        closed: the chain was dropped without running any of it
     *
     * Only death is stored. A coroutine with a level stands in the chain of resumes, and the last one of that chain runs.
     */
    private boolean dead;

    private final Coroutines coroutines;

    // owner thread only

    /** Null until it is needed. */
    private @Nullable JavaFrames javaFrames;

    private @Nullable Object attachment;
    private @Nullable Object pending;

    Coroutine(Coroutines coroutines, LuaFunction body, @Nullable Activation below) {
        this.coroutines = coroutines;
        begin(body instanceof LuauFunction function
                ? new BodyActivation(function)
                : FiberActivation.ofForeign(this, body), below);
    }

    /** {@return its state} */
    public Status status() {
        if (dead) {
            return Status.DEAD;
        }
        if (level < 0) {
            return Status.SUSPENDED;
        }
        return coroutines.state().current == this ? Status.RUNNING : Status.NORMAL;
    }

    boolean isSuspended() {
        return level < 0 && !dead;
    }

    /** {@return whether it has ended} */
    public boolean isDead() {
        return dead;
    }

    /** {@return the VM's coroutines, to which it belongs} */
    public Coroutines coroutines() {
        return coroutines;
    }

    /** {@return whatever the scheduler keeps with this coroutine} */
    public @Nullable Object attachment() {
        return attachment;
    }

    /** Keeps something with this coroutine on the scheduler's behalf. */
    public void attach(@Nullable Object value) {
        attachment = value;
    }

    /** {@return what the scheduler has pending for this coroutine} */
    public @Nullable Object pending() {
        return pending;
    }

    /** Keeps what is pending for this coroutine on the scheduler's behalf: apart, since most have nothing else. */
    public void pending(@Nullable Object value) {
        pending = value;
    }

    /** {@return whatever the engine keeps with this coroutine} */
    public @Nullable Object engineState() {
        return javaFrames == null ? null : javaFrames.engineState;
    }

    /** Keeps something with this coroutine on the engine's behalf. */
    public void engineState(@Nullable Object value) {
        javaFrames().engineState = value;
    }

    JavaFrames javaFrames() {
        JavaFrames frames = javaFrames;
        if (frames == null) {
            frames = new JavaFrames();
            javaFrames = frames;
        }
        return frames;
    }

    /** Java code runs on a fiber, or with null no longer does. */
    void runsOn(@Nullable FiberActivation fiber) {
        javaFrames().running = fiber;
        onFiber = fiber != null;
    }

    /** {@return whether Java code of it runs on a fiber} */
    boolean isOnFiber() {
        return onFiber;
    }

    /** {@return the fiber whose Java code runs} */
    FiberActivation fiber() {
        return Objects.requireNonNull(javaFrames().running);
    }

    /**
     * Runs the coroutine on until it gives way or ends.
     *
     * @param state the VM's, which whoever calls this has at hand
     * @param injected an error to raise where it gave way, in place of the values
     */
    Outcome advance(LuauState state, Varargs arguments, @Nullable LuaError injected) {
        boolean ends = true;
        try {
            Varargs results = run(state, arguments, injected == null ? null : raisedWhereParked(injected));
            if (results == YIELD) {
                ends = false;
                Varargs values = state.takeYielded();
                return values == NONE ? Outcome.Yielded.NOTHING : new Outcome.Yielded(values);
            }
            return new Outcome.Returned(results);
        } catch (LuaError failure) {
            return failed(failure);
        } finally {
            if (ends) {
                // A plain store first: where the stack is used up, a call does not get far.
                dead = true;
                drop();
            }
        }
    }

    /**
     * The trampoline: runs the chain from the top until an activation gives way or none is left. An error goes from
     * activation to activation outwards until one of them catches it.
     */
    private Varargs run(LuauState state, Varargs arguments, @Nullable LuaError injected) {
        Varargs values = arguments;
        LuaError raised = injected;
        for (Activation next; (next = top) != null;) {
            top = next.caller();
            saved = null;
            state.restoreDepth(next);
            try {
                values = raised == null ? next.resume(values) : next.fail(raised);
                raised = null;
            } catch (Throwable failure) {
                state.unwind();
                raised = state.asError(failure);
                continue;
            }
            if (values == YIELD) {
                if (!state.takePostponed()) {
                    return YIELD;
                }
                values = NONE;
            }
        }
        if (raised != null) {
            throw raised;
        }
        return values;
    }

    /** Raises an error in the native in which the coroutine gave way, with all its frames as they stand. */
    private LuauError raisedWhereParked(LuaError error) {
        LuauState state = coroutines.state();
        // All frames stand, as they stood when it gave way.
        state.unwind();
        LuauFunction parked = parkedIn;
        parkedIn = null;
        if (error instanceof UnplacedError unplaced) {
            return parked == null ? state.error(unplaced.text()) : state.error(parked, unplaced.text());
        }
        LuaValue value = Coroutines.valueOf(error);
        return parked == null ? state.raise(value) : state.raise(parked, value);
    }

    /**
     * Says how to take back what will wake the coroutine, for a native that is about to give way below a fiber: such
     * frames may turn out to be impossible to suspend. The coroutine then runs on, and nothing may wake it.
     */
    public void takesBack(Runnable wakeUp) {
        javaFrames().takeBack = wakeUp;
    }

    /** {@return whether giving way may turn out to be impossible: there is Java among the running frames} */
    public boolean hasFiberBelow() {
        return javaFrames != null && javaFrames.mounted > 0;
    }

    /** The coroutine could not give way and runs on. */
    void staysRunning() {
        parkedIn = null;
        JavaFrames frames = javaFrames();
        Runnable undo = frames.takeBack;
        frames.takeBack = null;
        if (undo != null) {
            undo.run();
        }
    }

    /** Ends the coroutine: drops its chain, innermost first, without running any of it. */
    void drop() {
        Activation next = top;
        die();
        for (; next != null; next = next.caller()) {
            next.drop();
        }
    }

    /** {@return the error that it died of, once; null when there is none} */
    @Nullable LuaValue takeError() {
        LuauError died = death;
        death = null;
        return died == null ? null : died.value();
    }

    private Outcome failed(LuaError raised) {
        LuauError died = raised instanceof LuauError own ? own : LuauError.of(Coroutines.valueOf(raised));
        death = died;
        return new Outcome.Failed(died.value(), coroutines.engine().tracebackOf(raised));
    }

    private void die() {
        dead = true;
        top = null;
        saved = null;
        parkedIn = null;
        javaFrames = null;
    }

    @Override
    public int type() {
        return TTHREAD;
    }

    @Override
    public String typename() {
        return "thread";
    }

    @Override
    public boolean isthread() {
        return true;
    }

    /** Always fails: LuaJ's own libraries ask this of their threads, and this is none of theirs. */
    @Override
    public LuaThread checkthread() {
        throw new LuaError("a function of LuaJ's own coroutine or debug library was given a thread of Moonloom");
    }

    /** {@return what {@code tostring} gives, such as {@code thread: 0x000000001b2c6ec2}} */
    @Override
    public String tojstring() {
        return String.format("thread: 0x%016x", System.identityHashCode(this));
    }

    @Override
    public LuaValue tostring() {
        return valueOf(tojstring());
    }

    @Override
    public String toString() {
        return tojstring() + " (" + status().luaName() + ")";
    }
}
