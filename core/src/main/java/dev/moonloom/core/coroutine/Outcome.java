package dev.moonloom.core.coroutine;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** How a resume ended. A closed list: switch over it without a default. */
public sealed interface Outcome {
    /** The coroutine gave way and is suspended. */
    record Yielded(Varargs values) implements Outcome {
        /** The one for no values: most coroutines give way without any. */
        static final Yielded NOTHING = new Yielded(LuaValue.NONE);
    }

    /** The coroutine's body returned; it is dead. */
    record Returned(Varargs values) implements Outcome {}

    /**
     * The coroutine died of an error, or could not be resumed at all (it then keeps its state). The value is the very
     * object that was raised; the traceback is a line a frame, innermost first, and empty where none is known; the cause is
     * the exception of Java that the error stands for, if there is one.
     */
    record Failed(LuaValue value, String traceback, @Nullable Throwable cause) implements Outcome {
        /** A resume that was refused, with Luau's text for it. */
        public static Failed refused(String text) {
            return new Failed(LuaValue.valueOf(text), "", null);
        }
    }

    /** The coroutine was closed while it had work pending; it is dead. */
    record Cancelled() implements Outcome {}
}
