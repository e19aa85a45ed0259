package dev.moonloom.luau.runtime;

import org.luaj.vm2.Varargs;

/**
 * A function that makes the coroutine give way first, wherever that is allowed, and runs when its trampoline goes on at
 * once: for the proof of resuming calls, and for what needs the frames of its callers saved.
 */
public final class GivingWayFirst extends LuauFunction {
    private final LuauFunction function;

    private GivingWayFirst(LuauFunction function) {
        super(function.state);
        this.function = function;
    }

    /** Is told of calls that have given way first, where it is the code of the function that makes them. */
    public interface Witness {
        /** A call has returned; its results go to the rest of the function next. */
        void returned(int site);
    }

    /** {@return a function that gives way before it does what this one does} */
    public static LuauFunction of(LuauFunction function) {
        return new GivingWayFirst(function);
    }

    /** {@return the same for a native; a compiled function as it is} */
    public static LuauFunction ofNative(LuauFunction function) {
        return function instanceof LuauClosure ? function : new GivingWayFirst(function);
    }

    @Override
    public Varargs execN(Varargs arguments) {
        if (!state.isYieldable()) {
            return Calls.exec(function, arguments);
        }
        var postponed = new Postponed(function, arguments);
        postponed.depthBelow = (char) state.depth();
        state.current.save(postponed);
        state.postponed = true;
        return Yield.YIELD;
    }

    @Override
    public String debugName() {
        return function.debugName();
    }

    /** The call that is still to come. */
    private static final class Postponed extends Activation {
        private final LuauFunction function;
        private final Varargs arguments;

        Postponed(LuauFunction function, Varargs arguments) {
            this.function = function;
            this.arguments = arguments;
        }

        @Override
        public Varargs resume(Varargs values) {
            Varargs results = Calls.exec(function, arguments);
            if (results != Yield.YIELD && caller instanceof Frame frame
                    && frame.closure.prototype.code() instanceof Witness witness) {
                witness.returned(frame.site);
            }
            return results;
        }
    }
}
