package dev.moonloom.luau.runtime;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A protected call that has not ended. Those of a coroutine form a list, innermost first, so that whoever raises an error
 * knows who will catch it. When the code inside gives way, the same object stands for the call in the coroutine's chain.
 *
 * <p>A <em>barrier</em> is one that catches nothing and only keeps errors from a handler further out: below a running
 * handler, and below a host function that may catch the error itself.
 */
public final class Protection extends Activation {
    private final LuauFunction self;
    /** What sees an error where it is raised; null for {@code pcall} and barriers. */
    private final @Nullable LuauFunction handler;
    /** The next one outwards. */
    private final @Nullable Protection outer;

    /** What the state holds again when an error is caught; set when the call begins, and when its frames go on. */
    private Counts before;
    /** Where it stands among the running functions; -1 when it has given way. */
    private int place;
    /** The native calls before this one and the protected calls that lead directly to it. */
    private final int nativeCalls;
    /** By how many calls what runs inside may exceed the limit. */
    private int extraCalls;

    private Protection(LuauFunction self, @Nullable LuauFunction handler, @Nullable Protection outer) {
        this.self = self;
        this.handler = handler;
        this.outer = outer;
        LuauState state = self.state;
        before = new Counts(state);
        place = state.top;
        nativeCalls = outer != null && outer.place >= 0 && outer.place == place - 1
                ? outer.nativeCalls
                : state.nativeCalls;
        extraCalls = outer == null ? 0 : outer.extraCalls;
    }

    /** {@return a barrier in front of a protected call} */
    static Protection barrier(Protection outer) {
        return new Protection(outer.self, null, outer);
    }

    int extraCalls() {
        return extraCalls;
    }

    /** {@return whether somebody sees errors before they are caught} */
    boolean hasHandler() {
        return handler != null;
    }

    /**
     * Calls a function so that its errors become results.
     *
     * @param self the native on whose behalf it is done; it counts as a frame
     * @param handler what sees an error where it is raised, or null
     * @return true and the results, false and the error, or {@link Yield#YIELD}
     */
    public static Varargs call(LuauFunction self, @Nullable LuauFunction handler, LuaValue body, Varargs arguments) {
        return new Protection(self, handler, self.state.current.protection).call(body, arguments);
    }

    private Varargs call(LuaValue body, Varargs arguments) {
        LuauState state = self.state;
        LuauThread thread = state.current;
        int nativeCallsBefore = state.nativeCalls;
        state.enter(self);
        thread.protection = this;
        try {
            LuauFunction callee = Calls.callee(body, self);
            countNativeCall(state, callee instanceof LuauClosure);
            Varargs results = Calls.exec(callee, arguments);
            if (results == Yield.YIELD) {
                depthBelow = (char) Math.max(state.depth() - 1, 0);
                state.top = place;
                state.nativeCalls = nativeCallsBefore;
                place = -1;
                thread.save(this);
                return results;
            }
            state.top = place;
            state.nativeCalls = nativeCallsBefore;
            thread.protection = outer;
            return Values.prepend(LuaValue.TRUE, results);
        } catch (Throwable thrown) {
            return caught(thrown);
        }
    }

    /** Where code may give way, a protected call of compiled code needs no native stack in Luau, and so it is free. */
    private void countNativeCall(LuauState state, boolean compiled) {
        if (before.inRegion()) {
            state.countNativeCall(self);
        } else if (compiled) {
            state.nativeCalls = nativeCalls;
        } else if (place > state.frameBase(state.current) && !(state.frames[place - 1] instanceof LuauClosure)) {
            state.countNativeCall(self);
        }
    }

    @Override
    public Varargs resume(Varargs values) {
        self.state.current.protection = outer;
        return Values.prepend(LuaValue.TRUE, values);
    }

    @Override
    public Varargs fail(LuaError error) {
        self.state.current.protection = outer;
        before = new Counts(self.state);
        return caught(error);
    }

    private Varargs caught(Throwable thrown) {
        LuauState state = self.state;
        LuauThread thread = state.current;
        before.restore(state);
        thread.protection = this;
        try {
            LuauError error = state.asError(thrown);
            LuauError seen = error.handledBy == this ? error : raised(error);
            return Values.of(LuaValue.FALSE, seen.value());
        } finally {
            thread.protection = outer;
        }
    }

    /** {@return the error as its handler makes it, when there is one} Called where the error is raised. */
    LuauError raised(LuauError error) {
        return handler == null ? error : handle(handler, error);
    }

    /** Runs the handler behind a barrier, with some room beyond the limits that may have led to it. */
    private LuauError handle(LuauFunction running, LuauError error) {
        LuauState state = self.state;
        var raised = new Counts(state);
        Protection barrier = barrier(this);
        if (state.callsUsedUp()) {
            barrier.extraCalls += LuauState.EXTRA_CALLS;
        }
        state.current.protection = barrier;
        state.current.regions++;
        var seen = new LuauError(resultOf(running, error));
        seen.handledBy = this;
        raised.restore(state);
        return seen;
    }

    private LuaValue resultOf(LuauFunction running, LuauError error) {
        LuauState state = self.state;
        try {
            state.countNativeCall(running);
            return Calls.first(running.exec1(error.value()));
        } catch (Throwable thrown) {
            LuaValue inside = state.asError(thrown).value();
            boolean memory = inside.raweq(LuauState.OUT_OF_MEMORY) && error.value().raweq(LuauState.OUT_OF_MEMORY);
            return memory ? LuauState.OUT_OF_MEMORY : LuauState.ERROR_IN_HANDLER;
        }
    }

    @Override
    public LuauFunction function() {
        return self;
    }
}
