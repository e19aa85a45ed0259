package dev.moonloom.core.coroutine;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.Varargs;

/**
 * One frame, or one run of frames, of a coroutine that has given way: a plain object on the heap. A suspended
 * coroutine is a chain of activations, innermost first, and {@link Coroutine} runs that chain without knowing how any
 * of them keeps its frames. {@link FiberActivation} keeps them on a stack of its own.
 *
 * <p>Owner thread only. Before an activation is entered it is taken off the chain; one that gives way puts itself, or
 * what is to go on in its place, back with {@link Coroutine#save}.
 */
public abstract class Activation {
    /** The next frame outwards; set while the activation stands in a chain. */
    @Nullable Activation caller;

    /**
     * Goes on with these values: the arguments of the body the first time, the resumer's values or the results of
     * the frame inside afterwards.
     *
     * @return the results, or {@link Yield#YIELD} when the coroutine has given way again
     * @throws LuaError when the frames fail; the error goes on to the next activation outwards
     */
    protected abstract Varargs resume(Varargs values);

    /**
     * Goes on with an error, raised where the frames stand. They may catch it; what they answer then is answered as
     * by {@link #resume}.
     */
    protected Varargs fail(LuaError error) {
        throw error;
    }

    /**
     * What a native function running in this activation's frames answers to give way. A fiber stops inside the call
     * and comes back with the resumer's values; other frames answer {@link Yield#YIELD} and are saved by their
     * callers. Either way the native hands it on at once.
     *
     * @throws CannotPark when the frames cannot be suspended; the coroutine then runs on with that error
     */
    protected abstract Varargs park();

    /** Lets go of the frames because the coroutine was closed. No Lua code runs. */
    protected void drop() {}
}
