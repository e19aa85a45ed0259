package dev.moonloom.core.coroutine;

import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;
import org.jspecify.annotations.Nullable;

/**
 * A fiber on the JVM's one-shot continuation. The body runs on the thread that mounts it; a parked one is an object
 * of the heap and, once nobody refers to it, ordinary garbage.
 *
 * <p>Must be mounted by one thread only: compiled code takes the current thread for a constant, even across a park.
 */
final class ContinuationFiber implements Fiber {
    private static final ContinuationScope SCOPE = new ContinuationScope("moonloom");

    private final Continuation continuation;
    private boolean started;
    /** Kept once the fiber was mounted inside other frames again: most are not, and pay nothing. */
    private @Nullable StackRoom room;

    ContinuationFiber(Runnable body) {
        continuation = new Continuation(SCOPE, body);
    }

    @Override
    public void mount(boolean nested) {
        StackRoom known = room;
        if (nested && started) {
            if (known == null) {
                known = new StackRoom();
                room = known;
            }
            known.require(continuation);
        }
        started = true;
        if (known == null) {
            continuation.run();
        } else {
            known.enter();
            continuation.run();
            known.leave();
        }
    }

    @Override
    public void park() {
        Continuation.yield(SCOPE);
    }

    @Override
    public void drop() {
        // Nothing runs: the frozen frames go when the last reference to this object does.
    }
}
