package dev.moonloom.core.coroutine;

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

/**
 * A Luau coroutine: a value of type {@code thread} that owns a chain of {@link Activation}s. It is made, resumed and
 * closed through its VM's {@link Coroutines}; its behaviour and texts are those of Luau's {@code coroutine} library.
 *
 * <p>Owner thread only, but for {@link #status()} in a debugger's or a log's {@code toString}.
 */
public final class Coroutine extends LuauThread {
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
     * The level says it all: for a coroutine in the chain of resumes it is the place there, and the last one of that chain runs.
     */

    /** {@return its state} */
    public Status status() {
        return switch (level) {
            case DEAD -> Status.DEAD;
            case SUSPENDED -> Status.SUSPENDED;
            default -> coroutines.state().current == this ? Status.RUNNING : Status.NORMAL;
        };
    }

    boolean isSuspended() {
        return level == SUSPENDED;
    }

    /** {@return whether it has ended} */
    public boolean isDead() {
        return level == DEAD;
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

    /** Raises an error in the native in which the coroutine gave way, with all its frames as they stood. */
    LuauError raisedWhereParked(LuauState state, LuaError error) {
        LuauFunction parked = parkedIn;
        parkedIn = null;
        if (error instanceof UnplacedError unplaced) {
            return placed(state, parked, unplaced).causedBy(unplaced.getCause());
        }
        LuaValue value = Coroutines.valueOf(error);
        return (parked == null ? state.raise(value) : state.raise(parked, value)).causedBy(error.getCause());
    }

    private static LuauError placed(LuauState state, @Nullable LuauFunction parked, UnplacedError error) {
        return parked == null ? state.error(error.text()) : state.error(parked, error.text());
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
        coroutines.state().takeYielded();
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

    /** {@return the error that it died of; null when there is none, or somebody has collected it} Owner thread. */
    public @Nullable LuauError death() {
        return death;
    }

    /** {@return the error that it died of, once; null when there is none} */
    @Nullable LuaValue takeError() {
        LuauError died = death;
        death = null;
        return died == null ? null : died.value();
    }

    /** Notes the error that it has died of. */
    Outcome.Failed diesOf(LuaError raised) {
        LuauError died = raised instanceof LuauError own ? own : LuauError.of(Coroutines.valueOf(raised));
        death = died;
        return new Outcome.Failed(died.value(), coroutines.engine().tracebackOf(raised), died.getCause());
    }

    private void die() {
        level = DEAD;
        dropChain();
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
