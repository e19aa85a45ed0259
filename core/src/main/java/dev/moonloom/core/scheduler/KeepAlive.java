package dev.moonloom.core.scheduler;

import java.util.concurrent.atomic.AtomicBoolean;

/** Keeps {@link TaskScheduler#waitTillDone} from completing until it is closed. Any thread; closing twice is once. */
public final class KeepAlive implements AutoCloseable {
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Runnable release;

    KeepAlive(Runnable release) {
        this.release = release;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            release.run();
        }
    }
}
