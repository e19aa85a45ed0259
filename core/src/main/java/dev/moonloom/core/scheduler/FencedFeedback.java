package dev.moonloom.core.scheduler;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Outcome;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands everything on to the host's feedback, and whatever that throws to the error handler. */
final class FencedFeedback implements SchedulerFeedback {
    private final SchedulerFeedback host;
    private final Consumer<Throwable> errorHandler;

    private FencedFeedback(SchedulerFeedback host, Consumer<Throwable> errorHandler) {
        this.host = host;
        this.errorHandler = errorHandler;
    }

    /** {@return a fence around a feedback; each part of a chain has its own, so that none keeps another from hearing} */
    static SchedulerFeedback around(SchedulerFeedback host, Consumer<Throwable> errorHandler) {
        return host instanceof ChainedFeedback(var first, var second)
                ? new ChainedFeedback(around(first, errorHandler), around(second, errorHandler))
                : new FencedFeedback(host, errorHandler);
    }

    @Override
    public Admission onThreadAdded(Coroutine thread, @Nullable Coroutine creator, Origin origin) {
        try {
            return host.onThreadAdded(thread, creator, origin);
        } catch (Throwable failure) {
            errorHandler.accept(failure);
            return Admission.accept();
        }
    }

    @Override
    public boolean hearsScripts() {
        try {
            return host.hearsScripts();
        } catch (Throwable failure) {
            errorHandler.accept(failure);
            return true;
        }
    }

    @Override
    public void beforeResume(Coroutine thread, Origin origin) {
        try {
            host.beforeResume(thread, origin);
        } catch (Throwable failure) {
            errorHandler.accept(failure);
        }
    }

    @Override
    public void onOutcome(Coroutine thread, Origin origin, Outcome outcome) {
        try {
            host.onOutcome(thread, origin, outcome);
        } catch (Throwable failure) {
            errorHandler.accept(failure);
        }
    }

    @Override
    public void onStaleWake(Coroutine thread, Origin origin) {
        try {
            host.onStaleWake(thread, origin);
        } catch (Throwable failure) {
            errorHandler.accept(failure);
        }
    }
}
