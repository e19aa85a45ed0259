package dev.moonloom.luau.runtime;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.Varargs;

/** A coroutine with the smallest possible trampoline. */
final class SampleThread extends LuauThread {
    private final LuauState state;

    SampleThread(LuauState state, LuauFunction body) {
        this.state = state;
        top = new Beginning(body);
    }

    /** {@return the results of a function that is run in a coroutine of its own and does not give way} */
    static Varargs run(LuauState state, LuauFunction body, Varargs arguments) {
        Varargs results = new SampleThread(state, body).resume(arguments);
        if (results == Yield.YIELD) {
            throw new AssertionError("it gave way");
        }
        return results;
    }

    /** {@return the results, or YIELD} */
    Varargs resume(Varargs values) {
        return advance(values, null);
    }

    /** Goes on with an error where the coroutine has given way. */
    Varargs fail(LuaError error) {
        return advance(NONE, error);
    }

    private Varargs advance(Varargs values, @Nullable LuaError failure) {
        LuauThread resumer = state.current;
        state.enter(this);
        try {
            Varargs results = values;
            LuaError error = failure;
            for (Activation next = take(); next != null; next = take()) {
                try {
                    results = error == null ? next.resume(results) : next.fail(error);
                    error = null;
                } catch (LuauError thrown) {
                    state.unwind();
                    error = thrown;
                }
                if (error == null && results == Yield.YIELD) {
                    return results;
                }
            }
            if (error != null) {
                throw error;
            }
            return results;
        } finally {
            state.current = resumer;
            level = -1;
            state.leave(resumer);
        }
    }

    private @Nullable Activation take() {
        Activation next = top;
        saved = null;
        if (next != null) {
            top = next.caller;
        }
        return next;
    }

    @Override
    public int type() {
        return TTHREAD;
    }

    @Override
    public String typename() {
        return "thread";
    }

    private static final class Beginning extends Activation {
        private final LuauFunction body;

        Beginning(LuauFunction body) {
            this.body = body;
        }

        @Override
        public Varargs resume(Varargs values) {
            return body.execN(values);
        }
    }
}
