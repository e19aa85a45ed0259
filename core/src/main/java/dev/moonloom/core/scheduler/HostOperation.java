package dev.moonloom.core.scheduler;

import dev.moonloom.core.coroutine.Coroutine;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.Varargs;
import reactor.core.Disposable;

/**
 * Something of the host's that a parked thread waits for. It belongs to that one park: whatever else resumes the
 * thread first disposes it, and what it delivers afterwards is a stale wake.
 *
 * <p>{@link #complete} and {@link #fail} may be called from any thread; the first call counts, further ones are
 * ignored.
 */
public final class HostOperation {
    /** Converts what was delivered; runs on the VM's thread just before the parked thread is resumed. */
    @FunctionalInterface
    public interface Delivery {
        /**
         * {@return the values that the call answers}
         *
         * @throws RuntimeException what the call raises instead
         */
        Varargs values();
    }

    private final TaskScheduler scheduler;
    private final Coroutine thread;
    private final AtomicBoolean delivered = new AtomicBoolean();

    // owner thread only
    private boolean awaited;
    private Disposable source = () -> {};

    HostOperation(TaskScheduler scheduler, Coroutine thread) {
        this.scheduler = scheduler;
        this.thread = thread;
    }

    /** Delivers the result. Any thread. */
    public void complete(Delivery delivery) {
        Objects.requireNonNull(delivery, "delivery");
        if (delivered.compareAndSet(false, true)) {
            scheduler.accept(new Signal.Completed(this, delivery));
        }
    }

    /** Delivers an error, raised at the call where {@code pcall} catches it. Any thread. */
    public void fail(Throwable error) {
        Objects.requireNonNull(error, "error");
        complete(() -> {
            throw new HostFailure(error);
        });
    }

    /** Names what to dispose when the thread stops waiting. Owner thread. */
    public void disposedBy(Disposable disposable) {
        source = disposable;
    }

    /** {@return the thread that waits, or has waited} */
    Coroutine thread() {
        return thread;
    }

    /** {@return whether the thread still waits} */
    boolean isAwaited() {
        return awaited;
    }

    /** The thread parks now. Until then there is nothing to resume: the start of the operation may still fail. */
    void await() {
        awaited = true;
    }

    /** The thread no longer waits: its result has come, or something else has resumed or ended it. */
    void release(boolean dispose) {
        Disposable disposable = source;
        source = () -> {};
        awaited = false;
        if (dispose) {
            disposable.dispose();
        }
    }

    /** Carries a host's exception to the place where it becomes a Lua error. */
    static final class HostFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        HostFailure(Throwable cause) {
            super(null, cause, false, false);
        }

        LuaError error() {
            return HostErrors.errorOf(Objects.requireNonNull(getCause()));
        }
    }
}
