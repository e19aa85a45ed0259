package dev.moonloom.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.luaj.vm2.LuaValue.NONE;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.scheduler.TestVm.Mode;
import dev.moonloom.core.scheduler.TestVm.Operation;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code waitTillDone} is decided anew at every subscription, never early, and never late. */
@Tag("carrier")
final class WaitTillDoneTest {
    private static Probe<Void> subscribe(TestVm vm) {
        Probe<Void> done = Probe.of(vm.scheduler.waitTillDone());
        vm.settle();
        return done;
    }

    @ParameterizedTest
    @EnumSource
    void nothingToDo_completesInTheNextCycleAndNotInsideTheCall(Mode mode) {
        var vm = TestVm.create(mode);

        Probe<Void> done = Probe.of(vm.scheduler.waitTillDone());
        assertThat(done.isPending()).isTrue();
        vm.settle();

        assertThat(done.isCompleted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void workAcceptedBefore_counts(Mode mode) {
        var vm = TestVm.create(mode);
        vm.scheduler.spawn(vm.waiting(1, "timer"), NONE);
        vm.scheduler.delay(Duration.ofSeconds(2), vm.logging("delay"), NONE);
        Probe<Void> done = subscribe(vm);

        vm.advance(Duration.ofSeconds(1));
        assertThat(done.isPending()).isTrue();
        vm.advance(Duration.ofSeconds(1));

        assertThat(vm.log).containsExactly("timer", "delay");
        assertThat(done.isCompleted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void workThatFollowsFromWork_counts(Mode mode) {
        var vm = TestVm.create(mode);
        Probe<Void> done = Probe.of(vm.scheduler.waitTillDone());
        vm.scheduler.spawn(vm.function(_ -> {
            vm.delay(1, vm.function(_ -> {
                vm.defer(vm.logging("last"));
                return NONE;
            }));
            return NONE;
        }), NONE);
        vm.settle();
        assertThat(done.isPending()).isTrue();

        vm.advance(Duration.ofSeconds(1));

        assertThat(vm.log).containsExactly("last");
        assertThat(done.isCompleted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void workFromAnotherThread_acceptedBeforeTheDecision_counts(Mode mode) throws InterruptedException {
        var vm = TestVm.create(mode);
        Probe<Void> done = Probe.of(vm.scheduler.waitTillDone());
        vm.scheduler.execute(() -> {
            var other = new Thread(() -> vm.scheduler.spawn(vm.waiting(1, "from elsewhere"), NONE));
            other.start();
            join(other);
        });
        vm.settle();
        assertThat(done.isPending()).as("it came while the cycle ran").isTrue();

        vm.advance(Duration.ofSeconds(1));

        assertThat(done.isCompleted()).isTrue();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @ParameterizedTest
    @EnumSource
    void severalWaiters_areAllToldAtTheSamePoint(Mode mode) {
        var vm = TestVm.create(mode);
        vm.scheduler.spawn(vm.waiting(1, "timer"), NONE);
        Probe<Void> first = subscribe(vm);
        Probe<Void> second = subscribe(vm);

        vm.advance(Duration.ofSeconds(1));

        assertThat(first.isCompleted()).isTrue();
        assertThat(second.isCompleted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void subscribedTwice_isDecidedTwice(Mode mode) {
        var vm = TestVm.create(mode);
        var mono = vm.scheduler.waitTillDone();
        Probe<Void> idle = Probe.of(mono);
        vm.settle();
        assertThat(idle.isCompleted()).isTrue();

        vm.scheduler.spawn(vm.waiting(1, "timer"), NONE);
        Probe<Void> busy = Probe.of(mono);
        vm.settle();

        assertThat(busy.isPending()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void waiterThatAddsWork_completesAllTheSame(Mode mode) {
        var vm = TestVm.create(mode);
        Probe<Void> first = Probe.of(vm.scheduler.waitTillDone().doOnSuccess(
                _ -> vm.scheduler.spawn(vm.waiting(1, "more"), NONE)));
        vm.settle();
        Probe<Void> second = subscribe(vm);

        assertThat(first.isCompleted()).isTrue();
        assertThat(second.isPending()).isTrue();
        vm.advance(Duration.ofSeconds(1));
        assertThat(second.isCompleted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void bareYield_doesNotCount(Mode mode) {
        var vm = TestVm.create(mode);
        vm.scheduler.spawn(vm.yielding("never"), NONE);

        assertThat(subscribe(vm).isCompleted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.POSITIVE_INFINITY, 1e30, 0x1p62 / 1e9})
    void infiniteWaitOrDelay_doesNotCount(double seconds) {
        for (Mode mode : Mode.values()) {
            var vm = TestVm.create(mode);
            vm.scheduler.spawn(vm.waiting(seconds, "never"), NONE);
            vm.run(() -> vm.delay(seconds, vm.logging("never")));

            assertThat(subscribe(vm).isCompleted()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void hostOperation_countsUntilItIsDelivered(Mode mode) {
        var vm = TestVm.create(mode);
        var operation = new Operation();
        vm.scheduler.spawn(vm.awaiting(operation), NONE);
        Probe<Void> done = subscribe(vm);
        assertThat(done.isPending()).isTrue();

        operation.complete("value");
        vm.settle();

        assertThat(done.isCompleted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void keepAlive_countsUntilItIsClosed(Mode mode) {
        var vm = TestVm.create(mode);
        KeepAlive one = vm.scheduler.keepAlive();
        KeepAlive two = vm.scheduler.keepAlive();
        Probe<Void> done = subscribe(vm);

        one.close();
        one.close();
        vm.settle();
        assertThat(done.isPending()).as("closing one twice is once").isTrue();
        two.close();
        vm.settle();

        assertThat(done.isCompleted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void cancelledThread_stopsCountingAtOnce(Mode mode) {
        var vm = TestVm.create(mode);
        ThreadHandle handle = vm.scheduler.spawn(vm.waiting(1000, "never"), NONE);
        Probe<Void> done = subscribe(vm);

        handle.cancel();
        vm.settle();

        assertThat(done.isCompleted()).isTrue();
    }

    /** The ways in which a thread with pending entries dies. */
    enum Death {
        CLOSED {
            @Override
            void of(TestVm vm, Coroutine thread) {
                vm.tasks.close(thread);
            }
        },
        CANCELLED {
            @Override
            void of(TestVm vm, Coroutine thread) {
                vm.tasks.cancel(thread);
            }
        },
        RETURNED {
            @Override
            void of(TestVm vm, Coroutine thread) {
                vm.tasks.resume(thread, NONE);
            }
        };

        abstract void of(TestVm vm, Coroutine thread);
    }

    @ParameterizedTest
    @EnumSource
    void entriesOfADeadThread_stopCountingAtOnce(Death death) {
        for (Mode mode : Mode.values()) {
            var vm = TestVm.create(mode);
            var thread = new Coroutine[1];
            vm.run(() -> {
                thread[0] = vm.spawn(vm.waiting(1000, "woken"));
                vm.tasks.delay(2000, thread[0], NONE);
            });
            Probe<Void> done = subscribe(vm);
            assertThat(done.isPending()).isTrue();

            vm.run(() -> death.of(vm, Objects.requireNonNull(thread[0])));

            assertThat(done.isCompleted()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void disposedWaiter_harmsNothing(Mode mode) {
        var vm = TestVm.create(mode);
        vm.scheduler.spawn(vm.waiting(1, "timer"), NONE);
        var subscription = vm.scheduler.waitTillDone().subscribe();
        vm.settle();

        subscription.dispose();
        vm.advance(Duration.ofSeconds(1));

        assertThat(vm.log).containsExactly("timer");
        assertThat(vm.handled).isEmpty();
    }
}
