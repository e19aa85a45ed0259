package dev.moonloom.core.scheduler;

import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.util.concurrent.Queues;

/**
 * Where other threads leave {@link Signal}s, and the counter that decides who starts a drain. The only structure of
 * the scheduler that several threads write.
 *
 * <p>Whoever moves the counter from zero starts the drain; while it is above zero a drain runs or is about to, and it
 * does not end before it has seen everything that was counted. So no signal is left behind and no two drains overlap.
 */
final class Inbox {
    private final Queue<Signal> signals = Queues.<Signal>unboundedMultiproducer().get();
    private final AtomicInteger pending = new AtomicInteger();

    /** Leaves a signal. Any thread. {@return whether the caller must start a drain} */
    boolean offer(Signal signal) {
        signals.add(signal);
        return request();
    }

    /** Asks for a drain without a signal. Any thread. {@return whether the caller must start it} */
    boolean request() {
        return pending.getAndIncrement() == 0;
    }

    /** {@return the next signal, or null} Only inside a drain. */
    @Nullable Signal poll() {
        return signals.poll();
    }

    /** {@return whether no signal waits} Only inside a drain. */
    boolean isEmpty() {
        return signals.isEmpty();
    }

    /** {@return how many requests the drain has to answer for} Only inside a drain. */
    int requests() {
        return pending.get();
    }

    /** Ends a drain that has answered this many requests. {@return how many came meanwhile; zero means it ended} */
    int answered(int requests) {
        return pending.addAndGet(-requests);
    }
}
