package dev.moonloom.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.luaj.vm2.LuaValue.NONE;

import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.coroutine.JavaEngine;
import dev.moonloom.core.scheduler.TestVm.Mode;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.Varargs;

/** From seconds to the nanosecond at which a timer is due: rounded up, never early, and defined for every number. */
final class DeadlineTest {
    private static Threads threads(Pacing pacing) {
        return new Threads(new Coroutines(new JavaEngine()), () -> 0, TestVm.quiet().pacing(pacing));
    }

    private final Threads exact = threads(new Pacing.Exact(Duration.ZERO));

    @ParameterizedTest
    @CsvSource({
        "1, 1000000000", "0.1, 100000000", "1e-9, 1", "1.5e-9, 2", "1e-10, 1", "4.9e-324, 1", "0.0000000011, 2",
        "0.3, 300000000", "2147483648.5, 2147483648500000000"
    })
    void seconds_areRoundedUpToNanoseconds(double seconds, long nanos) {
        assertThat(exact.deadline(0, seconds)).isEqualTo(nanos);
        assertThat(exact.deadline(1000, seconds)).isEqualTo(1000 + nanos);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, -1, -1e300, Double.NEGATIVE_INFINITY, Double.NaN})
    void nothingAndLess_isTheMinimumWait(double seconds) {
        assertThat(exact.deadline(77, seconds)).isEqualTo(77);
        assertThat(threads(Pacing.exact()).deadline(77, seconds)).isEqualTo(1_000_077);
        assertThat(threads(Pacing.heartbeat(60)).deadline(77, seconds)).isEqualTo(77);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 0.0005, 0.000999999})
    void lessThanTheMinimum_isRaisedToIt(double seconds) {
        assertThat(threads(Pacing.exact()).deadline(0, seconds)).isEqualTo(1_000_000);
        assertThat(threads(Pacing.heartbeat(60)).deadline(0, seconds)).isLessThan(1_000_000);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.POSITIVE_INFINITY, 1e30, Double.MAX_VALUE, 0x1p62 / 1e9, 1e10})
    void tooLong_isNever(double seconds) {
        assertThat(exact.deadline(0, seconds)).isEqualTo(Threads.NEVER);
    }

    @Test
    void theLongestFinite_doesNotOverflow() {
        double longest = Math.nextDown(0x1p62 / 1e9);

        assertThat(exact.deadline(Long.MAX_VALUE >> 1, longest)).isGreaterThan(Long.MAX_VALUE >> 1);
    }

    @Test
    void randomSeconds_whatHasPassedAtTheDeadlineIsNeverLess() {
        var random = new Random(4);
        for (int i = 0; i < 1_000_000; i++) {
            double seconds = random.nextDouble() * Math.pow(10, random.nextInt(-9, 7));
            long deadline = exact.deadline(0, seconds);

            assertThat(deadline / 1e9).isGreaterThanOrEqualTo(seconds);
            assertThat((deadline - 2) / 1e9).isLessThan(seconds);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.3, 1e-9, 1.0 / 3, 12.345678901})
    void sleep_returnsOneNumberNotLessThanWhatWasAsked(double seconds) {
        VirtualTime time = VirtualTime.create(new Coroutines(new JavaEngine()), TestVm.quiet());
        ThreadHandle handle = time.scheduler()
                .spawn(JavaEngine.function(_ -> time.scheduler().tasks().sleep(seconds)), NONE);

        time.runUntilDone();

        Varargs passed = Objects.requireNonNull(Probe.of(handle.result()).value());
        assertThat(passed.narg()).isOne();
        assertThat(passed.arg1().todouble()).isGreaterThanOrEqualTo(seconds);
    }

    @Test
    void legacySleep_returnsWhatPassedAndTheAge_andRaisesToItsMinimum() {
        var vm = TestVm.create(Mode.STEPPED);
        vm.advance(Duration.ofSeconds(5));
        ThreadHandle handle = vm.scheduler.spawn(vm.function(_ -> vm.tasks.legacySleep(Double.NaN)), NONE);
        vm.settle();
        vm.advance(Duration.ofMillis(29));
        assertThat(Probe.of(handle.result()).isPending()).isTrue();
        vm.advance(Duration.ofMillis(1));

        Varargs results = Objects.requireNonNull(Probe.of(handle.result()).value());
        assertThat(results.narg()).isEqualTo(2);
        assertThat(results.arg(1).todouble()).isEqualTo(0.03);
        assertThat(results.arg(2).todouble()).isEqualTo(5.03);
    }

    @Test
    void legacyDelay_notANumber_isItsMinimum() {
        var vm = TestVm.create(Mode.STEPPED);
        vm.run(() -> vm.tasks.legacyDelay(Double.NaN, vm.tasks.create(vm.logging("ran"))));
        vm.advance(Duration.ofMillis(29));
        assertThat(vm.log).isEmpty();
        vm.advance(Duration.ofMillis(1));

        assertThat(vm.log).containsExactly("ran");
    }

    @Test
    void hostDelay_ofAnyDuration_isNeverEarly() {
        var vm = TestVm.create(Mode.STEPPED);
        for (Duration delay : new Duration[]{
            Duration.ofNanos(1_000_001), Duration.ofDays(400).plusNanos(1),
            Duration.ofSeconds(1_000_000_000, 999_999_999)
        }) {
            vm.log.clear();
            vm.scheduler.delay(delay, vm.logging("ran"), NONE);
            vm.advance(delay.minusNanos(1));
            assertThat(vm.log).as("%s", delay).isEmpty();
            vm.advance(Duration.ofMinutes(1));
            assertThat(vm.log).containsExactly("ran");
        }
    }

    @Test
    void hostDelay_negativeOrEndless_isDefined() {
        var vm = TestVm.create(Mode.STEPPED);
        vm.scheduler.delay(Duration.ofSeconds(-5), vm.logging("at once"), NONE);
        vm.scheduler.delay(Duration.ofSeconds(Long.MAX_VALUE), vm.logging("never"), NONE);
        Probe<Void> done = Probe.of(vm.scheduler.waitTillDone());
        vm.settle();
        vm.advance(Duration.ofMillis(1));

        assertThat(vm.log).containsExactly("at once");
        assertThat(done.isCompleted()).as("an endless delay keeps nothing alive").isTrue();
    }
}
