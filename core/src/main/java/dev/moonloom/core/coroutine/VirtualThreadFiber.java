package dev.moonloom.core.coroutine;

import dev.moonloom.luau.runtime.Unwinding;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A fiber on a virtual thread of its own. Control is handed over by {@link #inside}: the side that does not have it
 * sleeps, so the two never run at once and everything one side wrote is seen by the other.
 */
final class VirtualThreadFiber implements Fiber {
    /** Unwinds the thread of a dropped fiber. Nobody is meant to see it: it ends in {@link #run}. */
    static final class Dropped extends Unwinding {
        private static final long serialVersionUID = 1L;
        static final Dropped INSTANCE = new Dropped();

        private Dropped() {
            super("the coroutine was closed");
        }
    }

    /** More than handing over takes: running out of stack half-way through it would leave both sides running. */
    private static final long HAND_OVER_BYTES = 8192;

    private final Coroutines coroutines;
    private final Runnable body;

    // written by the side that has control
    private @Nullable Thread thread;
    private @Nullable Thread mounter;
    private boolean ended;
    private boolean dropped;

    /** Whose turn it is: the body's while true. */
    private volatile boolean inside;

    VirtualThreadFiber(Coroutines coroutines, Runnable body) {
        this.coroutines = coroutines;
        this.body = body;
    }

    @Override
    public void mount(boolean nested) {
        StackRoom.require(HAND_OVER_BYTES);
        Thread resumer = Thread.currentThread();
        mounter = resumer;
        inside = true;
        Thread carrier = thread;
        if (carrier == null) {
            carrier = Thread.ofVirtual().name("moonloom-coroutine").unstarted(this::run);
            thread = carrier;
            coroutines.handTo(carrier);
            carrier.start();
        } else {
            coroutines.handTo(carrier);
            LockSupport.unpark(carrier);
        }
        awaitTurn(false);
        coroutines.handTo(resumer);
    }

    @Override
    public void park() {
        if (dropped || Thread.currentThread() != thread) {
            // Clean-up code of a dropped body wants to yield: there is nothing left to come back to.
            throw Dropped.INSTANCE;
        }
        StackRoom.require(HAND_OVER_BYTES);
        leave();
        awaitTurn(true);
        if (dropped) {
            throw Dropped.INSTANCE;
        }
    }

    @Override
    public void drop() {
        if (thread != null && !ended) {
            dropped = true;
            mount(false);
        }
    }

    private void run() {
        try {
            body.run();
        } catch (Dropped end) {
            // The way in which a closed coroutine's thread ends.
        } finally {
            ended = true;
            leave();
        }
    }

    private void leave() {
        Thread waiting = mounter;
        inside = false;
        LockSupport.unpark(waiting);
    }

    /** Sleeps until {@link #inside} is as wanted. An interrupt meanwhile is kept for whoever runs next. */
    private void awaitTurn(boolean wanted) {
        boolean interrupted = false;
        while (inside != wanted) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
