package dev.moonloom.core.coroutine;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import jdk.internal.vm.Continuation;

/**
 * How much stack a frozen continuation may need, and whether that much is left. HotSpot crashes (JDK 25, seen in
 * {@code throw_StackOverflowError}) when a continuation with more than a page of frames is run where the stack has no
 * room for them, so whoever runs one deep inside other frames asks here first.
 *
 * <p>The size of a frozen stack cannot be read. It is bounded from above by what its thread allocated while the
 * continuation ran, since freezing allocates the copy; where that bound is too wide to be useful, the frames are counted.
 */
final class StackRoom {
    /** The JVM itself needs no room for frozen stacks up to this size: its guard pages have it. */
    private static final long FREE_BYTES = 4096;
    /** Bounds up to here are cheaper to prove than to narrow down. */
    private static final long WIDE_BYTES = 64 << 10;
    /** More than a frame takes on average, interpreted or compiled. */
    private static final long BYTES_PER_FRAME = 512;
    /** Less than a frame of {@link #descend} takes: eight longs that live across a call. */
    private static final int BYTES_PER_STEP = 64;

    /**
     * What is kept free for measuring. A class that runs out of stack while it is initialised stays broken for good, so
     * the JDK's own must not get there.
     */
    private static final long MEASURING_BYTES = 128 << 10;

    private static final long UNKNOWN = Long.MAX_VALUE;

    /** Whether {@link Allocation} is in use. Any thread; it does not matter who sees it late. */
    private static boolean measured;

    private long boundBytes = UNKNOWN;
    private boolean counted;
    private long allocatedBefore;

    /**
     * Begins to keep watch of a continuation that has run already: nothing is known of it.
     *
     * @throws StackOverflowError when the stack may be too short for the means of doing so
     */
    StackRoom() {
        loadAllocation();
    }

    private static void loadAllocation() {
        if (!measured) {
            require(MEASURING_BYTES);
            measured = Allocation.bytes() != 0;
        }
    }

    /** The continuation is about to run. */
    void enter() {
        allocatedBefore = Allocation.bytes();
    }

    /** The continuation has given way. */
    void leave() {
        long grown = allocatedBefore < 0 ? UNKNOWN : Allocation.bytes() - allocatedBefore;
        if (grown > boundBytes) {
            boundBytes = grown;
            counted = false;
        }
    }

    /**
     * Makes sure that the continuation can be run on here.
     *
     * @throws StackOverflowError when the stack may be too short
     */
    void require(Continuation frozen) {
        if (boundBytes > WIDE_BYTES && !counted) {
            require(MEASURING_BYTES);
            boundBytes = Math.min(boundBytes, frozen.stackWalker().walk(Stream::count) * BYTES_PER_FRAME);
            counted = true;
        }
        if (boundBytes > FREE_BYTES) {
            require(boundBytes);
        }
    }

    /**
     * Makes sure that this many bytes of stack are left.
     *
     * @throws StackOverflowError when they are not
     */
    static void require(long bytes) {
        descend((int) Math.min(bytes / BYTES_PER_STEP, Integer.MAX_VALUE), 1, 2, 3, 4, 5, 6, 7, 8);
    }

    /** Uses stack and comes back. All arguments are needed after the call, so each step keeps them in its frame. */
    private static long descend(int steps, long a, long b, long c, long d, long e, long f, long g, long h) {
        if (steps <= 0) {
            return a;
        }
        return descend(steps - 1, b, c, d, e, f, g, h, a + steps) + (a ^ (b + c) ^ (d + e) ^ (f + g) ^ h);
    }

    /** What the current thread has allocated; apart, because it is needed rarely and takes its time to load. */
    private static final class Allocation {
        private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        /** {@return the number of bytes, or a negative one on a thread for which they are not counted} */
        static long bytes() {
            return THREADS.getCurrentThreadAllocatedBytes();
        }
    }
}
