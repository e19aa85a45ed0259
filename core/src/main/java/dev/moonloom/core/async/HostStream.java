package dev.moonloom.core.async;

import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.coroutine.Engine;
import dev.moonloom.core.scheduler.HostErrors;
import dev.moonloom.core.scheduler.HostOperation;
import dev.moonloom.core.scheduler.TaskScheduler;
import dev.moonloom.luau.runtime.LuauFunction;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/** An open stream: what a Luau iterator takes the items of a {@link Flux} from. */
final class HostStream implements Disposable {
    /*
     * Whatever thread emits leaves what it emits in `arrivals` and then looks whether a step is parked. A step parks
     * the other way round: it shows its operation and then looks at `arrivals` again. So one of the two sees the
     * other, and nothing waits for an item that is there.
     *
     * Either wakes the step only if it sees something in `arrivals` after it has seen the operation: the item that it
     * comes from may have been taken by the step before. What is there while a step is parked is left to that step.
     *
     * An item leaves `arrivals` only when a step is about to return it. A step that something else resumes or closes
     * first takes nothing, and the next one finds the item.
     */

    /** What the flux has emitted. */
    sealed interface Arrival {
        record Item(Object value) implements Arrival {}

        record Completed() implements Arrival {}

        record Failed(Throwable error) implements Arrival {}
    }

    private final TaskScheduler scheduler;
    private final String name;
    private final Function<@Nullable Object, Varargs> values;
    private final int prefetch;
    private final Source source = new Source();

    /** Written by the thread that emits, read by the VM's. */
    private final Queue<Arrival> arrivals;
    /** The operation of the step that is parked. Written by the VM's thread, read by the one that emits. */
    private volatile @Nullable HostOperation parked;

    // VM's thread only
    private int takenSinceRequest;
    private boolean closed;

    HostStream(TaskScheduler scheduler, String name, Function<@Nullable Object, Varargs> values, int prefetch) {
        this(scheduler, name, values, prefetch, new ConcurrentLinkedQueue<>());
    }

    /** A stream with a queue of the caller's, which several threads may use. */
    HostStream(TaskScheduler scheduler, String name, Function<@Nullable Object, Varargs> values, int prefetch,
            Queue<Arrival> arrivals) {
        this.scheduler = scheduler;
        this.name = name;
        this.values = values;
        this.prefetch = prefetch;
        this.arrivals = arrivals;
    }

    void subscribeTo(@Nullable Flux<?> flux) {
        if (flux == null) {
            throw new IllegalStateException("'" + name + "' is a STREAM function and must return a Flux, not null");
        }
        flux.subscribe(source);
    }

    /** {@return the iterator that the script gets: a table to call, with a function {@code close}} */
    LuaTable iterator() {
        LuaTable metatable = engine().table();
        metatable.rawset(LuaValue.CALL, new PartOfIterator(name, this::step));
        LuaTable iterator = engine().table();
        iterator.rawset("close", new PartOfIterator(name + ".close", _ -> close()));
        iterator.setmetatable(metatable);
        return iterator;
    }

    /** Answers the next item, or nil after the last one. Legal only where it might give way. */
    private Varargs step(LuauFunction self) {
        coroutines().checkYieldable();
        if (parked != null) {
            throw new IllegalStateException("another thread is waiting for the next item of '" + name + "'");
        }
        if (closed || !arrivals.isEmpty()) {
            return take();
        }
        return scheduler.tasks().await(self, operation -> {
            parked = operation;
            wakeForArrival();
            return () -> parked = null;
        });
    }

    /** Wakes the parked step if there is something for it. Any thread. */
    private void wakeForArrival() {
        HostOperation waiting = parked;
        if (waiting != null && !arrivals.isEmpty()) {
            wake(waiting);
        }
    }

    private void wake(HostOperation operation) {
        operation.complete(() -> {
            parked = null;
            return take();
        });
    }

    private Varargs take() {
        if (closed) {
            return LuaValue.NIL;
        }
        Arrival arrival = arrivals.poll();
        return switch (arrival) {
            case null -> throw new AssertionError("a step of '" + name + "' was woken for nothing");
            case Arrival.Item(Object value) -> {
                replenish();
                yield values.apply(value);
            }
            case Arrival.Completed _ -> {
                dispose();
                yield LuaValue.NIL;
            }
            case Arrival.Failed(Throwable error) -> {
                dispose();
                throw HostErrors.errorOf(error);
            }
        };
    }

    /** Requests again what has been taken, three quarters of the prefetch at a time, as Reactor does. */
    private void replenish() {
        if (++takenSinceRequest >= prefetch - (prefetch >> 2)) {
            int taken = takenSinceRequest;
            takenSinceRequest = 0;
            inRegion(() -> source.request(taken));
        }
    }

    private Varargs close() {
        dispose();
        return LuaValue.NONE;
    }

    /** Cancels the flux and ends the iteration, also for a step that is parked. */
    @Override
    public void dispose() {
        if (closed) {
            return;
        }
        closed = true;
        inRegion(source::cancel);
        arrivals.clear();
        HostOperation waiting = parked;
        if (waiting != null) {
            wake(waiting);
        }
    }

    @Override
    public boolean isDisposed() {
        return closed;
    }

    /** Runs what may be operators of the flux, which must not make the thread give way. */
    private void inRegion(Runnable hostCode) {
        coroutines().openRegion();
        try {
            hostCode.run();
        } finally {
            coroutines().closeRegion();
        }
    }

    private Engine engine() {
        return coroutines().engine();
    }

    private Coroutines coroutines() {
        return scheduler.coroutines();
    }

    /** A function of the iterator; whatever it is called with is ignored. */
    private final class PartOfIterator extends HostFunction {
        private final Function<LuauFunction, Varargs> body;

        PartOfIterator(String name, Function<LuauFunction, Varargs> body) {
            super(scheduler, name);
            this.body = body;
        }

        @Override
        Varargs call(Varargs arguments) {
            return body.apply(this);
        }
    }

    /** The end of the flux: any thread, one signal at a time. */
    private final class Source extends BaseSubscriber<Object> {
        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            subscription.request(prefetch);
        }

        @Override
        protected void hookOnNext(Object value) {
            arrive(new Arrival.Item(value));
        }

        @Override
        protected void hookOnComplete() {
            arrive(new Arrival.Completed());
        }

        @Override
        protected void hookOnError(Throwable error) {
            arrive(new Arrival.Failed(error));
        }

        private void arrive(Arrival arrival) {
            arrivals.add(arrival);
            wakeForArrival();
        }
    }
}
