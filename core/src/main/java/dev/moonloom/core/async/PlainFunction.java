package dev.moonloom.core.async;

import dev.moonloom.core.scheduler.TaskScheduler;
import dev.moonloom.luau.runtime.LuauState;
import java.util.Objects;
import org.luaj.vm2.Varargs;

/** A host function that computes and returns. */
final class PlainFunction extends HostFunction {
    private final HostFunctions.Body body;

    PlainFunction(TaskScheduler scheduler, String name, HostFunctions.Body body) {
        super(scheduler, name);
        this.body = Objects.requireNonNull(body, "body");
    }

    @Override
    Varargs call(Varargs arguments) throws Exception {
        LuauState.Host before = state.beginHost(this);
        try {
            return values().results(body.call(arguments));
        } finally {
            state.endHost(before);
        }
    }
}
