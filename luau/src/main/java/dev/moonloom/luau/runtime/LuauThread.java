package dev.moonloom.luau.runtime;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/**
 * What compiled code and natives know of a coroutine: its chain of saved frames and its protected calls. The scheduler's
 * coroutine extends it; {@link LuauState#current} is the one that runs.
 *
 * <p>Owner thread only.
 */
public abstract class LuauThread extends LuaValue {
    /** The innermost activation of the suspended coroutine, or what stands below the one that runs. */
    protected @Nullable Activation top;
    /** The last activation saved since the coroutine last began to run: the next one goes below it. */
    protected @Nullable Activation saved;
    /** The innermost protected call that has not ended, running or parked; null when nobody catches. */
    @Nullable Protection protection;
    /** The error that it died of, until somebody has collected it; its frames are for {@code debug.traceback}. */
    protected @Nullable LuauError death;

    /** The native in which it gave way last, which counts while it is suspended; null where no native stood. */
    public @Nullable LuauFunction parkedIn;

    /** Whether Java code of it runs on a fiber: what yields then has to wait there. */
    protected boolean onFiber;

    /** The environment of what is loaded in this coroutine, as {@code setfenv(0, ...)} sets it; null for the VM's. */
    public @Nullable LuauTable environment;

    /**
     * Its place in the chain of resumes, while it runs or has resumed another one; -1 otherwise. The state has what is
     * counted for each place: see {@link LuauState#leave}.
     */
    public int level = -1;

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
        activation.caller = callerOfNext();
        link(activation);
    }

    /** {@return what stands below the activation that is put on the chain next} */
    final @Nullable Activation callerOfNext() {
        Activation above = saved;
        return above == null ? top : above.caller;
    }

    /** Puts an activation on the chain that has its caller already. */
    final void link(Activation activation) {
        Activation above = saved;
        if (above == null) {
            top = activation;
        } else {
            above.caller = activation;
        }
        saved = activation;
    }

    /** {@return the innermost activation: of the suspended coroutine, or below the frames that run} */
    public final @Nullable Activation top() {
        return top;
    }

    /** {@return the frames that the coroutine died in of an error, or null when it has not, or was closed since} */
    public final @Nullable Traceback deathRecord() {
        return death == null ? null : death.traceback();
    }
}
