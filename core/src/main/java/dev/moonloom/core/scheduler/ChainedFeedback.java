package dev.moonloom.core.scheduler;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Outcome;
import org.jspecify.annotations.Nullable;

/** Two feedbacks, one after the other; the first refusal holds. */
record ChainedFeedback(SchedulerFeedback first, SchedulerFeedback second) implements SchedulerFeedback {
    @Override
    public Admission onThreadAdded(Coroutine thread, @Nullable Coroutine creator, Origin origin) {
        Admission answer = first.onThreadAdded(thread, creator, origin);
        return answer instanceof Admission.Refused ? answer : second.onThreadAdded(thread, creator, origin);
    }

    @Override
    public boolean hearsScripts() {
        return first.hearsScripts() || second.hearsScripts();
    }

    @Override
    public void beforeResume(Coroutine thread, Origin origin) {
        first.beforeResume(thread, origin);
        second.beforeResume(thread, origin);
    }

    @Override
    public void onOutcome(Coroutine thread, Origin origin, Outcome outcome) {
        first.onOutcome(thread, origin, outcome);
        second.onOutcome(thread, origin, outcome);
    }

    @Override
    public void onStaleWake(Coroutine thread, Origin origin) {
        first.onStaleWake(thread, origin);
        second.onStaleWake(thread, origin);
    }
}
