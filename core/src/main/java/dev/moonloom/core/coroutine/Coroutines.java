package dev.moonloom.core.coroutine;

import dev.moonloom.core.coroutine.Outcome.Failed;
import dev.moonloom.luau.runtime.Activation;
import dev.moonloom.luau.runtime.Border;
import dev.moonloom.luau.runtime.LuauClosure;
import dev.moonloom.luau.runtime.LuauError;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.LuauThread;
import dev.moonloom.luau.runtime.Yield;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The coroutines of one VM: which one runs, and how control passes between them. The scheduler and the
 * {@code coroutine} library drive coroutines through this class only.
 *
 * <p>A VM belongs to one thread at a time, the <em>owner</em>: every method but the accessors fails with a
 * {@link WrongThreadException} elsewhere. The owner changes only by {@link #adopt}, between two runs, and only while no
 * coroutine of the VM has stopped inside a fiber: compiled frames on a continuation take their thread for a constant.
 */
public final class Coroutines {
    private final Engine engine;
    /** The engine, when it wants to hear where control goes. */
    private final Engine.@Nullable Switching switching;
    private final LuauState state;
    /** What carries the fibers; chosen when the first one is needed. */
    private @Nullable Carrier carrier;

    // owner thread only, but for the check itself

    /** The thread that runs the VM now: the owner, or the virtual thread of the fiber that the owner waits for. */
    private volatile @Nullable Thread executing;

    /** Whether code outside any coroutine that has resumed the outermost one may have used the stack up. */
    private boolean deepOutside;

    /** How the last resume has failed, until that was told. */
    private @Nullable Failed failure;

    /** Fibers that have begun and not ended; an abandoned one counts on. */
    private long openFibers;
    /** How Java calls Luau where it cannot wait. */
    private final Border inRegion;

    /** Coroutines for an engine with a state of its own. */
    public Coroutines(Engine engine) {
        this(engine, new LuauState());
    }

    /** Coroutines for an engine whose code runs in this state. Fibers get the best carrier of this JVM. */
    public Coroutines(Engine engine, LuauState state) {
        this.engine = Objects.requireNonNull(engine, "engine");
        this.switching = engine instanceof Engine.Switching told ? told : null;
        this.state = Objects.requireNonNull(state, "state");
        this.inRegion = state.border(this::invoke);
    }

    /** Coroutines for an engine with a state of its own, on a chosen carrier. */
    public Coroutines(Engine engine, Carrier carrier) {
        this(engine);
        this.carrier = Objects.requireNonNull(carrier, "carrier");
    }

    /** {@return the language that the coroutines run} */
    public Engine engine() {
        return engine;
    }

    /** {@return what the running code of the VM shares} */
    public LuauState state() {
        return state;
    }

    /** {@return what carries the fibers} */
    public Carrier carrier() {
        Carrier chosen = carrier;
        if (chosen == null) {
            chosen = Carrier.best();
            carrier = chosen;
        }
        return chosen;
    }

    /** {@return the coroutine that runs now, or null outside any coroutine} */
    public @Nullable Coroutine current() {
        return asCoroutine(state.current);
    }

    /**
     * Makes the current thread the owner.
     *
     * @throws WrongThreadException when another thread owns the VM and something of it is suspended there
     */
    public void adopt() {
        Thread thread = Thread.currentThread();
        Thread owner = executing;
        if (owner == thread) {
            return;
        }
        if (owner != null && (openFibers > 0 || current() != null)) {
            throw new WrongThreadException("this VM belongs to " + owner.getName()
                    + " while a coroutine of it runs or waits inside Java; it was used on " + thread.getName());
        }
        executing = thread;
    }

    /**
     * Fails unless the current thread owns the VM.
     *
     * @throws WrongThreadException on any other thread
     */
    public void checkOwner() {
        Thread thread = Thread.currentThread();
        Thread owner = executing;
        if (owner != thread) {
            throw new WrongThreadException("this VM belongs to " + (owner == null ? "no thread yet" : owner.getName())
                    + "; it was used on " + thread.getName());
        }
    }

    /** {@return whether the current thread owns the VM} */
    public boolean isOwner() {
        return executing == Thread.currentThread();
    }

    /** {@return whether no thread has owned the VM yet} */
    public boolean isUnowned() {
        return executing == null;
    }

    /**
     * {@return a new, suspended coroutine that will run this function} What it loads gets the environment of the running
     * coroutine; where none runs, that of the function.
     */
    public Coroutine create(LuaFunction body) {
        return create(body, null);
    }

    /** {@return the same with an activation below: the results of the function go to it, or its error} */
    public Coroutine create(LuaFunction body, @Nullable Activation below) {
        var coroutine = new Coroutine(this, body, below);
        LuauTable inherited = state.current.environment;
        coroutine.environment = inherited == null && body instanceof LuauClosure script
                ? script.environment
                : inherited;
        return coroutine;
    }

    /**
     * Runs a suspended coroutine on until it gives way or ends. One that cannot be resumed answers
     * {@link Outcome.Failed} with Luau's text and is left as it was.
     */
    public Outcome resume(Coroutine coroutine, Varargs values) {
        checkOwner();
        return outcome(enter(coroutine, values, null, isInside()));
    }

    /**
     * Does what {@link #resume} does, for a caller that may stand anywhere on its stack even where no coroutine runs: a
     * chunk that a host calls itself, recursing deep before it resumes a coroutine.
     */
    public Outcome resumeFromAnywhere(Coroutine coroutine, Varargs values) {
        checkOwner();
        return outcome(enter(coroutine, values, null, true));
    }

    /**
     * Does what {@link #resumeFromAnywhere} does, for a native that running code has called: who runs that is the owner, and
     * is not asked again.
     *
     * @return what the coroutine has returned; {@link Yield#YIELD} when it has given way: see {@link #takeYielded}; null when it
     *     has failed: see {@link #takeFailure}
     */
    public @Nullable Varargs resumeForScript(Coroutine coroutine, Varargs values) {
        return enter(coroutine, values, null, true);
    }

    /** {@return what the coroutine that has just given way has passed} Once. */
    public Varargs takeYielded() {
        return state.takeYielded();
    }

    /** {@return how the last {@link #resumeForScript} has failed} Once. */
    public Failed takeFailure() {
        Failed taken = Objects.requireNonNull(failure);
        failure = null;
        return taken;
    }

    /**
     * Runs a suspended coroutine on with an error that is raised where it gave way.
     *
     * @param error one that carries a value; or an {@link UnplacedError}, whose text gets the position there
     */
    public Outcome fail(Coroutine coroutine, LuaError error) {
        checkOwner();
        return outcome(enter(coroutine, LuaValue.NONE, error, isInside()));
    }

    private boolean isInside() {
        return state.current instanceof Coroutine;
    }

    /** {@return why a coroutine cannot be resumed here and now, in Luau's words, or null when it can} */
    public @Nullable String refusal(Coroutine coroutine) {
        if (!coroutine.isSuspended()) {
            return "cannot resume " + coroutine.status().luaName() + " coroutine";
        }
        return state.nativeCallsUsedUp() ? "C stack overflow" : null;
    }

    private Outcome outcome(@Nullable Varargs results) {
        if (results == null) {
            return takeFailure();
        }
        if (results == Yield.YIELD) {
            Varargs values = state.takeYielded();
            return values == LuaValue.NONE ? Outcome.Yielded.NOTHING : new Outcome.Yielded(values);
        }
        return new Outcome.Returned(results);
    }

    /** {@return the results, {@link Yield#YIELD}, or null with a {@link #failure}} */
    private @Nullable Varargs enter(Coroutine coroutine, Varargs values, @Nullable LuaError error, boolean nested) {
        String refusal = refusal(coroutine);
        if (refusal != null) {
            failure = Failed.refused(refusal);
            return null;
        }
        LuauState state = this.state;
        LuauThread outside = state.current;
        if (outside.level == 0) {
            deepOutside = nested;
        }
        tell(outside, coroutine);
        // It changes everything or nothing.
        state.enter(coroutine);
        Varargs results = null;
        try {
            results = coroutine.advance(state, values,
                    error == null ? null : coroutine.raisedWhereParked(state, error));
        } catch (LuaError died) {
            failure = coroutine.diesOf(died);
        } finally {
            // Plain stores first, before any call: where the stack is used up, none gets far.
            state.current = outside;
            coroutine.level = results == Yield.YIELD ? LuauThread.SUSPENDED : LuauThread.DEAD;
            leave(coroutine, outside);
        }
        return results;
    }

    private void leave(Coroutine coroutine, LuauThread outside) {
        if (coroutine.isDead()) {
            state.leaveEnded();
            coroutine.drop();
        } else {
            state.leave();
        }
        tell(coroutine, outside);
    }

    private void tell(LuauThread from, LuauThread to) {
        Engine.Switching told = switching;
        if (told != null) {
            told.onSwitch(asCoroutine(from), asCoroutine(to));
        }
    }

    private static @Nullable Coroutine asCoroutine(LuauThread thread) {
        return thread instanceof Coroutine coroutine ? coroutine : null;
    }

    /**
     * Gives way with these values, on behalf of a native function that the running coroutine has called. The native
     * hands on what this answers at once.
     *
     * @param self the native, which tracebacks show
     * @return {@link dev.moonloom.luau.runtime.Yield#YIELD} when compiled code has called the native; on a fiber what the
     *     coroutine is resumed with
     * @throws LuaError with Luau's text where yielding is not allowed
     */
    public Varargs yield(LuauFunction self, Varargs values) {
        // No check of the owner: who called the native has passed one.
        LuauThread thread = self.state.isYieldable() ? self.state.current : yieldable();
        return park(thread, self, values);
    }

    /**
     * Gives way with these values, from Java code on a fiber.
     *
     * @return what the coroutine is resumed with
     * @throws LuaError with Luau's text where yielding is not allowed
     * @throws CannotPark when the fiber turns out to be impossible to suspend
     */
    public Varargs yield(Varargs values) {
        return park(checkYieldable(), null, values);
    }

    private Varargs park(LuauThread thread, @Nullable LuauFunction self, Varargs values) {
        state.yield(values);
        return thread.parkIn(self) ? Yield.YIELD : ((Coroutine) thread).fiber().giveWay();
    }

    /** {@return whether what runs may stand on top of other frames that have used the stack up} */
    boolean isNested() {
        return deepOutside || state.current.level > 1;
    }

    /** {@return whether the running code may yield} */
    public boolean isYieldable() {
        return state.isYieldable();
    }

    /**
     * Fails with Luau's text unless the running code may yield. Whoever registers a wake-up asks this first.
     *
     * @return the running coroutine
     */
    public Coroutine checkYieldable() {
        checkOwner();
        return yieldable();
    }

    private Coroutine yieldable() {
        if (!(state.current instanceof Coroutine coroutine)) {
            throw LuauError.of(LuaValue.valueOf("attempt to yield from outside a coroutine"));
        }
        if (state.isInRegion()) {
            throw state.raise(LuaValue.valueOf("attempt to yield across metamethod/C-call boundary"));
        }
        return coroutine;
    }

    /** Opens a region in which the running code may not yield: a plain host function, a callback of a native. */
    public void openRegion() {
        state.openRegion();
    }

    /** Closes a region again, in a {@code finally}. */
    public void closeRegion() {
        state.closeRegion();
    }

    /**
     * Runs Java code that may wait, on behalf of a function that the running coroutine has called: on a fiber, unless
     * nothing may give way here or the caller is Java on a fiber itself.
     *
     * @return the results, or {@link dev.moonloom.luau.runtime.Yield#YIELD}
     */
    public Varargs callOnFiber(LuauFunction function, FiberCode code, Varargs arguments) {
        if (!isYieldable() || !(state.current instanceof Coroutine coroutine)) {
            return runHere(code, arguments);
        }
        return new FiberActivation(coroutine, code, function).resume(arguments);
    }

    private static Varargs runHere(FiberCode code, Varargs arguments) {
        try {
            return code.run(arguments);
        } catch (VirtualThreadFiber.Dropped dropped) {
            throw dropped;
        } catch (Throwable thrown) {
            throw code.raised(thrown);
        }
    }

    /** How Java calls Luau: it waits where it is on a fiber, and elsewhere nothing may give way. */
    private Varargs invoke(LuauFunction function, Varargs arguments) {
        checkOwner();
        if (!(state.current instanceof Coroutine coroutine) || !state.isYieldable()) {
            return inRegion.invoke(function, arguments);
        }
        if (!coroutine.isOnFiber()) {
            return inRegion.invoke(function, arguments);
        }
        return function instanceof FiberCode code
                ? runHere(code, arguments)
                : coroutine.fiber().invoke(function, arguments);
    }

    /**
     * Closes a coroutine that is not running: nothing of it runs any more. Whoever closes looks after what the
     * scheduler has pending for it.
     *
     * @return the error that the coroutine had died of and nobody had collected yet, or null
     * @throws LuaError when it is running or has resumed another coroutine
     */
    public @Nullable LuaValue close(Coroutine coroutine) {
        checkOwner();
        switch (coroutine.status()) {
            case RUNNING, NORMAL ->
                throw new UnplacedError("cannot close " + coroutine.status().luaName() + " coroutine");
            case SUSPENDED -> coroutine.drop();
            case DEAD -> {}
        }
        return coroutine.takeError();
    }

    /** The fiber carrier passes control to another thread, or takes it back. */
    void handTo(Thread thread) {
        executing = thread;
    }

    /** A fiber has begun to run. */
    void fiberBegins() {
        openFibers++;
    }

    /** A fiber has ended, or was dropped. */
    void fiberEnds() {
        openFibers--;
    }

    /** {@return the very value that an error carries} */
    public static LuaValue valueOf(LuaError error) {
        LuaValue value = error.getMessageObject();
        return value == null ? LuaValue.NIL : value;
    }

    /** {@return a Java exception's message, or its class where it has none} */
    public static String messageOf(Throwable exception) {
        String message = exception.getMessage();
        return message == null ? exception.getClass().getName() : message;
    }
}
