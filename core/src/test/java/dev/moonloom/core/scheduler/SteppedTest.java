package dev.moonloom.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.luaj.vm2.LuaValue.NONE;

import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.coroutine.JavaEngine;
import dev.moonloom.core.scheduler.TestVm.Mode;
import dev.moonloom.core.scheduler.TestVm.Operation;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.Varargs;

/** A scheduler that the host drives: what a step tells, when the host is woken, and what misuse says. */
@Tag("carrier")
final class SteppedTest {
    private final TestVm vm = TestVm.create(Mode.STEPPED);

    private static @Nullable Throwable elsewhere(Runnable code) throws Exception {
        var task = new FutureTask<@Nullable Throwable>(() -> {
            try {
                code.run();
                return null;
            } catch (Throwable thrown) {
                return thrown;
            }
        });
        new Thread(task, "elsewhere").start();
        return task.get();
    }

    @Test
    void step_tellsWhatRanAndWhatIsNext() {
        vm.scheduler.spawn(vm.waiting(2, "timer"), NONE);
        vm.scheduler.defer(vm.logging("deferred"), NONE);

        assertThat(vm.scheduler.step()).isEqualTo(new Step(2, Duration.ofSeconds(2), false));
        assertThat(vm.scheduler.step()).isEqualTo(new Step(0, Duration.ofSeconds(2), false));
        vm.advance(Duration.ofSeconds(2));

        assertThat(vm.scheduler.step()).isEqualTo(new Step(0, null, true));
    }

    @Test
    void close_beforeTheFirstStep_needsNone() {
        TaskScheduler scheduler = TaskScheduler.createStepped(
                new Coroutines(new JavaEngine()), TestVm.quiet(), () -> {}, () -> 0, false);
        Probe<Varargs> never = Probe.of(scheduler.spawn(vm.logging("never"), NONE).result());
        Probe<Void> done = Probe.of(scheduler.waitTillDone());

        scheduler.close();

        assertThat(never.error()).isInstanceOf(CancellationException.class);
        assertThat(done.error()).isInstanceOf(IllegalStateException.class);
        assertThat(vm.log).isEmpty();
    }

    @Test
    void step_waitingForTheHostOnly_hasNothingNextAndIsNotDone() {
        vm.scheduler.spawn(vm.awaiting(new Operation()), NONE);

        assertThat(vm.scheduler.step()).isEqualTo(new Step(1, null, false));
    }

    @Test
    void step_runsOneCycle_notWhatTheCycleMadeForTheNext() {
        vm.scheduler.spawn(vm.function(_ -> {
            vm.scheduler.spawn(vm.logging("of the next cycle"), NONE);
            return NONE;
        }), NONE);

        vm.scheduler.step();
        assertThat(vm.log).isEmpty();
        assertThat(vm.wasWoken()).isTrue();
        vm.scheduler.step();

        assertThat(vm.log).containsExactly("of the next cycle");
    }

    @Test
    void wake_toldForWhatArrives_onceUntilItIsStepped() {
        var wakes = new int[1];
        TaskScheduler scheduler = TaskScheduler.createStepped(
                new Coroutines(new JavaEngine()), TestVm.quiet(), () -> wakes[0]++, () -> 0, false);

        scheduler.spawn(vm.logging("a"), NONE);
        scheduler.spawn(vm.logging("b"), NONE);
        assertThat(wakes[0]).isOne();
        scheduler.step();
        scheduler.step();
        assertThat(wakes[0]).isOne();
        scheduler.spawn(vm.logging("c"), NONE);

        assertThat(wakes[0]).isEqualTo(2);
    }

    @Test
    void wake_fromAnotherThread_isTold() throws Exception {
        vm.settle();

        assertThat(elsewhere(() -> vm.scheduler.spawn(vm.logging("from elsewhere"), NONE))).isNull();

        assertThat(vm.wasWoken()).isTrue();
        vm.settle();
        assertThat(vm.log).containsExactly("from elsewhere");
    }

    @Test
    void wake_workMadeBetweenSteps_isTold() {
        vm.settle();
        vm.delay(1, vm.logging("delayed"));

        assertThat(vm.wasWoken()).isTrue();
        vm.settle();
        vm.advance(Duration.ofSeconds(1));
        assertThat(vm.log).containsExactly("delayed");
    }

    @Test
    void step_onAnotherThread_whileSomethingIsUnfinished_saysSo() throws Exception {
        vm.scheduler.spawn(vm.yielding("never"), NONE);
        vm.scheduler.step();

        assertThat(elsewhere(vm.scheduler::step))
                .isInstanceOf(WrongThreadException.class)
                .hasMessageContaining(Thread.currentThread().getName())
                .hasMessageContaining("elsewhere");
        assertThat(vm.scheduler.hasEnded()).as("misuse ends nothing").isFalse();
        vm.run(() -> vm.log.add("goes on"));
        assertThat(vm.log).containsExactly("goes on");
    }

    @Test
    void step_onAnotherThread_whileNothingIsUnfinished_moves() throws Exception {
        vm.run(() -> {});

        assertThat(elsewhere(() -> {
            vm.scheduler.spawn(vm.logging("there"), NONE);
            vm.scheduler.step();
        })).isNull();

        assertThat(vm.log).containsExactly("there");
    }

    @Test
    void step_insideAStep_saysSo() {
        ThreadHandle handle = vm.scheduler.spawn(vm.function(_ -> {
            assertThatThrownBy(vm.scheduler::step)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("running");
            return NONE;
        }), NONE);

        vm.scheduler.step();

        assertThat(Probe.of(handle.result()).isCompleted()).isTrue();
    }

    @Test
    void tasks_onAnotherThread_failAtOnce() throws Exception {
        vm.settle();
        for (Runnable use : new Runnable[]{
            () -> vm.tasks.sleep(1), () -> vm.tasks.create(vm.logging("never")), () -> vm.spawn(vm.logging("never"))
        }) {
            assertThat(elsewhere(use)).isInstanceOf(WrongThreadException.class);
        }
        assertThat(vm.log).isEmpty();
    }

    @Test
    void close_insideAStep_isTakenUpAfterTheResume() {
        Probe<Varargs> closing = Probe.of(vm.scheduler.spawn(vm.function(_ -> {
            vm.scheduler.close();
            vm.log.add("went on");
            return NONE;
        }), NONE).result());
        vm.settle();

        assertThat(vm.log).containsExactly("went on");
        assertThat(closing.isCompleted()).isTrue();
        assertThat(vm.scheduler.hasEnded()).isTrue();
    }

    @Test
    void step_afterTheEnd_doesNothing() {
        vm.settle();
        vm.scheduler.close();

        assertThat(vm.scheduler.step()).isEqualTo(new Step(0, null, true));
    }

    @Test
    void toString_showsTheLiveState() {
        vm.scheduler.spawn(vm.waiting(1.5, "timer"), NONE);
        vm.scheduler.spawn(vm.awaiting(new Operation()), NONE);
        vm.scheduler.keepAlive();
        vm.settle();
        vm.defer(vm.logging("deferred"));

        assertThat(vm.scheduler)
                .hasToString(
                        "TaskScheduler[idle, inbox 0, timers 1 (next in 1500000 us), deferred 1, host operations 1,"
                                + " keep-alives 1, resumes 2, stale wakes 0]");
        vm.scheduler.stop();
        assertThat(vm.scheduler).asString().contains("stopped");
        vm.scheduler.exit(4);
        assertThat(vm.scheduler).asString().contains("Exited[code=4]", "timers 0", "host operations 0");
    }
}
