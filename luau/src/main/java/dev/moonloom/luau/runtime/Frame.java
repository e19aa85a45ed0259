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
    /** The function. */
    final LuauClosure closure;
    /** The number of the call that it waits for. */
    public final int site;

    Frame(LuauClosure closure, int site) {
        this.closure = closure;
        this.site = site;
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
        public final @Nullable Object a;
        /** The second one. */
        public final @Nullable Object b;

        Two(LuauClosure closure, int site, @Nullable Object a, @Nullable Object b) {
            super(closure, site);
            this.a = a;
            this.b = b;
        }
    }

    /** Up to five variables. */
    public static final class Five extends Frame {
        /** Variables in the order of the live list. */
        public final @Nullable Object a;
        /** The second one. */
        public final @Nullable Object b;
        /** The third one. */
        public final @Nullable Object c;
        /** The fourth one. */
        public final @Nullable Object d;
        /** The fifth one. */
        public final @Nullable Object e;

        Five(LuauClosure closure, int site, @Nullable Object a, @Nullable Object b, @Nullable Object c,
                @Nullable Object d, @Nullable Object e) {
            super(closure, site);
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
        public final @Nullable Object[] variables;

        Wide(LuauClosure closure, int site, @Nullable Object[] variables) {
            super(closure, site);
            this.variables = variables;
        }
    }

    /** Saves a frame that needs no variable any more. */
    public static void save(LuauClosure closure, int site) {
        push(new Frame(closure, site));
    }

    /** Saves a frame with up to two variables. */
    public static void save(LuauClosure closure, int site, @Nullable Object a, @Nullable Object b) {
        push(new Two(closure, site, a, b));
    }

    /** Saves a frame with up to five variables. */
    public static void save(LuauClosure closure, int site, @Nullable Object a, @Nullable Object b, @Nullable Object c,
            @Nullable Object d, @Nullable Object e) {
        push(new Five(closure, site, a, b, c, d, e));
    }

    /** Saves a frame with any number of variables. */
    public static void save(LuauClosure closure, int site, @Nullable Object[] variables) {
        push(new Wide(closure, site, variables));
    }

    /**
     * {@return the value as a frame keeps it} A number gets a new box: to keep the old one would force hot code to make it.
     */
    public static LuaValue copy(LuaValue value) {
        return value instanceof LuauNumber number ? LuauNumber.of(number.value) : value;
    }

    private static void push(Frame frame) {
        LuauState state = frame.closure.state;
        state.top--;
        frame.depthBelow = state.depth();
        state.current.save(frame);
    }
}
