package dev.moonloom.luau.runtime;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.Varargs;

/** A coroutine that nothing schedules. */
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
        return run(values, null);
    }

    /** Goes on with an error where the coroutine has given way. */
    Varargs fail(LuaError error) {
        return run(NONE, error);
    }

    private Varargs run(Varargs values, @Nullable LuaError failure) {
        LuauThread resumer = state.current;
        state.enter(this);
        boolean ended = true;
        try {
            Varargs results = advance(state, values, failure);
            ended = results != Yield.YIELD;
            return results;
        } finally {
            state.current = resumer;
            if (ended) {
                level = DEAD;
                state.leaveEnded();
            } else {
                level = SUSPENDED;
                state.leave();
            }
        }
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
