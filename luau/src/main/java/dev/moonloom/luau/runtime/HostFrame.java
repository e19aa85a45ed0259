package dev.moonloom.luau.runtime;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The frame of Java code that may wait for Luau which gives way: Java's own frames stand still on a fiber meanwhile. The
 * subclass runs the fiber; here is what such a frame means for the state's counts and for whoever catches errors.
 *
 * <p>Luau that the Java code calls saves its frames above this one, and the coroutine's trampoline runs them on; the
 * Java code goes on when they have ended.
 */
public abstract class HostFrame extends Activation {
    private final LuauState state;
    private final @Nullable LuauFunction function;

    private boolean entered;
    /** The innermost protected call around the Java code. */
    private @Nullable Protection outer;
    private int topBefore;
    private int nativeCallsBefore;

    /** @param function what the frame shows as; null for one that shows as nothing */
    protected HostFrame(LuauState state, @Nullable LuauFunction function) {
        this.state = state;
        this.function = function;
    }

    /** The Java code begins, or goes on: it counts as running. */
    protected final void enter() {
        topBefore = state.top;
        nativeCallsBefore = state.nativeCalls;
        if (function != null) {
            state.enter(function);
        }
        if (!entered) {
            if (function != null) {
                state.countNativeCall(function);
            }
            entered = true;
            LuauThread thread = state.current;
            Protection protection = thread.protection;
            outer = protection;
            if (protection != null && protection.hasHandler()) {
                thread.protection = Protection.barrier(protection);
            }
        }
    }

    /** The Java code stands still: it counts no longer. */
    protected final void leaveParked() {
        depthBelow = (char) Math.max(state.depth() - 1, 0);
        state.top = topBefore;
        state.nativeCalls = nativeCallsBefore;
    }

    /** The Java code has ended. */
    protected final void leaveEnded() {
        state.top = topBefore;
        state.nativeCalls = nativeCallsBefore;
        state.current.protection = outer;
    }

    /**
     * Stops the fiber until the coroutine is resumed at this frame.
     *
     * @return null when that has happened, or why the fiber cannot stop; it then runs on at once
     */
    protected abstract @Nullable LuaError parkFiber();

    /**
     * {@return the values with which it was resumed}
     *
     * @throws LuaError with which it was resumed instead
     */
    protected abstract Varargs resumedWith();

    /** Calls Luau on behalf of the Java code, which waits when that gives way. To be called on the fiber. */
    protected final Varargs call(LuauFunction callee, Varargs arguments) {
        Activation below = state.current.top;
        var before = new Counts(state);
        Varargs results;
        try {
            state.countNativeCall(callee);
            results = Calls.exec(callee, arguments);
            while (results == Yield.YIELD) {
                LuaError impossible = parkFiber();
                if (impossible == null) {
                    break;
                }
                before.restore(state);
                results = failSaved(below, impossible, before);
            }
        } catch (Throwable thrown) {
            before.restore(state);
            throw thrown;
        }
        if (results == Yield.YIELD) {
            return resumedWith();
        }
        before.restore(state);
        return results;
    }

    /** The frames saved above the Java code cannot wait, since Java cannot: they get an error where they stand. */
    private Varargs failSaved(@Nullable Activation below, LuaError error, Counts before) {
        LuauThread thread = state.current;
        LuaError raised = state.asError(error);
        Varargs values = LuaValue.NONE;
        for (Activation next; (next = thread.top) != below && next != null;) {
            thread.takeUp(next);
            state.limitCalls(next);
            try {
                values = raised == null ? resume(next, values) : next.fail(raised);
                raised = null;
            } catch (Throwable thrown) {
                before.restore(state);
                raised = state.asError(thrown);
                thread.finish(next);
                continue;
            }
            if (values == Yield.YIELD) {
                return values;
            }
            thread.finish(next);
        }
        thread.saved = null;
        if (raised != null) {
            throw raised;
        }
        return values;
    }

    private static Varargs resume(Activation next, Varargs values) {
        return next instanceof Frame frame ? frame.resumeAboveRunning(values) : next.resume(values);
    }

    @Override
    public final @Nullable LuauFunction function() {
        return function;
    }
}
