package dev.moonloom.core.async;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.scheduler.TaskScheduler;
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
    Varargs run(Varargs arguments) throws Exception {
        var stream = new HostStream(scheduler, name, values(), prefetch);
        // First, because it fails where no thread would end the stream.
        tasks().disposeWithThread(stream);
        Coroutine region = coroutines().openRegion();
        try {
            stream.subscribeTo(body.open(arguments));
        } catch (Throwable failure) {
            stream.dispose();
            throw failure;
        } finally {
            coroutines().closeRegion(region);
        }
        return stream.iterator();
    }
}
