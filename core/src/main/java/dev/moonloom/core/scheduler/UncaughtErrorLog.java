package dev.moonloom.core.scheduler;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What listens where the host does not: uncaught errors go to the log. */
final class UncaughtErrorLog implements SchedulerFeedback {
    private static final Logger LOG = LoggerFactory.getLogger(TaskScheduler.class);

    @Override
    public boolean hearsScripts() {
        return false;
    }

    @Override
    public void onOutcome(Coroutine thread, Origin origin, Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed && origin != Origin.COROUTINE_RESUME) {
            LOG.error("uncaught error in {}: {}\n{}", thread.tojstring(), failed.value().tojstring(),
                    failed.traceback(), failed.cause());
        }
    }
}
