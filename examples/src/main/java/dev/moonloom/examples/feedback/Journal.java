package dev.moonloom.examples.feedback;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Outcome;
import dev.moonloom.core.scheduler.Admission;
import dev.moonloom.core.scheduler.Origin;
import dev.moonloom.core.scheduler.SchedulerFeedback;
import java.io.PrintStream;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what becomes of every thread, and refuses the fifth. All calls come on the VM's thread, so its own state
 * needs no lock.
 */
final class Journal implements SchedulerFeedback {
    private static final int MOST_THREADS = 4;

    private final PrintStream out;
    /** Weak: a journal must not keep alive what the scheduler has forgotten. */
    private final Map<Coroutine, Integer> numbers = new WeakHashMap<>();
    private int threads;

    Journal(PrintStream out) {
        this.out = out;
    }

    @Override
    public Admission onThreadAdded(Coroutine thread, @Nullable Coroutine creator, Origin origin) {
        if (threads == MOST_THREADS) {
            return Admission.refuse("a script may have " + MOST_THREADS + " threads");
        }
        numbers.put(thread, ++threads);
        write(thread, "is new, from " + (creator == null ? "the host" : "thread " + numbers.get(creator)));
        return Admission.accept();
    }

    @Override
    public void onOutcome(Coroutine thread, Origin origin, Outcome outcome) {
        String what = switch (outcome) {
            case Outcome.Yielded _ -> "gave way";
            case Outcome.Returned(var values) -> "returned " + values.narg() + " values";
            case Outcome.Failed(var value, _, _) -> "failed: " + value.tojstring();
            case Outcome.Cancelled _ -> "was cancelled";
        };
        write(thread, what + " (" + origin + ")");
    }

    private void write(Coroutine thread, String what) {
        out.println("thread " + numbers.get(thread) + " " + what);
    }
}
