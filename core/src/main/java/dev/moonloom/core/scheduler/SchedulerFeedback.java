package dev.moonloom.core.scheduler;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Outcome;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The port through which a host hears everything that its scheduler does with threads. Every method has a default
 * that does nothing.
 *
 * <p>All methods are called on the VM's thread. A call that they make into the scheduler takes effect in the next
 * cycle, like one from any other thread. What they throw goes to the scheduler's error handler once and changes
 * nothing.
 */
public interface SchedulerFeedback {
    /** The feedback that hears nothing. */
    SchedulerFeedback NONE = new SchedulerFeedback() {
        @Override
        public boolean hearsScripts() {
            return false;
        }
    };

    /**
     * A thread is about to be scheduled by {@code task.*}, by a legacy function or by the host. Not called for
     * {@code coroutine.create}.
     *
     * @param thread the thread
     * @param creator the thread that asks, or null when the host does
     * @param origin how it is scheduled
     * @return whether it may be
     */
    default Admission onThreadAdded(Coroutine thread, @Nullable Coroutine creator, Origin origin) {
        return Admission.accept();
    }

    /** A thread is about to be resumed. */
    default void beforeResume(Coroutine thread, Origin origin) {}

    /**
     * A thread has been resumed and has given way or ended, could not be resumed, or was cancelled. A failure with an
     * origin other than {@link Origin#COROUTINE_RESUME} is an uncaught error.
     */
    default void onOutcome(Coroutine thread, Origin origin, Outcome outcome) {}

    /** A timer or completion came for a thread that had died, or had gone on, since it was registered. */
    default void onStaleWake(Coroutine thread, Origin origin) {}

    /**
     * {@return whether it wants to hear of coroutines that scripts resume themselves, with {@link Origin#COROUTINE_RESUME}}
     * They are many, and resumed faster where nobody listens. A scheduler asks once, when it is made; one that is not
     * interested may hear of some all the same.
     */
    default boolean hearsScripts() {
        return true;
    }

    /** {@return a feedback that tells this one first and then the other; the first refusal holds} */
    default SchedulerFeedback then(SchedulerFeedback next) {
        return new ChainedFeedback(this, Objects.requireNonNull(next, "next"));
    }
}
