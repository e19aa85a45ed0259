package dev.moonloom.luau.runtime;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.Varargs;

/**
 * One frame, or one run of frames, of a coroutine that has given way: a plain object on the heap. A suspended
 * coroutine is a chain of activations, innermost first, and its trampoline runs that chain without knowing how any of
 * them keeps its frames.
 *
 * <p>Owner thread only. Before an activation goes on it is taken off the chain; one that gives way puts itself, or
 * what is to go on in its place, back with {@link LuauThread#save}. Only a {@link Frame} stays where it is: most of them give
 * way again and again.
 */
public abstract class Activation {
    /** The next frame outwards; set while the activation stands in a chain. */
    @Nullable Activation caller;

    // Few bytes: there may be millions of activations. They are mutable for the same reason as those of a frame.

    /** Call depth below its frame when it gave way: it counts as much again when it goes on. */
    char depthBelow;
    /** Whether it stays in the chain while it runs. */
    boolean stays;

    /** {@return the call depth below functions that run above it} */
    final int depthAbove() {
        return function() == null ? depthBelow : depthBelow + 1;
    }

    /**
     * Goes on with these values: the arguments of the body the first time, the resumer's values or the results of
     * the frame inside afterwards.
     *
     * @return the results, or {@link Yield#YIELD} when the coroutine has given way again
     * @throws LuaError when the frames fail; the error goes on to the next activation outwards
     */
    public abstract Varargs resume(Varargs values);

    /**
     * Goes on with an error, raised where the frames stand. They may catch it; what they answer then is answered as
     * by {@link #resume}.
     */
    public Varargs fail(LuaError error) {
        throw error;
    }

    /** Lets go of the frames because the coroutine was closed. No Lua code runs. */
    public void drop() {}

    /** {@return the function whose frame this is, for tracebacks; null when there is none to show} */
    public @Nullable LuauFunction function() {
        return null;
    }

    /** {@return the line at which the frame stands, or -1 where lines mean nothing} */
    public int line() {
        return -1;
    }

    /** {@return the next frame outwards, or null for the outermost} */
    public final @Nullable Activation caller() {
        return caller;
    }
}
