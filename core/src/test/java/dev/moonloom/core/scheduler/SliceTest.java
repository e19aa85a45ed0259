package dev.moonloom.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.luaj.vm2.LuaValue.NONE;

import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.coroutine.JavaEngine;
import dev.moonloom.core.scheduler.TestVm.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.Varargs;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** A slice pauses a cycle between two resumes and lets others run; the cycle goes on as it was. */
@Tag("carrier")
final class SliceTest {
    private static TestVm vm(int resumes) {
        return TestVm.create(Mode.WORKER, TestVm.quiet().slices(resumes, Duration.ofHours(1)));
    }

    /** Runs this many tasks of the worker. */
    private static void runTasks(TestVm vm, int count) {
        for (int i = 0; i < count; i++) {
            assertThat(vm.manual.runOne()).isTrue();
        }
    }

    @Test
    void inboxPhase_isPausedAfterSoManyResumes() {
        TestVm vm = vm(2);
        for (String name : List.of("a", "b", "c", "d", "e")) {
            vm.scheduler.spawn(vm.logging(name), NONE);
        }

        runTasks(vm, 1);
        assertThat(vm.log).containsExactly("a", "b");
        runTasks(vm, 1);
        assertThat(vm.log).containsExactly("a", "b", "c", "d");
        vm.settle();

        assertThat(vm.log).hasSize(5);
    }

    @Test
    void hostCode_countsAsAResumeDoes() {
        TestVm vm = vm(2);
        for (String name : List.of("a", "b", "c")) {
            vm.scheduler.execute(() -> vm.log.add(name));
        }

        runTasks(vm, 1);
        assertThat(vm.log).containsExactly("a", "b");
        vm.settle();

        assertThat(vm.log).containsExactly("a", "b", "c");
    }

    @Test
    void otherTasksOfTheWorker_runInBetween() {
        TestVm vm = vm(1);
        vm.scheduler.spawn(vm.logging("a"), NONE);
        vm.scheduler.spawn(vm.logging("b"), NONE);
        vm.manual.schedule(() -> vm.log.add("somebody else"));

        vm.settle();

        assertThat(vm.log).containsExactly("a", "somebody else", "b");
    }

    @Test
    void pausedCycle_keepsItsTime() {
        TestVm vm = vm(1);
        vm.scheduler.spawn(vm.waiting(1, "due"), NONE);
        vm.scheduler.spawn(vm.waiting(1.5, "due after the cycle began"), NONE);
        vm.settle();
        vm.manual.advance(1_000_000_000);
        vm.scheduler.spawn(vm.logging("inbox 1"), NONE);
        vm.scheduler.spawn(vm.function(_ -> {
            vm.defer(vm.logging("deferred"));
            return NONE;
        }), NONE);

        runTasks(vm, 1);
        vm.manual.advance(600_000_000);
        vm.settle();

        assertThat(vm.log)
                .as("the second timer belongs to the next cycle, which comes after the deferred queue")
                .containsExactly("inbox 1", "due", "deferred", "due after the cycle began");
    }

    @Test
    void pausedCycle_keepsItsMark() {
        TestVm vm = TestVm.create(
                Mode.WORKER,
                TestVm.quiet().slices(1, Duration.ofHours(1)).pacing(new Pacing.Exact(Duration.ZERO)));
        vm.scheduler.spawn(vm.function(_ -> {
            vm.delay(0, vm.logging("made in the cycle"));
            vm.defer(vm.logging("deferred"));
            return NONE;
        }), NONE);
        vm.scheduler.spawn(vm.logging("second"), NONE);

        vm.settle();

        assertThat(vm.log).containsExactly("second", "deferred", "made in the cycle");
    }

    @Test
    void pausedCycle_takesNewWorkUpInTheNextOne() {
        TestVm vm = vm(1);
        vm.scheduler.spawn(vm.function(_ -> {
            vm.defer(vm.logging("deferred 1"));
            vm.defer(vm.logging("deferred 2"));
            return NONE;
        }), NONE);
        runTasks(vm, 1);
        vm.scheduler.spawn(vm.logging("came while paused"), NONE);
        Probe<Void> done = Probe.of(vm.scheduler.waitTillDone());

        vm.settle();

        assertThat(vm.log).containsExactly("deferred 1", "deferred 2", "came while paused");
        assertThat(done.isCompleted()).isTrue();
    }

    @Test
    void pausedCycle_stopsAtOnceAndGoesOnAfterRestart() {
        TestVm vm = vm(1);
        vm.scheduler.spawn(vm.logging("a"), NONE);
        Probe<Varargs> b = Probe.of(vm.scheduler.spawn(vm.logging("b"), NONE).result());
        runTasks(vm, 1);
        vm.scheduler.stop();
        vm.scheduler.spawn(vm.logging("c"), NONE);
        vm.settle();
        assertThat(vm.log).containsExactly("a");
        assertThat(b.isPending()).isTrue();

        vm.scheduler.restart();
        vm.settle();

        assertThat(vm.log).containsExactly("a", "b", "c");
    }

    @Test
    void pausedCycle_isClearedAndClosedLikeAnyOther() {
        TestVm vm = vm(1);
        vm.scheduler.spawn(vm.logging("a"), NONE);
        Probe<Varargs> b = Probe.of(vm.scheduler.spawn(vm.logging("b"), NONE).result());
        runTasks(vm, 1);
        vm.scheduler.clear();
        vm.scheduler.spawn(vm.logging("c"), NONE);
        vm.settle();

        assertThat(vm.log).containsExactly("a", "c");
        assertThat(b.isPending()).isFalse();
    }

    @Test
    void endlessChainOfDefers_isBrokenByTheDepthLimit() {
        var vm = TestVm.create(Mode.STEPPED, TestVm.quiet().deferDepth(80));
        var chain = new JavaEngine.Body[1];
        chain[0] = _ -> {
            vm.log.add("defer");
            vm.defer(vm.function(chain[0]));
            return NONE;
        };
        ThreadHandle first = vm.scheduler.spawn(vm.function(chain[0]), NONE);

        vm.settle();

        assertThat(vm.log).as("the spawn and 80 defers").hasSize(81);
        assertThat(Probe.of(first.result()).isCompleted()).isTrue();
    }

    @Test
    void sliceTime_pausesALongCycle() {
        var vm = TestVm.create(Mode.WORKER, TestVm.quiet().slices(1_000_000, Duration.ofMillis(10)));
        for (int i = 0; i < 100; i++) {
            int n = i;
            vm.scheduler.spawn(vm.function(_ -> {
                vm.log.add("r" + n);
                vm.manual.advance(1_000_000);
                return NONE;
            }), NONE);
        }

        runTasks(vm, 1);

        assertThat(vm.log).as("looked at every 16 resumes").hasSizeBetween(10, 32);
        vm.settle();
        assertThat(vm.log).hasSize(100);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-1, 1", "1, 0", "1, -1"})
    void slicesOfNothing_areRefused(int resumes, long millis) {
        assertThatThrownBy(() -> TestVm.quiet().slices(resumes, Duration.ofMillis(millis)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void deferDepthOfNothing_isRefused(int depth) {
        assertThatThrownBy(() -> TestVm.quiet().deferDepth(depth)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void twoVmsOnOneWorkerThread_takeTurns() {
        Scheduler shared = Schedulers.newSingle("shared", true);
        try {
            List<String> log = Collections.synchronizedList(new ArrayList<>());
            SchedulerOptions options = TestVm.quiet().slices(10, Duration.ofHours(1));
            TaskScheduler one = TaskScheduler.createOn(shared, new Coroutines(new JavaEngine()), options);
            TaskScheduler two = TaskScheduler.createOn(shared, new Coroutines(new JavaEngine()), options);
            // Both have all their work before either runs.
            shared.schedule(() -> {
                for (int i = 0; i < 100; i++) {
                    one.spawn(JavaEngine.function(_ -> note(log, "1")), NONE);
                    two.spawn(JavaEngine.function(_ -> note(log, "2")), NONE);
                }
            });
            one.waitTillDone().then(two.waitTillDone()).block(Duration.ofMinutes(1));

            assertThat(log).filteredOn("1"::equals).hasSize(100);
            assertThat(log).filteredOn("2"::equals).hasSize(100);
            assertThat(log.subList(0, 20)).as("a slice each").contains("1", "2");
            one.close();
            two.close();
        } finally {
            shared.dispose();
        }
    }

    private static Varargs note(List<String> log, String text) {
        log.add(text);
        return NONE;
    }
}
