package dev.moonloom.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.luaj.vm2.LuaValue.NONE;

import dev.moonloom.core.coroutine.Carrier;
import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.coroutine.JavaEngine;
import dev.moonloom.core.coroutine.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.Varargs;

/**
 * A million coroutines come and go in a heap that has no room for a tenth of them: what nobody refers to is collected,
 * suspended as it is. The tests fail by running out of memory.
 */
@Tag("small-heap")
final class CollectionTest {
    private static final int MANY = 1_000_000;

    private final Coroutines coroutines = new Coroutines(new JavaEngine(), Carrier.CONTINUATION);
    private final VirtualTime time = VirtualTime.create(coroutines, TestVm.quiet());
    private final Tasks tasks = time.scheduler().tasks();

    @BeforeEach
    void heapIsSmall() {
        assertThat(Runtime.getRuntime().maxMemory()).isLessThanOrEqualTo(64L << 20);
    }

    /** Gives way below some frames, each with something of its own to keep. */
    private Varargs nested(int depth, JavaEngine.Body atTheBottom) {
        if (depth == 0) {
            return atTheBottom.call(NONE);
        }
        var kept = new byte[64];
        Varargs results = nested(depth - 1, atTheBottom);
        kept[depth] = 1;
        return kept.length > 64 ? NONE : results;
    }

    @Test
    void abandonedCoroutines_suspendedInNestedFrames_areCollected() {
        coroutines.adopt();
        LuaFunction body = JavaEngine.function(_ -> nested(10, coroutines::yield));
        for (int i = 0; i < MANY; i++) {
            Coroutine coroutine = coroutines.create(body);
            coroutines.resume(coroutine, NONE);
            assertThat(coroutine.status() == Status.SUSPENDED).isTrue();
        }
    }

    @Test
    void abandonedCoroutines_suspendedInsideEachOther_areCollected() {
        coroutines.adopt();
        LuaFunction inner = JavaEngine.function(_ -> nested(5, coroutines::yield));
        LuaFunction outer = JavaEngine.function(_ -> {
            Coroutine child = coroutines.create(inner);
            coroutines.resume(child, NONE);
            Varargs values = nested(5, coroutines::yield);
            return child.status() == Status.DEAD ? NONE : values;
        });
        for (int i = 0; i < MANY / 2; i++) {
            coroutines.resume(coroutines.create(outer), NONE);
        }
    }

    @Test
    void sleepers_cancelledByTheScheduler_areCollectedWithTheirTimers() {
        LuaFunction sleeper = JavaEngine.function(_ -> nested(10, _ -> tasks.sleep(1000)));
        time.scheduler().spawn(JavaEngine.function(_ -> {
            for (int i = 0; i < MANY; i++) {
                Coroutine thread = tasks.create(sleeper);
                tasks.spawn(thread, NONE);
                tasks.cancel(thread);
            }
            return NONE;
        }), NONE);

        time.runUntilDone();

        assertThat(time.now()).isZero();
    }

    @Test
    void abandonedThreads_ofAGroup_areCollected() {
        TaskGroup group = time.scheduler().newGroup();
        LuaFunction yielder = JavaEngine.function(_ -> nested(10, coroutines::yield));
        group.spawn(JavaEngine.function(_ -> {
            for (int i = 0; i < MANY / 2; i++) {
                tasks.spawn(tasks.create(yielder), NONE);
            }
            return NONE;
        }), NONE);

        time.runUntilDone();
    }

    @Test
    void awaitingThreads_cancelled_areCollectedWithTheirOperations() {
        LuaFunction waiter = JavaEngine.function(_ -> nested(10, _ -> tasks.await(_ -> () -> {})));
        time.scheduler().spawn(JavaEngine.function(_ -> {
            for (int i = 0; i < MANY / 2; i++) {
                Coroutine thread = tasks.create(waiter);
                tasks.spawn(thread, NONE);
                tasks.cancel(thread);
            }
            return NONE;
        }), NONE);

        time.runUntilDone();
    }
}
