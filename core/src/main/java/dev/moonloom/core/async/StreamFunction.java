package dev.moonloom.core.async;

import dev.moonloom.core.scheduler.TaskScheduler;
import dev.moonloom.luau.runtime.LuauState;
import java.util.Objects;
import org.luaj.vm2.Varargs;

/** A host function that opens a stream. */
final class StreamFunction extends HostFunction {
    private final TaskScheduler scheduler;
    private final int prefetch;
    private final HostFunctions.StreamBody body;

    StreamFunction(TaskScheduler scheduler, String name, int prefetch, HostFunctions.StreamBody body) {
        if (prefetch < 1) {
            throw new IllegalArgumentException("prefetch must be at least 1, not " + prefetch);
        }
        super(scheduler, name);
        this.scheduler = scheduler;
        this.prefetch = prefetch;
        this.body = Objects.requireNonNull(body, "body");
    }

    @Override
    Varargs call(Varargs arguments) throws Exception {
        var stream = new HostStream(scheduler, name, values()::results, prefetch);
        // First, because it fails where no thread would end the stream.
        tasks().disposeWithThread(stream);
        LuauState.Host before = state.beginHost(this);
        try {
            stream.subscribeTo(body.open(arguments));
        } catch (Throwable failure) {
            stream.dispose();
            throw failure;
        } finally {
            state.endHost(before);
        }
        return stream.iterator();
    }
}
