package dev.moonloom.core.scheduler;

import java.util.concurrent.CancellationException;

/** How a scheduler's life has ended. */
sealed interface Ending {
    /** By {@code os.exit} or the host's {@code exit}. */
    record Exited(int code) implements Ending {}

    /** By the host's {@code close}. */
    record Closed() implements Ending {}

    /** By something thrown that is no script's business: a bug of ours or of the host's, or a JVM error. */
    record Broken(Throwable cause) implements Ending {}

    /** {@return what work that comes too late is told} */
    default Throwable rejection() {
        return switch (this) {
            case Exited(int code) -> new IllegalStateException("the scheduler has ended with exit code " + code);
            case Closed _ -> new IllegalStateException("the scheduler is closed");
            case Broken(Throwable cause) -> new IllegalStateException("the scheduler has failed: " + cause, cause);
        };
    }

    /** {@return what work that was waiting is told} */
    default Throwable cancellation() {
        return switch (this) {
            case Exited(int code) -> new CancellationException("the scheduler has ended with exit code " + code);
            case Closed _ -> new CancellationException("the scheduler was closed");
            case Broken(Throwable cause) -> cause;
        };
    }
}
