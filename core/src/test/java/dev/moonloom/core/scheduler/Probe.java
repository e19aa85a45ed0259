package dev.moonloom.core.scheduler;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A subscriber that remembers what it was told. */
final class Probe<T> {
    private final AtomicInteger signals = new AtomicInteger();
    private volatile @Nullable T value;
    private volatile @Nullable Throwable error;
    private volatile boolean completed;

    private Probe() {}

    static <T> Probe<T> of(Mono<T> mono) {
        var probe = new Probe<T>();
        mono.subscribe(
                value -> probe.value = value,
                failure -> {
                    probe.error = failure;
                    probe.signals.incrementAndGet();
                },
                () -> {
                    probe.completed = true;
                    probe.signals.incrementAndGet();
                });
        return probe;
    }

    boolean isPending() {
        return signals.get() == 0;
    }

    boolean isCompleted() {
        return completed && signals.get() == 1;
    }

    @Nullable T value() {
        return value;
    }

    /** {@return the error that ended it} */
    Throwable error() {
        Throwable failure = error;
        if (failure == null || signals.get() != 1) {
            throw new AssertionError("ended by an error and nothing else? " + this);
        }
        return failure;
    }

    @Override
    public String toString() {
        return "Probe[value=" + value + ", error=" + error + ", completed=" + completed + ", signals=" + signals + "]";
    }
}
