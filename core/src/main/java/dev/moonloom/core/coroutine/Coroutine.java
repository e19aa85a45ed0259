package dev.moonloom.core.coroutine;

import static dev.moonloom.core.coroutine.Yield.YIELD;

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
public final class Coroutine extends LuaValue {
    /*
     * State transitions
     *
     *  SUSPENDED -> RUNNING     resumed, with values or with an error
     *  RUNNING   -> NORMAL      it resumes another coroutine
     *  NORMAL    -> RUNNING     that one gave way or ended
     *  RUNNING   -> SUSPENDED   it gave way: the chain holds what is to go on
     *  RUNNING   -> DEAD        its body returned or failed, or everything was halted
     *  SUSPENDED -> DEAD        closed: the chain was dropped without running any of it
     */
    Status status = Status.SUSPENDED;

    private final Coroutines coroutines;

    // owner thread only

    /** The innermost activation of the suspended coroutine, or what stands below the one that runs. */
    private @Nullable Activation top;
    /** The last activation saved since the coroutine last began to run: the next one goes below it. */
    private @Nullable Activation saved;
    /** The activation whose frames are running. */
    private @Nullable Activation running;
    /** What the coroutine passed to its last yield. */
    private Varargs yielded = NONE;
    /** The error that it died of, until {@link #takeError}. */
    private @Nullable LuaValue error;

    /** Native calls below and including this coroutine, counted along the chain of resumes. */
    int nativeCalls;
    /** Whether its last resume may stand on top of other frames that have used the stack up. */
    boolean nested;
    /** Open regions in which it may not yield: plain host functions and callbacks of natives. */
    int nonYieldable;

    private @Nullable Object attachment;
    private @Nullable Object engineState;

    Coroutine(Coroutines coroutines, LuaFunction body) {
        this.coroutines = coroutines;
        this.top = coroutines.engine().enter(this, body);
    }

    /** {@return its state} */
    public Status status() {
        return status;
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

    /** {@return whatever the engine keeps with this coroutine} */
    public @Nullable Object engineState() {
        return engineState;
    }

    /** Keeps something with this coroutine on the engine's behalf. */
    public void engineState(@Nullable Object value) {
        engineState = value;
    }

    /**
     * Puts an activation on the chain of a coroutine that is giving way. Frames save themselves from the innermost
     * outwards, so each goes below the one saved before it and above what had been below the running frames.
     */
    public void save(Activation activation) {
        Activation above = saved;
        if (above == null) {
            activation.caller = top;
            top = activation;
        } else {
            activation.caller = above.caller;
            above.caller = activation;
        }
        saved = activation;
    }

    /**
     * The trampoline: runs the chain from the top until an activation gives way or none is left. An error goes from
     * activation to activation outwards until one of them catches it.
     */
    Outcome advance(Varargs arguments, @Nullable LuaError injected) {
        status = Status.RUNNING;
        Varargs values = arguments;
        LuaError raised = injected;
        try {
            for (Activation next; (next = top) != null;) {
                top = next.caller;
                saved = null;
                running = next;
                try {
                    values = raised == null ? next.resume(values) : next.fail(raised);
                    raised = null;
                } catch (Throwable failure) {
                    raised = coroutines.asLuaError(failure);
                    continue;
                }
                if (values == YIELD) {
                    status = Status.SUSPENDED;
                    return new Outcome.Yielded(takeYielded());
                }
            }
        } finally {
            running = null;
            if (status == Status.RUNNING) {
                // A plain store first: where the stack is used up, a call does not get far.
                status = Status.DEAD;
                drop();
            }
        }
        return raised == null ? new Outcome.Returned(values) : failed(raised);
    }

    /** Gives way with these values, from inside: see {@link Activation#park}. */
    Varargs park(Varargs values) {
        Activation frames = running;
        if (frames == null) {
            throw new AssertionError("a coroutine that is not running cannot park: " + this);
        }
        yielded = values;
        try {
            return frames.park();
        } catch (CannotPark stays) {
            yielded = NONE;
            throw stays;
        }
    }

    /** Ends the coroutine: drops its chain, innermost first, without running any of it. */
    void drop() {
        Activation next = top;
        die();
        for (; next != null; next = next.caller) {
            next.drop();
        }
    }

    /** {@return the error that it died of, once; null when there is none} */
    @Nullable LuaValue takeError() {
        LuaValue value = error;
        error = null;
        return value;
    }

    private Varargs takeYielded() {
        Varargs values = yielded;
        yielded = NONE;
        return values;
    }

    private Outcome failed(LuaError raised) {
        LuaValue value = Coroutines.valueOf(raised);
        error = value;
        return new Outcome.Failed(value, coroutines.engine().tracebackOf(raised));
    }

    private void die() {
        status = Status.DEAD;
        top = null;
        saved = null;
        yielded = NONE;
        engineState = null;
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
        return tojstring() + " (" + status.luaName() + ")";
    }
}
