package dev.moonloom.luau.runtime;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The frame of a compiled function that has given way: which call it waits for, and the variables that are needed
 * after it, in the order of the call's live list. A variable is kept as a boxed value, a {@link Cell}, {@link Varargs} or
 * a {@link Cursor}.
 *
 * <p>{@code save} is called from cold code of the function, which then answers the sentinel itself: an answer of this
 * method would defeat the JIT's escape analysis in the hot code beside it.
 */
public class Frame extends Activation {
    // Nothing here is final, though nothing changes: behind the constructor of an object with final fields the JIT has
    // to load again what it knows of others.

    /** The function. */
    LuauClosure closure;
    /** The number of the call that it waits for. */
    public int site;

    Frame(LuauClosure closure, int site, int depthBelow, @Nullable Activation caller) {
        this.closure = closure;
        this.site = site;
        this.depthBelow = depthBelow;
        this.caller = caller;
    }

    @Override
    public final Varargs resume(Varargs values) {
        return closure.rest(this, values);
    }

    @Override
    public final LuauFunction function() {
        return closure;
    }

    @Override
    public final int line() {
        return closure.prototype.code().lineOf(site);
    }

    /** Up to two variables. */
    public static final class Two extends Frame {
        /** Variables in the order of the live list. */
        public @Nullable Object a;
        /** The second one. */
        public @Nullable Object b;

        Two(LuauClosure closure, int site, int depthBelow, @Nullable Activation caller, @Nullable Object a,
                @Nullable Object b) {
            super(closure, site, depthBelow, caller);
            this.a = a;
            this.b = b;
        }
    }

    /** Up to five variables. */
    public static final class Five extends Frame {
        /** Variables in the order of the live list. */
        public @Nullable Object a;
        /** The second one. */
        public @Nullable Object b;
        /** The third one. */
        public @Nullable Object c;
        /** The fourth one. */
        public @Nullable Object d;
        /** The fifth one. */
        public @Nullable Object e;

        Five(LuauClosure closure, int site, int depthBelow, @Nullable Activation caller, @Nullable Object a,
                @Nullable Object b, @Nullable Object c, @Nullable Object d, @Nullable Object e) {
            super(closure, site, depthBelow, caller);
            this.a = a;
            this.b = b;
            this.c = c;
            this.d = d;
            this.e = e;
        }
    }

    /** Any number of variables. */
    public static final class Wide extends Frame {
        /** Variables in the order of the live list. */
        public @Nullable Object[] variables;

        Wide(LuauClosure closure, int site, int depthBelow, @Nullable Activation caller,
                @Nullable Object[] variables) {
            super(closure, site, depthBelow, caller);
            this.variables = variables;
        }
    }

    /** Saves a frame that needs no variable any more. */
    public static void save(LuauClosure closure, int site) {
        LuauThread thread = closure.state.current;
        int depth = leave(closure.state);
        Activation caller = thread.callerOfNext();
        thread.link(new Frame(closure, site, depth, caller));
    }

    /** Saves a frame with up to two variables. */
    public static void save(LuauClosure closure, int site, @Nullable Object a, @Nullable Object b) {
        LuauThread thread = closure.state.current;
        int depth = leave(closure.state);
        Activation caller = thread.callerOfNext();
        thread.link(new Two(closure, site, depth, caller, a, b));
    }

    /** Saves a frame with up to five variables. */
    public static void save(LuauClosure closure, int site, @Nullable Object a, @Nullable Object b, @Nullable Object c,
            @Nullable Object d, @Nullable Object e) {
        LuauThread thread = closure.state.current;
        int depth = leave(closure.state);
        Activation caller = thread.callerOfNext();
        thread.link(new Five(closure, site, depth, caller, a, b, c, d, e));
    }

    /** Saves a frame with any number of variables. */
    public static void save(LuauClosure closure, int site, @Nullable Object[] variables) {
        LuauThread thread = closure.state.current;
        int depth = leave(closure.state);
        Activation caller = thread.callerOfNext();
        thread.link(new Wide(closure, site, depth, caller, variables));
    }

    /**
     * {@return the value as a frame keeps it} A number gets a new box: to keep the old one would force hot code to make it.
     */
    public static LuaValue copy(LuaValue value) {
        return value instanceof LuauNumber number ? LuauNumber.of(number.value) : value;
    }

    /** Takes the function off the stack of those that run. {@return the call depth below it} */
    private static int leave(LuauState state) {
        state.top--;
        return state.depth();
    }
}
