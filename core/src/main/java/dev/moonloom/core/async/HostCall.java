package dev.moonloom.core.async;

import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.scheduler.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Varargs;
import reactor.core.Disposable;

/**
 * One call of a yieldable host function: by this it gives way. VM's thread only, and only until the function returns.
 */
public final class HostCall {
    private final Coroutines coroutines;
    private final Tasks tasks;
    private final List<Registration> registrations = new ArrayList<>(0);
    private boolean ended;

    HostCall(Coroutines coroutines, Tasks tasks) {
        this.coroutines = coroutines;
        this.tasks = tasks;
    }

    /**
     * Gives way with these values, as {@code coroutine.yield} does.
     *
     * @return what the coroutine is resumed with
     * @throws org.luaj.vm2.LuaError with Luau's text where yielding is not allowed, or with the error that the
     *     coroutine is resumed with
     */
    public Varargs yield(Varargs values) {
        checkRunning();
        return coroutines.yield(values);
    }

    /**
     * Disposes something when the coroutine is closed during this call. When the call ends by itself, with a result or
     * with an exception, nothing is disposed.
     */
    public void onCancel(Disposable resource) {
        checkRunning();
        var registration = new Registration(Objects.requireNonNull(resource, "resource"));
        // The code outside any coroutine cannot be closed.
        if (coroutines.current() != null) {
            registrations.add(registration);
            tasks.disposeWithThread(registration);
        }
    }

    private void checkRunning() {
        if (ended) {
            throw new IllegalStateException("the host function that this call belongs to has returned");
        }
    }

    /** The function has returned: its resources are its own business again. */
    void end() {
        ended = true;
        registrations.forEach(Registration::takeBack);
    }

    /** Something to dispose with the thread, unless it is taken back before. */
    private static final class Registration implements Disposable {
        private @Nullable Disposable resource;

        Registration(Disposable resource) {
            this.resource = resource;
        }

        void takeBack() {
            resource = null;
        }

        @Override
        public void dispose() {
            Disposable held = resource;
            resource = null;
            if (held != null) {
                held.dispose();
            }
        }

        @Override
        public boolean isDisposed() {
            return resource == null;
        }
    }
}
