package dev.moonloom.core.coroutine;

import static dev.moonloom.core.coroutine.Yield.YIELD;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Frames that cannot be saved as plain objects, kept on a {@link Fiber}: LuaJ's interpreter, and host functions that
 * call back into Lua.
 */
public final class FiberActivation extends Activation implements Runnable {
    private static final String CANNOT_YIELD = "attempt to yield across metamethod/C-call boundary";

    private final Coroutine coroutine;
    private final LuaFunction body;
    private final Fiber fiber;

    /** What passes between the two sides: arguments and resumer's values inwards, results outwards. */
    private Varargs transfer = LuaValue.NONE;
    /** An error on its way inwards, or the one by which the body ended on its way outwards. */
    private @Nullable Throwable raised;

    private boolean ended;

    private FiberActivation(Coroutine coroutine, LuaFunction body) {
        this.coroutine = coroutine;
        this.body = body;
        this.fiber = coroutine.coroutines().carrier().fiber(coroutine.coroutines(), this);
    }

    /** {@return an activation that will run this function on a fiber} */
    public static Activation of(Coroutine coroutine, LuaFunction body) {
        return new FiberActivation(coroutine, body);
    }

    @Override
    protected Varargs resume(Varargs values) {
        transfer = values;
        try {
            fiber.mount(coroutine.nested);
        } catch (StackOverflowError overflow) {
            // The continuation itself found no room to run the body on; what it holds can no longer be run.
            throw coroutine.coroutines().stackOverflow();
        }
        if (!ended) {
            coroutine.save(this);
            return YIELD;
        }
        Throwable failure = raised;
        raised = null;
        if (failure != null) {
            throw coroutine.coroutines().asLuaError(failure);
        }
        return transfer;
    }

    @Override
    protected Varargs fail(LuaError error) {
        raised = error;
        return resume(LuaValue.NONE);
    }

    /** The fiber's body: runs on the fiber from start to end. */
    @Override
    public void run() {
        try {
            Varargs arguments = transfer;
            transfer = LuaValue.NONE;
            Throwable failure = raised;
            if (failure != null) {
                throw failure;
            }
            Varargs results = body.invoke(arguments);
            transfer = results.isTailcall() ? results.eval() : results;
        } catch (VirtualThreadFiber.Dropped dropped) {
            throw dropped;
        } catch (Throwable failure) {
            raised = failure;
        }
        ended = true;
    }

    @Override
    protected Varargs park() {
        try {
            fiber.park();
        } catch (IllegalStateException pinned) {
            throw new CannotPark(CANNOT_YIELD);
        } catch (StackOverflowError overflow) {
            throw new CannotPark("stack overflow");
        }
        Varargs values = transfer;
        transfer = LuaValue.NONE;
        Throwable error = raised;
        if (error != null) {
            raised = null;
            throw (LuaError) error;
        }
        return values;
    }

    @Override
    protected void drop() {
        fiber.drop();
    }
}
