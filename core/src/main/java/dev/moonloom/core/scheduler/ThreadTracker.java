package dev.moonloom.core.scheduler;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Outcome;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * A feedback that hands out what becomes of single threads. A thread that nobody tracks costs a look-up; one that is
 * abandoned is forgotten.
 */
public final class ThreadTracker implements SchedulerFeedback {
    private final Map<Coroutine, Sinks.Many<Outcome>> tracked = Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * {@return every outcome of a thread from now on, up to and including the last} Any thread; each subscriber gets
     * what came since the first call for this thread.
     */
    public Flux<Outcome> track(Coroutine thread) {
        return tracked
                .computeIfAbsent(thread, _ -> Sinks.many().replay().all())
                .asFlux();
    }

    @Override
    public void onOutcome(Coroutine thread, Origin origin, Outcome outcome) {
        Sinks.@Nullable Many<Outcome> sink = tracked.get(thread);
        if (sink == null) {
            return;
        }
        sink.tryEmitNext(outcome);
        switch (outcome) {
            case Outcome.Yielded _ -> {}
            case Outcome.Returned _,Outcome.Failed _,Outcome.Cancelled _ -> {
                tracked.remove(thread);
                sink.tryEmitComplete();
            }
        }
    }
}
