package dev.moonloom.core.scheduler;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.scheduler.NonBlocking;

/** A thread of our own for a scheduler: blocking calls on it are bugs, and it has room for 20,000 Luau frames. */
final class LoopThread extends Thread implements NonBlocking {
    /** Reserved, not committed. */
    private static final long STACK_BYTES = 64L << 20;

    private LoopThread(Runnable task, String name) {
        super(null, task, name, STACK_BYTES);
        setDaemon(true);
    }

    static ThreadFactory factory(String name) {
        var count = new AtomicLong();
        return task -> new LoopThread(task, name + "-" + count.incrementAndGet());
    }
}
