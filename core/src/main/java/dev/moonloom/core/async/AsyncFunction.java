package dev.moonloom.core.async;

import dev.moonloom.core.scheduler.HostOperation;
import dev.moonloom.core.scheduler.TaskScheduler;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Varargs;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** A host function whose result comes later, from a completion stage or a publisher of one value. */
final class AsyncFunction extends HostFunction {
    private final HostFunctions.Body body;

    AsyncFunction(TaskScheduler scheduler, String name, HostFunctions.Body body) {
        super(scheduler, name);
        this.body = Objects.requireNonNull(body, "body");
    }

    @Override
    Varargs call(Varargs arguments) {
        return tasks().await(this, operation -> begin(answer(arguments), operation));
    }

    private @Nullable Object answer(Varargs arguments) {
        try {
            return body.call(arguments);
        } catch (Throwable failure) {
            throw errorOf(failure);
        }
    }

    private Disposable begin(@Nullable Object source, HostOperation operation) {
        return switch (source) {
            case CompletionStage<?> stage -> HostAnswers.begin(stage, operation, values()::results);
            case Flux<?> _ -> throw new IllegalStateException(
                    "'" + name + "' is an ASYNC function and returned a Flux; only a STREAM function may");
            case Publisher<?> publisher -> HostAnswers.begin(publisher, operation, values()::results);
            case null -> throw unsuitable("null");
            default -> throw unsuitable(source.getClass().getName());
        };
    }

    private IllegalStateException unsuitable(String answer) {
        return new IllegalStateException("'" + name
                + "' is an ASYNC function and must return a CompletionStage or a Publisher, not " + answer);
    }
}
