package dev.moonloom.core.async;

import dev.moonloom.core.scheduler.TaskScheduler;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.Varargs;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Makes Luau functions of Java code, for the scripts of one scheduler. The host puts them into a table of globals:
 *
 * {@snippet :
 * HostFunctions functions = HostFunctions.of(scheduler);
 * globals.set("add", functions.plain("add", arguments -> arguments.checkint(1) + arguments.checkint(2)));
 * globals.set("fetch", functions.async("fetch", arguments -> client.get(arguments.checkjstring(1))));
 * globals.set("read", functions.blocking("read", arguments -> Files.readString(path(arguments))));
 * globals.set("ticks", functions.stream("ticks", 8, _ -> Flux.interval(Duration.ofSeconds(1))));
 * }
 *
 * <p>Any thread may make functions; they are called on the VM's. An exception becomes a Lua error with its message,
 * raised at the call where {@code pcall} catches it; a {@link org.luaj.vm2.LuaError} keeps its value.
 *
 * <p>What code may answer: null, which is nil; {@link Boolean}, {@link Number}, {@link String}, {@code byte[]};
 * {@link java.util.Optional}, {@link java.util.Collection} and {@link java.util.Map} of such, as tables; a
 * {@link org.luaj.vm2.LuaValue}; or {@link Varargs} for several values or none. Anything else is an error of the call.
 */
public final class HostFunctions {
    private final TaskScheduler scheduler;
    private final Scheduler blockingPool;

    private HostFunctions(TaskScheduler scheduler, Scheduler blockingPool) {
        this.scheduler = Objects.requireNonNull(scheduler, "scheduler");
        this.blockingPool = Objects.requireNonNull(blockingPool, "blockingPool");
    }

    /** {@return functions for the scripts of a scheduler} Blocking ones run on {@link Schedulers#boundedElastic()}. */
    public static HostFunctions of(TaskScheduler scheduler) {
        return new HostFunctions(scheduler, Schedulers.boundedElastic());
    }

    /** {@return the same with another pool for blocking functions} Its tasks are interrupted when they are disposed. */
    public HostFunctions blockingOn(Scheduler pool) {
        return new HostFunctions(scheduler, pool);
    }

    /** {@return a function that computes and returns} Luau that it calls may not yield. */
    public LuaFunction plain(String name, Body body) {
        return new PlainFunction(scheduler, name, body);
    }

    /** {@return a function that may give way itself, and may call Luau that does} */
    public LuaFunction yieldable(String name, YieldableBody body) {
        return new YieldableFunction(scheduler, name, body);
    }

    /**
     * {@return a function whose result comes later} Its caller gives way once, even when the result is there already,
     * and gets the first value, or none from an empty publisher.
     *
     * <p>The publisher is subscribed to on the VM's thread. When the caller is cancelled, or resumed by something else
     * first, the subscription is cancelled, or the {@link java.util.concurrent.CompletableFuture}.
     *
     * @param body answers a {@link java.util.concurrent.CompletionStage}, or a {@link org.reactivestreams.Publisher}
     *     other than a {@link Flux}; Luau that it calls may not yield
     */
    public LuaFunction async(String name, Body body) {
        return new AsyncFunction(scheduler, name, body);
    }

    /**
     * {@return a function that answers an iterator over a {@link Flux}} In Luau {@code for value in f() do}: a step
     * gives way unless an item is there already, and raises the error of the flux after the items before it. An item
     * of several values is several values of the step; one that is nil ends a {@code for} loop.
     *
     * <p>The flux is subscribed to on the VM's thread, and cancelled when the thread that opened the iterator ends or
     * {@code iterator:close()} is called. A {@code break} cannot be seen. Any one thread at a time may step it.
     *
     * @param prefetch how many items may at most be requested and not yet taken by a step
     * @throws IllegalArgumentException when the prefetch is not positive
     */
    public LuaFunction stream(String name, int prefetch, StreamBody body) {
        return new StreamFunction(scheduler, name, prefetch, body);
    }

    /**
     * {@return a function that blocks} The body runs on a thread of the pool while its caller gives way; it is
     * interrupted when the caller is cancelled, or resumed by something else first.
     *
     * @param body gets nil, booleans, numbers and strings only; a call with anything else fails before it starts
     */
    public LuaFunction blocking(String name, Body body) {
        return new BlockingFunction(scheduler, name, body, blockingPool);
    }

    /** The Java code of a function. */
    @FunctionalInterface
    public interface Body {
        /**
         * {@return what the call answers: see {@link HostFunctions}}
         *
         * @throws Exception what the call raises
         */
        @Nullable Object call(Varargs arguments) throws Exception;
    }

    /** The Java code of a function that may give way. */
    @FunctionalInterface
    public interface YieldableBody {
        /**
         * {@return what the call answers: see {@link HostFunctions}} A call whose coroutine is closed never returns;
         * whether its {@code finally} blocks run is not promised.
         *
         * @param call this call; for use until it returns
         * @throws Exception what the call raises
         */
        @Nullable Object call(HostCall call, Varargs arguments) throws Exception;
    }

    /** The Java code of a function that opens a stream. */
    @FunctionalInterface
    public interface StreamBody {
        /**
         * {@return the stream}
         *
         * @throws Exception what the call raises
         */
        Flux<?> open(Varargs arguments) throws Exception;
    }
}
