package dev.moonloom.luau.runtime;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * What compiled code and natives know of a coroutine: its chain of saved frames, the trampoline that runs them, and its
 * protected calls. The scheduler's coroutine extends it; {@link LuauState#current} is the one that runs.
 *
 * <p>Owner thread only.
 */
public abstract class LuauThread extends LuaValue {
    /** The innermost activation of the suspended coroutine; the frame that runs, or what stands below what runs. */
    protected @Nullable Activation top;
    /** The last activation saved since the coroutine last began to run: the next one goes below it. */
    @Nullable Activation saved;
    /** The innermost protected call that has not ended, running or parked; null when nobody catches. */
    @Nullable Protection protection;
    /** The error that it died of, until somebody has collected it; its frames are for {@code debug.traceback}. */
    protected @Nullable LuauError death;

    /** The native in which it gave way last, which counts while it is suspended; null where no native stood. */
    public @Nullable LuauFunction parkedIn;

    /** Regions of its running code in which nothing may give way. */
    short regions;
    /** Whether Java code of it runs on a fiber: what yields then has to wait there. */
    protected boolean onFiber;

    /** The environment of what is loaded in this coroutine, as {@code setfenv(0, ...)} sets it; null for the VM's. */
    public @Nullable LuauTable environment;

    /** The level of a coroutine that is suspended. */
    public static final int SUSPENDED = -1;
    /** The level of a coroutine that has ended. */
    public static final int DEAD = -2;

    /**
     * Its place in the chain of resumes while it runs or has resumed another one; otherwise {@link #SUSPENDED} or {@link #DEAD}.
     * The state has what is counted for each place: see {@link LuauState#enter(LuauThread)}.
     */
    public int level = SUSPENDED;

    /**
     * Notes the native in which it gives way, or that there is none.
     *
     * @return whether its frames can be saved: no Java code of it has to wait
     */
    public final boolean parkIn(@Nullable LuauFunction self) {
        if (parkedIn != self) {
            parkedIn = self;
        }
        return !onFiber;
    }

    /** Begins the chain of a new coroutine: its body, and what stands below that, if anything does. */
    protected final void begin(Activation body, @Nullable Activation below) {
        body.caller = below;
        top = body;
    }

    /**
     * Puts an activation on the chain of a coroutine that is giving way. Frames save themselves from the innermost
     * outwards, so each goes below the one saved before it and above what had been below the running frames.
     */
    public final void save(Activation activation) {
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
     *
     * @param state the VM's, which whoever calls this has at hand
     * @param injected an error to raise where it gave way, in place of the values
     * @return the results of the outermost activation, or {@link Yield#YIELD}
     * @throws LuaError the error that nobody has caught
     */
    public final Varargs advance(LuauState state, Varargs arguments, @Nullable LuaError injected) {
        Varargs values = arguments;
        LuaError raised = injected;
        for (Activation next; (next = top) != null;) {
            takeUp(next);
            state.limitCalls(next);
            try {
                values = raised == null ? next.resume(values) : next.fail(raised);
                raised = null;
            } catch (Throwable failure) {
                state.unwind();
                finish(next);
                raised = state.asError(failure);
                continue;
            }
            if (values != Yield.YIELD) {
                finish(next);
            } else if (state.takePostponed()) {
                values = NONE;
            } else {
                return Yield.YIELD;
            }
        }
        if (raised != null) {
            throw raised;
        }
        return values;
    }

    /** An activation goes on: it leaves the chain, unless it stays there. */
    final void takeUp(Activation next) {
        saved = null;
        if (!next.stays) {
            top = next.caller;
        }
    }

    /** An activation has returned or failed. What it has saved before it failed stays. */
    final void finish(Activation ended) {
        if (top == ended) {
            top = ended.caller;
        }
    }

    /** {@return the call depth below the functions of it that run} */
    final int depthBelow() {
        Activation below = callerOfNext();
        return below == null ? 0 : below.depthAbove();
    }

    /** {@return what stands below the activation that is put on the chain next} */
    private @Nullable Activation callerOfNext() {
        Activation above = saved;
        return above == null ? top : above.caller;
    }

    /** Puts a frame in the place of the one whose function has run, which has given way. */
    final void replace(Activation frame, Activation larger) {
        if (top == frame) {
            top = larger;
        } else if (saved != null) {
            saved.caller = larger;
        }
        saved = larger;
    }

    /** {@return the innermost activation: of the suspended coroutine, or below the frames that run, or the frame that runs} */
    public final @Nullable Activation top() {
        return top;
    }

    /** Lets go of all frames. */
    protected final void dropChain() {
        top = null;
        saved = null;
        parkedIn = null;
    }

    /** {@return the frames that the coroutine died in of an error, or null when it has not, or was closed since} */
    public final @Nullable Traceback deathRecord() {
        return death == null ? null : death.traceback();
    }
}
