package dev.moonloom.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.luaj.vm2.LuaValue.NONE;

import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.coroutine.JavaEngine;
import dev.moonloom.core.scheduler.TestVm.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pacing by beats, under virtual time, stepped, and on a worker. */
@Tag("carrier")
final class HeartbeatTest {
    private static final SchedulerOptions TEN_HZ = TestVm.quiet().pacing(Pacing.heartbeat(10));

    @Test
    void zeroWaits_underVirtualTime_areOneBeatEach() {
        VirtualTime time = VirtualTime.create(new Coroutines(new JavaEngine()), TEN_HZ);
        List<Long> times = new ArrayList<>();
        time.scheduler().spawn(JavaEngine.function(_ -> {
            for (int i = 0; i < 3; i++) {
                time.scheduler().tasks().sleep(0);
                times.add(time.now().toMillis());
            }
            return NONE;
        }), NONE);

        time.runUntilDone();

        assertThat(times).containsExactly(100L, 200L, 300L);
    }

    @Test
    void waits_underVirtualTime_endAtTheFirstPointAtOrAfterTheirDeadline() {
        VirtualTime time = VirtualTime.create(new Coroutines(new JavaEngine()), TEN_HZ);
        List<String> log = new ArrayList<>();
        for (double seconds : new double[]{0.25, 0.2, 0.1, 0.05, 0.21}) {
            time.scheduler().spawn(JavaEngine.function(_ -> {
                time.scheduler().tasks().sleep(seconds);
                log.add(seconds + " at " + time.now().toMillis());
                return NONE;
            }), NONE);
        }

        time.runUntilDone();

        assertThat(log)
                .as("inside a beat by requested deadline")
                .containsExactly("0.05 at 100", "0.1 at 100", "0.2 at 200", "0.21 at 300", "0.25 at 300");
    }

    @ParameterizedTest
    @EnumSource
    void missedPoints_areSkippedNotReplayed(Mode mode) {
        var vm = TestVm.create(mode, TEN_HZ);
        vm.scheduler.spawn(vm.function(_ -> {
            for (int i = 0; i < 3; i++) {
                vm.tasks.sleep(0);
                vm.log.add("beat");
            }
            return NONE;
        }), NONE);
        vm.settle();

        vm.advance(Duration.ofMillis(570));
        assertThat(vm.log).containsExactly("beat");
        vm.advance(Duration.ofMillis(30));
        assertThat(vm.log).as("the next point is at 600 ms").hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void workBetweenBeats_runsAtOnceAndTimersDoNot(Mode mode) {
        var vm = TestVm.create(mode, TEN_HZ);
        vm.scheduler.spawn(vm.waiting(0, "timer"), NONE);
        vm.settle();
        vm.advance(Duration.ofMillis(50));

        vm.scheduler.spawn(vm.logging("spawned"), NONE);
        vm.settle();

        assertThat(vm.log).containsExactly("spawned");
        vm.advance(Duration.ofMillis(50));
        assertThat(vm.log).containsExactly("spawned", "timer");
    }

    @Test
    void worker_armsOneBeatForTheEarliestDeadline_andNoneWithoutATimer() {
        var vm = TestVm.create(Mode.WORKER, TEN_HZ);
        vm.scheduler.spawn(vm.logging("no timer"), NONE);
        vm.settle();
        assertThat(vm.manual.armed()).isEmpty();

        vm.scheduler.spawn(vm.waiting(0.42, "timer"), NONE);
        vm.scheduler.spawn(vm.waiting(0.33, "earlier"), NONE);
        vm.settle();

        assertThat(vm.manual.armed()).containsExactly(400_000_000L);
    }

    @Test
    void stepped_everyStepIsABeat() {
        var clock = new AtomicLong();
        var coroutines = new Coroutines(new JavaEngine());
        TaskScheduler scheduler = TaskScheduler.createStepped(coroutines, TEN_HZ, () -> {}, clock::get, true);
        List<String> log = new ArrayList<>();
        scheduler.spawn(JavaEngine.function(_ -> {
            while (log.size() < 3) {
                scheduler.tasks().sleep(0);
                log.add("beat");
            }
            return NONE;
        }), NONE);

        scheduler.step();
        assertThat(log).isEmpty();
        scheduler.step();
        assertThat(log).as("without any time passing").hasSize(1);
        scheduler.step();
        assertThat(log).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 0.0009, 1_000_001, Double.NaN, Double.POSITIVE_INFINITY})
    void rate_outOfRange_isRefused(double hz) {
        assertThatThrownBy(() -> Pacing.heartbeat(hz)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void exactPacing_negativeMinimum_isRefused() {
        assertThatThrownBy(() -> new Pacing.Exact(Duration.ofNanos(-1))).isInstanceOf(IllegalArgumentException.class);
    }
}
