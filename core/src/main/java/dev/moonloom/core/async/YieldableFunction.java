package dev.moonloom.core.async;

import dev.moonloom.core.coroutine.FiberCode;
import dev.moonloom.core.scheduler.TaskScheduler;
import dev.moonloom.luau.runtime.LuauError;
import dev.moonloom.luau.runtime.Unwinding;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Varargs;

/** A host function that may give way. Its Java frames stay on a fiber meanwhile. */
final class YieldableFunction extends HostFunction implements FiberCode {
    private final HostFunctions.YieldableBody body;

    YieldableFunction(TaskScheduler scheduler, String name, HostFunctions.YieldableBody body) {
        super(scheduler, name);
        this.body = Objects.requireNonNull(body, "body");
    }

    @Override
    Varargs call(Varargs arguments) {
        return coroutines().callOnFiber(this, this, arguments);
    }

    @Override
    public Varargs run(Varargs arguments) throws Exception {
        var call = new HostCall(coroutines(), tasks());
        // No finally: closing the coroutine may unwind these frames, and then the end of the thread disposes instead.
        @Nullable Object answer;
        try {
            answer = body.call(call, arguments);
        } catch (Unwinding control) {
            throw control;
        } catch (Throwable failure) {
            call.end();
            throw failure;
        }
        call.end();
        return values().results(answer);
    }

    @Override
    public LuauError raised(Throwable thrown) {
        return errorOf(thrown);
    }
}
