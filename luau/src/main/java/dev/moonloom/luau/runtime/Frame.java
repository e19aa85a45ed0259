package dev.moonloom.luau.runtime;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The frame of a compiled function that has given way: which call it waits for, the variables that are needed
 * after it, in the order of the call's live list, and what its other locals hold. A variable is kept as a boxed value, a
 * {@link Cell}, {@link Varargs} or a {@link Cursor}; one that compiled code knows as a number is kept without a box where
 * there is a field for it.
 *
 * <p>While the rest of the function runs, the frame stays in its coroutine's chain, so that a function that gives way again
 * fills the same frame. What the rest needs it takes out at once, and leaves nothing of it there; what locals hold that nothing
 * reads any more stays until then.
 *
 * <p>{@code save} is called from cold code of the function, which then answers the sentinel itself: an answer of this
 * method would defeat the JIT's escape analysis in the hot code beside it.
 */
public class Frame extends Activation {
    /** The site of a frame whose function runs. */
    private static final int RUNNING = -1;
    /** The site of one whose function is among the state's running ones too: what runs below it is as well. */
    private static final int LISTED = -2;

    // Nothing here is final: behind the constructor of an object with final fields the JIT has to load again what it knows of
    // others.

    /** The function. */
    LuauClosure closure;
    /** The number of the call that it waits for; {@link #RUNNING} or {@link #LISTED} when it waits for none. */
    int site;

    private Frame(LuauClosure closure, int site) {
        this.closure = closure;
        this.site = site;
        stays = true;
    }

    @Override
    public final Varargs resume(Varargs values) {
        int call = site;
        site = RUNNING;
        return closure.rest(this, call, values);
    }

    /** Goes on above functions that run: its own becomes the innermost of those. */
    final Varargs resumeAboveRunning(Varargs values) {
        LuauState state = closure.state;
        int below = state.enter(closure);
        int call = site;
        site = LISTED;
        Varargs results = closure.rest(this, call, values);
        state.top = below;
        return results;
    }

    /** {@return whether its function runs, and is not among the state's running ones} */
    final boolean isRunning() {
        return site == RUNNING;
    }

    @Override
    public final @Nullable LuauFunction function() {
        return site == LISTED ? null : closure;
    }

    @Override
    public final int line() {
        return closure.prototype.code().lineOf(site);
    }

    /** Up to two variables. */
    public static class Two extends Frame {
        private @Nullable Object a;
        private @Nullable Object b;

        private Two(LuauClosure closure, int site, @Nullable Object a, @Nullable Object b) {
            super(closure, site);
            this.a = a;
            this.b = b;
        }

        final void fill(int site, @Nullable Object a, @Nullable Object b) {
            this.site = site;
            // A store costs more than a comparison, and what a variable holds that nothing reads is mostly there already.
            if (this.a != a) {
                this.a = a;
            }
            if (this.b != b) {
                this.b = b;
            }
        }

        /** {@return the first variable, which nothing reads any more and which may stay} */
        public final @Nullable Object heldA() {
            return a;
        }

        /** {@return the second variable, likewise} */
        public final @Nullable Object heldB() {
            return b;
        }

        /** {@return the first variable} */
        public final @Nullable Object takeA() {
            Object taken = a;
            a = null;
            return taken;
        }

        /** {@return the second variable} */
        public final @Nullable Object takeB() {
            Object taken = b;
            b = null;
            return taken;
        }
    }

    /** Up to two variables and two numbers. */
    public static final class TwoWithNumbers extends Two {
        /** The first number. */
        public double x;
        /** The second number. */
        public double y;

        private TwoWithNumbers(LuauClosure closure, int site, @Nullable Object a, @Nullable Object b, double x,
                double y) {
            super(closure, site, a, b);
            this.x = x;
            this.y = y;
        }
    }

    /** Up to five variables. */
    public static class Five extends Two {
        private @Nullable Object c;
        private @Nullable Object d;
        private @Nullable Object e;

        private Five(LuauClosure closure, int site, @Nullable Object a, @Nullable Object b, @Nullable Object c,
                @Nullable Object d, @Nullable Object e) {
            super(closure, site, a, b);
            this.c = c;
            this.d = d;
            this.e = e;
        }

        final void fill(int site, @Nullable Object a, @Nullable Object b, @Nullable Object c, @Nullable Object d,
                @Nullable Object e) {
            fill(site, a, b);
            if (this.c != c) {
                this.c = c;
            }
            if (this.d != d) {
                this.d = d;
            }
            if (this.e != e) {
                this.e = e;
            }
        }

        /** {@return the third variable, which nothing reads any more and which may stay} */
        public final @Nullable Object heldC() {
            return c;
        }

        /** {@return the fourth variable, likewise} */
        public final @Nullable Object heldD() {
            return d;
        }

        /** {@return the fifth variable, likewise} */
        public final @Nullable Object heldE() {
            return e;
        }

        /** {@return the third variable} */
        public final @Nullable Object takeC() {
            Object taken = c;
            c = null;
            return taken;
        }

        /** {@return the fourth variable} */
        public final @Nullable Object takeD() {
            Object taken = d;
            d = null;
            return taken;
        }

        /** {@return the fifth variable} */
        public final @Nullable Object takeE() {
            Object taken = e;
            e = null;
            return taken;
        }
    }

    /** Up to five variables and four numbers. */
    public static final class FiveWithNumbers extends Five {
        /** The first number. */
        public double x;
        /** The second number. */
        public double y;
        /** The third number. */
        public double z;
        /** The fourth number. */
        public double w;

        private FiveWithNumbers(LuauClosure closure, int site, @Nullable Object a, @Nullable Object b,
                @Nullable Object c,
                @Nullable Object d, @Nullable Object e, double x, double y, double z, double w) {
            super(closure, site, a, b, c, d, e);
            this.x = x;
            this.y = y;
            this.z = z;
            this.w = w;
        }
    }

    /** Any number of variables. */
    public static final class Wide extends Frame {
        private @Nullable Object[] variables;

        private Wide(LuauClosure closure, int site, @Nullable Object[] variables) {
            super(closure, site);
            this.variables = variables;
        }

        /** {@return the variable at a position, from zero} */
        public @Nullable Object take(int position) {
            Object taken = variables[position];
            variables[position] = null;
            return taken;
        }
    }

    /** Saves the frame of a function that needs no variable any more. */
    public static void save(LuauClosure closure, int site) {
        put(new Frame(closure, site));
    }

    /** Saves the frame of a function for the first time. */
    public static void save(LuauClosure closure, int site, @Nullable Object a, @Nullable Object b) {
        put(new Two(closure, site, a, b));
    }

    /** Saves the frame of a function for the first time. */
    public static void save(LuauClosure closure, int site, @Nullable Object a, @Nullable Object b, double x, double y) {
        put(new TwoWithNumbers(closure, site, a, b, x, y));
    }

    /** Saves the frame of a function for the first time. */
    public static void save(LuauClosure closure, int site, @Nullable Object a, @Nullable Object b, @Nullable Object c,
            @Nullable Object d, @Nullable Object e) {
        put(new Five(closure, site, a, b, c, d, e));
    }

    /** Saves the frame of a function for the first time. */
    public static void save(LuauClosure closure, int site, @Nullable Object a, @Nullable Object b, @Nullable Object c,
            @Nullable Object d, @Nullable Object e, double x, double y, double z, double w) {
        put(new FiveWithNumbers(closure, site, a, b, c, d, e, x, y, z, w));
    }

    /** Empties the shared variables that the frame of a function does not keep at a call. */
    public static void drop(LuauClosure closure, int site, @Nullable Object[] shared) {
        closure.prototype.code().drop(site, shared);
    }

    /** Saves the frame of a function for the first time. */
    public static void save(LuauClosure closure, int site, @Nullable Object[] variables) {
        put(new Wide(closure, site, variables));
    }

    /** Takes the function off the stack of those that run, and puts its frame on the chain. */
    private static void put(Frame frame) {
        LuauState state = frame.closure.state;
        state.top--;
        frame.depthBelow = (char) state.depth();
        state.current.save(frame);
    }

    /** Saves the frame of a function whose rest has run. */
    public static void save(Frame frame, int site) {
        frame.site = site;
    }

    /** Saves the frame of a function whose rest has run. */
    public static void save(Frame frame, int site, @Nullable Object a, @Nullable Object b) {
        if (frame instanceof Two two) {
            two.fill(site, a, b);
        } else {
            replace(frame, new Two(frame.closure, site, a, b));
        }
    }

    /** Saves the frame of a function whose rest has run. */
    public static void save(Frame frame, int site, @Nullable Object a, @Nullable Object b, double x, double y) {
        if (frame instanceof TwoWithNumbers two) {
            two.fill(site, a, b);
            two.x = x;
            two.y = y;
        } else {
            replace(frame, new TwoWithNumbers(frame.closure, site, a, b, x, y));
        }
    }

    /** Saves the frame of a function whose rest has run. */
    public static void save(Frame frame, int site, @Nullable Object a, @Nullable Object b, @Nullable Object c,
            @Nullable Object d, @Nullable Object e) {
        if (frame instanceof Five five) {
            five.fill(site, a, b, c, d, e);
        } else {
            replace(frame, new Five(frame.closure, site, a, b, c, d, e));
        }
    }

    /** Saves the frame of a function whose rest has run. */
    public static void save(Frame frame, int site, @Nullable Object a, @Nullable Object b, @Nullable Object c,
            @Nullable Object d, @Nullable Object e, double x, double y, double z, double w) {
        if (frame instanceof FiveWithNumbers five) {
            five.fill(site, a, b, c, d, e);
            five.x = x;
            five.y = y;
            five.z = z;
            five.w = w;
        } else {
            replace(frame, new FiveWithNumbers(frame.closure, site, a, b, c, d, e, x, y, z, w));
        }
    }

    /** Saves the frame of a function whose rest has run. */
    public static void save(Frame frame, int site, @Nullable Object[] variables) {
        if (frame instanceof Wide wide) {
            wide.site = site;
            wide.variables = variables;
        } else {
            replace(frame, new Wide(frame.closure, site, variables));
        }
    }

    /** A frame that keeps more takes the place of the one whose function has run. */
    private static void replace(Frame frame, Frame larger) {
        larger.depthBelow = frame.depthBelow;
        larger.caller = frame.caller;
        frame.closure.state.current.replace(frame, larger);
    }

    /** {@return what a frame keeps of a local that nothing reads any more: nothing of a number, whose box may not even exist} */
    public static @Nullable LuaValue object(@Nullable LuaValue value) {
        return value instanceof LuauNumber ? null : value;
    }

    /**
     * {@return the value as a frame keeps it} A number gets a new box: to keep the old one would force hot code to make it.
     */
    public static LuaValue copy(LuaValue value) {
        return value instanceof LuauNumber number ? LuauNumber.of(number.value) : value;
    }
}
