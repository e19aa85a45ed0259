package dev.moonloom.core.coroutine;

import dev.moonloom.core.coroutine.Outcome.Failed;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
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
    /** Luau's limit on nested native calls; resumes count along the whole chain. */
    private static final int MAX_NATIVE_CALLS = 200;

    private final Engine engine;
    private final Carrier carrier;

    // owner thread only, but for the check itself

    /** The thread that runs the VM now: the owner, or the virtual thread of the fiber that the owner waits for. */
    private volatile @Nullable Thread executing;

    private @Nullable Coroutine current;
    /** Coroutines that have begun and not ended; an abandoned one counts on. */
    private long unfinished;

    /** Coroutines for an engine, on the best carrier that this JVM was started for. */
    public Coroutines(Engine engine) {
        this(engine, Carrier.best());
    }

    /** Coroutines on a chosen carrier. */
    public Coroutines(Engine engine, Carrier carrier) {
        this.engine = Objects.requireNonNull(engine, "engine");
        this.carrier = Objects.requireNonNull(carrier, "carrier");
    }

    /** {@return the language that the coroutines run} */
    public Engine engine() {
        return engine;
    }

    /** {@return what carries the fibers} */
    public Carrier carrier() {
        return carrier;
    }

    /** {@return the coroutine that runs now, or null outside any coroutine} */
    public @Nullable Coroutine current() {
        return current;
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
        if (owner != null && (unfinished > 0 || current != null)) {
            throw new WrongThreadException("this VM belongs to " + owner.getName()
                    + " while coroutines of it are unfinished; it was used on " + thread.getName());
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

    /** {@return a new, suspended coroutine that will run this function} */
    public Coroutine create(LuaFunction body) {
        return new Coroutine(this, body);
    }

    /**
     * Runs a suspended coroutine on until it gives way or ends. One that cannot be resumed answers
     * {@link Outcome.Failed} with Luau's text and is left as it was.
     */
    public Outcome resume(Coroutine coroutine, Varargs values) {
        return enter(coroutine, values, null, current != null);
    }

    /**
     * Does what {@link #resume} does, for a caller that may stand anywhere on its stack even where no coroutine runs: a
     * chunk that a host calls itself, recursing deep before it resumes a coroutine.
     */
    public Outcome resumeFromAnywhere(Coroutine coroutine, Varargs values) {
        return enter(coroutine, values, null, true);
    }

    /** Runs a suspended coroutine on with an error that is raised where it gave way. */
    public Outcome fail(Coroutine coroutine, LuaValue error) {
        return enter(coroutine, LuaValue.NONE, new LuaError(error), current != null);
    }

    /** {@return why a coroutine cannot be resumed here and now, in Luau's words, or null when it can} */
    public @Nullable String refusal(Coroutine coroutine) {
        if (coroutine.status() != Status.SUSPENDED) {
            return "cannot resume " + coroutine.status().luaName() + " coroutine";
        }
        Coroutine resumer = current;
        return resumer != null && resumer.nativeCalls >= MAX_NATIVE_CALLS ? "C stack overflow" : null;
    }

    private Outcome enter(Coroutine coroutine, Varargs values, @Nullable LuaError error, boolean nested) {
        checkOwner();
        String refusal = refusal(coroutine);
        if (refusal != null) {
            return Failed.refused(refusal);
        }
        Coroutine resumer = current;
        if (coroutine.nativeCalls == 0) {
            unfinished++;
        }
        coroutine.nativeCalls = resumer == null ? 1 : resumer.nativeCalls + 1;
        coroutine.nested = nested;
        // The clean-up below is plain stores and one hook, so that it cannot itself run out of stack half-way.
        try {
            if (resumer != null) {
                resumer.status = Status.NORMAL;
            }
            current = coroutine;
            engine.onSwitch(resumer, coroutine);
            return coroutine.advance(values, error);
        } finally {
            current = resumer;
            if (resumer != null) {
                resumer.status = Status.RUNNING;
            }
            engine.onSwitch(coroutine, resumer);
            if (coroutine.status() == Status.DEAD) {
                unfinished--;
            }
        }
    }

    /**
     * Gives way with these values, on behalf of a native function that the running coroutine has called. The native
     * hands on what this answers at once, whatever it is: see {@link Activation#park}.
     *
     * @throws LuaError with Luau's text where yielding is not allowed
     * @throws CannotPark when the frames turn out to be impossible to suspend
     */
    public Varargs yield(Varargs values) {
        checkYieldable();
        return Objects.requireNonNull(current).park(values);
    }

    /** {@return whether the running code may yield} */
    public boolean isYieldable() {
        return current != null && current.nonYieldable == 0;
    }

    /**
     * Fails with Luau's text unless the running code may yield. Whoever registers a wake-up asks this first.
     *
     * @return the running coroutine
     */
    public Coroutine checkYieldable() {
        checkOwner();
        Coroutine coroutine = current;
        if (coroutine == null) {
            throw new LuaError("attempt to yield from outside a coroutine");
        }
        if (coroutine.nonYieldable > 0) {
            throw new LuaError("attempt to yield across metamethod/C-call boundary");
        }
        return coroutine;
    }

    /**
     * Opens a region in which the running coroutine may not yield: a plain host function, a callback of a native.
     *
     * @return what {@link #closeRegion} wants back
     */
    public @Nullable Coroutine openRegion() {
        Coroutine coroutine = current;
        if (coroutine != null) {
            coroutine.nonYieldable++;
        }
        return coroutine;
    }

    /** Closes a region again, in a {@code finally}. */
    public void closeRegion(@Nullable Coroutine opened) {
        if (opened != null) {
            opened.nonYieldable--;
        }
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
                throw new LuaError("cannot close " + coroutine.status().luaName() + " coroutine");
            case SUSPENDED -> {
                coroutine.drop();
                if (coroutine.nativeCalls > 0) {
                    unfinished--;
                }
            }
            case DEAD -> {}
        }
        return coroutine.takeError();
    }

    /** The fiber carrier passes control to another thread, or takes it back. */
    void handTo(Thread thread) {
        executing = thread;
    }

    /** {@return what a script sees of anything thrown} Errors that are not the script's own business are rethrown. */
    LuaError asLuaError(Throwable thrown) {
        return switch (thrown) {
            case LuaError error -> error;
            case StackOverflowError _ -> stackOverflow();
            case OutOfMemoryError _ -> new LuaError(LuaValue.valueOf("not enough memory"));
            case Error error -> throw error;
            case Throwable other ->
                new LuaError(LuaString.valueUsing(messageOf(other).getBytes(StandardCharsets.UTF_8)));
        };
    }

    /** {@return Luau's error for a stack that is used up} */
    LuaError stackOverflow() {
        return new LuaError(LuaValue.valueOf("stack overflow"));
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
