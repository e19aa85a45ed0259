package dev.moonloom.core.model;

import dev.moonloom.core.model.HostCall.Delivery;
import dev.moonloom.core.model.ModelThread.ModelHandle;
import dev.moonloom.core.model.ModelThread.ModelOperation;
import dev.moonloom.core.model.Op.Verb;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that comes from outside. */
sealed interface ModelSignal {
    /**
     * A start by the host.
     *
     * @param thread the thread, or null for a new one that runs the body
     */
    record Start(
            ModelHandle handle, @Nullable ModelThread thread, int body, Verb verb, long startedNanos,
            long deadlineNanos, List<Double> values)
            implements
                ModelSignal {}

    record Cancel(ModelHandle handle) implements ModelSignal {}

    record Completed(ModelOperation operation, Delivery delivery) implements ModelSignal {}

    record Execute(List<Op> ops) implements ModelSignal {}

    record WaitTillDone(int waiter) implements ModelSignal {}

    record Control(HostCall call) implements ModelSignal {}
}
