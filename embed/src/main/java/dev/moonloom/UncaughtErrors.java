package dev.moonloom;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Outcome;
import dev.moonloom.core.scheduler.Origin;
import dev.moonloom.core.scheduler.SchedulerFeedback;
import java.util.function.Consumer;

/** Tells the host of errors that no script has caught. */
final class UncaughtErrors implements SchedulerFeedback {
    private final Vm vm;
    private final Consumer<ScriptException> listener;

    UncaughtErrors(Vm vm, Consumer<ScriptException> listener) {
        this.vm = vm;
        this.listener = listener;
    }

    @Override
    public boolean hearsScripts() {
        return false;
    }

    @Override
    public void onOutcome(Coroutine thread, Origin origin, Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed && origin != Origin.COROUTINE_RESUME) {
            listener.accept(ScriptErrors.of(vm, failed.value(), thread));
        }
    }
}
