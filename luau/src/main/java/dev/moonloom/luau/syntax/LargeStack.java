package dev.moonloom.luau.syntax;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Runs what may need more stack than the calling thread has. */
final class LargeStack {
    /** Several times what the deepest permitted script needs, compiled or interpreted. */
    private static final long BYTES = 64L << 20;

    private LargeStack() {}

    /** {@return what the supplier gives, or throws what it throws, from a thread of its own that has ended by then} */
    static <T> T call(Supplier<T> supplier) {
        FutureTask<T> task = new FutureTask<>(supplier::get);
        Thread.ofPlatform().name("luau-deep-nesting").daemon().stackSize(BYTES).start(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case RuntimeException exception -> exception;
                case Error error -> throw error;
                case null, default -> new IllegalStateException(e);
            };
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
