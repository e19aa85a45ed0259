package dev.moonloom.core.coroutine;

import static dev.moonloom.luau.runtime.Yield.YIELD;

import dev.moonloom.luau.runtime.HostFrame;
import dev.moonloom.luau.runtime.LuauError;
import dev.moonloom.luau.runtime.LuauFunction;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Frames that cannot be saved as plain objects, kept on a {@link Fiber}: LuaJ's interpreter, and host functions that
 * call back into Luau.
 */
final class FiberActivation extends HostFrame implements Runnable {
    private static final String CANNOT_YIELD = "attempt to yield across metamethod/C-call boundary";

    private final Coroutine coroutine;
    private final FiberCode body;
    private final Fiber fiber;

    /** What passes between the two sides: arguments and resumer's values inwards, results outwards. */
    private Varargs transfer = LuaValue.NONE;
    /** An error on its way inwards, or the one by which the body ended on its way outwards. */
    private @Nullable Throwable raised;

    private boolean started;
    private boolean ended;

    /** @param shown the function that tracebacks show in its place, or null */
    FiberActivation(Coroutine coroutine, FiberCode body, @Nullable LuauFunction shown) {
        super(coroutine.coroutines().state(), shown);
        this.coroutine = coroutine;
        this.body = body;
        this.fiber = coroutine.coroutines().carrier().fiber(coroutine.coroutines(), this);
    }

    /** {@return a fiber for a body that is no function of ours, such as one that LuaJ's interpreter runs} */
    static FiberActivation ofForeign(Coroutine coroutine, LuaFunction body) {
        return new FiberActivation(coroutine, new ForeignBody(coroutine, body), null);
    }

    private record ForeignBody(Coroutine coroutine, LuaFunction function) implements FiberCode {
        @Override
        public Varargs run(Varargs arguments) {
            Varargs results = function.invoke(arguments);
            return results.isTailcall() ? results.eval() : results;
        }

        @Override
        public LuauError raised(Throwable thrown) {
            return coroutine.coroutines().state().asError(thrown);
        }
    }

    @Override
    public Varargs resume(Varargs values) {
        transfer = values;
        mount();
        if (!ended) {
            leaveParked();
            coroutine.save(this);
            return YIELD;
        }
        leaveEnded();
        Throwable failure = raised;
        raised = null;
        if (failure != null) {
            throw body.raised(failure);
        }
        return transfer;
    }

    @Override
    public Varargs fail(LuaError error) {
        raised = error;
        return resume(LuaValue.NONE);
    }

    private void mount() {
        JavaFrames frames = coroutine.javaFrames();
        FiberActivation outer = frames.running;
        enter();
        if (!started) {
            started = true;
            coroutine.coroutines().fiberBegins();
        }
        frames.takeBack = null;
        coroutine.runsOn(this);
        frames.mounted++;
        try {
            fiber.mount(frames.mounted > 1 || coroutine.coroutines().isNested());
        } catch (StackOverflowError overflow) {
            // The continuation itself found no room to run the body on; what it holds can no longer be run.
            ended = true;
            raised = overflow;
        } finally {
            frames.mounted--;
            coroutine.runsOn(outer);
            if (ended) {
                coroutine.coroutines().fiberEnds();
            }
        }
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
            transfer = body.run(arguments);
        } catch (VirtualThreadFiber.Dropped dropped) {
            throw dropped;
        } catch (Throwable failure) {
            raised = failure;
        }
        ended = true;
    }

    /** Gives way from Java code on the fiber, and answers the values of the next resume. */
    Varargs giveWay() {
        LuaError impossible = parkFiber();
        if (impossible != null) {
            throw impossible;
        }
        return resumedWith();
    }

    /** Calls Luau from Java code on the fiber, which waits when that gives way. */
    Varargs invoke(LuauFunction function, Varargs arguments) {
        coroutine.runsOn(null);
        try {
            return call(function, arguments);
        } finally {
            coroutine.runsOn(this);
        }
    }

    @Override
    protected @Nullable LuaError parkFiber() {
        CannotPark stays;
        try {
            fiber.park();
            return null;
        } catch (IllegalStateException pinned) {
            stays = new CannotPark(CANNOT_YIELD);
        } catch (StackOverflowError overflow) {
            stays = new CannotPark("stack overflow");
        }
        coroutine.staysRunning();
        return stays;
    }

    @Override
    protected Varargs resumedWith() {
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
    public void drop() {
        fiber.drop();
        if (started && !ended) {
            ended = true;
            coroutine.coroutines().fiberEnds();
        }
    }
}
