package dev.moonloom.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.luaj.vm2.LuaValue.NONE;
import static org.luaj.vm2.LuaValue.valueOf;

import dev.moonloom.core.coroutine.CannotPark;
import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.coroutine.JavaEngine;
import dev.moonloom.core.coroutine.Status;
import dev.moonloom.core.scheduler.TestVm.Mode;
import dev.moonloom.core.scheduler.TestVm.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A yield that fails by itself takes back the timer or operation that was registered for it. */
final class CannotParkTest {
    private final TestVm vm = TestVm.create(Mode.STEPPED);

    /** Runs code below a class initialiser, where no continuation can be frozen. Each class works once. */
    private static final class BelowSleep {
        static Runnable code = () -> {};

        static final class Initialised {
            static final int DONE = initialise();

            private static int initialise() {
                code.run();
                return 1;
            }
        }
    }

    /** The same once more. */
    private static final class BelowAwait {
        static Runnable code = () -> {};

        static final class Initialised {
            static final int DONE = initialise();

            private static int initialise() {
                code.run();
                return 1;
            }
        }
    }

    private void noting(Runnable call) {
        try {
            call.run();
            vm.log.add("came back");
        } catch (CannotPark stays) {
            vm.log.add(Coroutines.valueOf(stays).tojstring() + ", " + vm.current().status().luaName());
        }
    }

    @Test
    void sleep_thatCannotSuspend_leavesNoTimerAndTheThreadRunning() {
        BelowSleep.code = () -> noting(() -> vm.tasks.sleep(1000));
        vm.run(() -> assertThat(BelowSleep.Initialised.DONE).isOne());

        assertThat(vm.log).containsExactly("attempt to yield across metamethod/C-call boundary, running");
        assertThat(vm.scheduler.step()).isEqualTo(new Step(0, null, true));
    }

    @Test
    void await_thatCannotSuspend_disposesTheOperation() {
        var operation = new Operation();
        BelowAwait.code = () -> noting(() -> vm.tasks.await(operation));
        vm.run(() -> assertThat(BelowAwait.Initialised.DONE).isOne());
        operation.complete("late");
        vm.settle();

        assertThat(vm.log).containsExactly("attempt to yield across metamethod/C-call boundary, running");
        assertThat(operation.disposals).isOne();
        assertThat(vm.scheduler.step().done()).isTrue();
    }

    /** With G1 and a small heap, freezing a deep stack fails at the yield; elsewhere these sleep and wake as usual. */
    @ParameterizedTest
    @Tag("deep-stack")
    @ValueSource(ints = {1, 64})
    void sleep_atAnyDepth_eitherSleepsOrIsAnErrorWithoutATimer(int megabytes) throws Exception {
        var task = new FutureTask<>(() -> {
            for (int depth = 1000; depth < 200_000; depth = depth * 3 / 2) {
                sleepAt(depth);
            }
            return "done";
        });
        new Thread(null, task, "deep", (long) megabytes << 20).start();

        assertThat(task.get()).isEqualTo("done");
    }

    private static void sleepAt(int depth) {
        VirtualTime time = VirtualTime.create(new Coroutines(new JavaEngine()), TestVm.quiet());
        Tasks tasks = time.scheduler().tasks();
        List<Status> afterFailure = new ArrayList<>();
        var failed = new boolean[1];
        ThreadHandle handle = time.scheduler().spawn(JavaEngine.function(_ -> {
            Varargs result = dive(depth, () -> {
                try {
                    return tasks.sleep(1000);
                } catch (CannotPark stays) {
                    failed[0] = true;
                    return Coroutines.valueOf(stays);
                }
            });
            if (failed[0]) {
                afterFailure.add(time.scheduler().coroutines().isYieldable() ? Status.RUNNING : Status.DEAD);
            }
            return result;
        }), NONE);
        Step step = time.scheduler().step();
        if (failed[0]) {
            assertThat(afterFailure).containsExactly(Status.RUNNING);
            assertThat(Probe.of(handle.result()).value()).isEqualTo(valueOf("stack overflow"));
            assertThat(step).as("no timer is left").isEqualTo(new Step(1, null, true));
        } else {
            time.runUntilDone();
            assertThat(Probe.of(handle.result()).isPending()).isFalse();
        }
    }

    private static Varargs dive(int depth, Supplier<Varargs> atTheBottom) {
        if (depth == 0) {
            return atTheBottom.get();
        }
        Varargs results = dive(depth - 1, atTheBottom);
        return results.narg() > 100 ? LuaValue.NONE : results;
    }
}
