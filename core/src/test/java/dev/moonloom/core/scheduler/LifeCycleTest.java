package dev.moonloom.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.luaj.vm2.LuaValue.NONE;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Status;
import dev.moonloom.core.scheduler.TestVm.Mode;
import dev.moonloom.core.scheduler.TestVm.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.luaj.vm2.Varargs;

/** What becomes of everything when a scheduler is stopped, restarted, cleared, ended or closed: a cell a test. */
@Tag("carrier")
final class LifeCycleTest {
    private static final Duration LATER = Duration.ofSeconds(2);

    /** A VM in which everything is pending that can be. */
    static final class Scene {
        final TestVm vm;
        final TaskScheduler scheduler;
        final Operation operation = new Operation();

        final ThreadHandle waiting;
        final ThreadHandle awaiting;
        final ThreadHandle yielded;
        final Probe<Varargs> waitingResult;
        final Probe<Varargs> awaitingResult;
        final Probe<Varargs> yieldedResult;
        final Probe<Void> done;
        final Coroutine deferred;

        Scene(Mode mode) {
            vm = TestVm.create(mode);
            scheduler = vm.scheduler;
            waiting = scheduler.spawn(vm.waiting(1, "timer"), NONE);
            awaiting = scheduler.spawn(vm.awaiting(operation), NONE);
            yielded = scheduler.spawn(vm.yielding("yielded"), NONE);
            waitingResult = Probe.of(waiting.result());
            awaitingResult = Probe.of(awaiting.result());
            yieldedResult = Probe.of(yielded.result());
            done = Probe.of(scheduler.waitTillDone());
            vm.settle();
            // Between two cycles, as a host's own code does that runs on the VM's thread.
            deferred = vm.defer(vm.logging("deferred"));
        }

        Coroutine thread(ThreadHandle handle) {
            return Objects.requireNonNull(handle.thread());
        }

        void assertNothingRan() {
            vm.settle();
            vm.advance(LATER);
            assertThat(vm.log).isEmpty();
        }

        void assertEverythingDropped() {
            assertThat(operation.disposals).isOne();
            operation.complete("late");
            assertNothingRan();
            assertThat(thread(waiting).status()).isEqualTo(Status.DEAD);
            assertThat(thread(awaiting).status()).isEqualTo(Status.DEAD);
            assertThat(deferred.status()).isEqualTo(Status.DEAD);
        }
    }

    @Nested
    final class Stop {
        @ParameterizedTest
        @EnumSource
        void newWork_isAcceptedAndKept(Mode mode) {
            var scene = new Scene(mode);
            scene.scheduler.stop();
            ThreadHandle late = scene.scheduler.spawn(scene.vm.logging("new"), NONE);
            Probe<Varargs> result = Probe.of(late.result());

            scene.assertNothingRan();

            assertThat(result.isPending()).isTrue();
        }

        @ParameterizedTest
        @EnumSource
        void timersAndDeferred_areKept(Mode mode) {
            var scene = new Scene(mode);

            scene.scheduler.stop();

            scene.assertNothingRan();
            assertThat(scene.deferred.status()).isEqualTo(Status.SUSPENDED);
        }

        @ParameterizedTest
        @EnumSource
        void hostOperations_areKeptAndSoAreTheirCompletions(Mode mode) {
            var scene = new Scene(mode);
            scene.scheduler.stop();
            scene.operation.complete("value");

            scene.assertNothingRan();

            assertThat(scene.operation.disposals).isZero();
        }

        @ParameterizedTest
        @EnumSource
        void suspendedThreadsAndTheirResults_areLeftAlone(Mode mode) {
            var scene = new Scene(mode);

            scene.scheduler.stop();
            scene.assertNothingRan();

            assertThat(scene.thread(scene.waiting).status()).isEqualTo(Status.SUSPENDED);
            assertThat(scene.thread(scene.yielded).status()).isEqualTo(Status.SUSPENDED);
            assertThat(scene.waitingResult.isPending()).isTrue();
            assertThat(scene.yieldedResult.isPending()).isTrue();
        }

        @ParameterizedTest
        @EnumSource
        void waitTillDone_staysPending(Mode mode) {
            var scene = new Scene(mode);
            scene.scheduler.stop();
            scene.assertNothingRan();
            var idle = TestVm.create(mode);
            idle.scheduler.stop();
            Probe<Void> nothingToDo = Probe.of(idle.scheduler.waitTillDone());
            idle.settle();

            assertThat(scene.done.isPending()).isTrue();
            assertThat(nothingToDo.isPending()).as("even with nothing to do").isTrue();
        }
    }

    @Nested
    final class Restart {
        @ParameterizedTest
        @EnumSource
        void everythingKept_goesOn(Mode mode) {
            var scene = new Scene(mode);
            scene.scheduler.stop();
            scene.scheduler.spawn(scene.vm.logging("new"), NONE);
            scene.operation.complete("value");
            scene.assertNothingRan();

            scene.scheduler.restart();
            scene.vm.settle();

            assertThat(scene.vm.log).containsExactly("new", "result value", "timer", "deferred");
            assertThat(Objects.requireNonNull(scene.waitingResult.value()).tojstring()).isEqualTo("timer");
            assertThat(scene.awaitingResult.isCompleted()).isTrue();
            assertThat(scene.yieldedResult.isPending()).isTrue();
            assertThat(scene.done.isCompleted()).isTrue();
        }

        @ParameterizedTest
        @EnumSource
        void timerNotYetDue_firesWhenItIs(Mode mode) {
            var scene = new Scene(mode);
            scene.scheduler.stop();
            scene.vm.settle();
            scene.scheduler.restart();
            scene.vm.settle();
            scene.vm.log.clear();

            scene.vm.advance(Duration.ofSeconds(1));

            assertThat(scene.vm.log).containsExactly("timer");
        }
    }

    @Nested
    final class Clear {
        @ParameterizedTest
        @EnumSource
        void timersDeferredAndHostOperations_areDropped(Mode mode) {
            var scene = new Scene(mode);

            scene.scheduler.clear();
            scene.vm.settle();

            scene.assertEverythingDropped();
        }

        @ParameterizedTest
        @EnumSource
        void newWork_isAcceptedAfterwards(Mode mode) {
            var scene = new Scene(mode);
            Probe<Varargs> before = Probe.of(scene.scheduler.spawn(scene.vm.logging("before"), NONE).result());
            scene.scheduler.clear();
            Probe<Varargs> after = Probe.of(scene.scheduler.spawn(scene.vm.logging("after"), NONE).result());
            scene.vm.settle();

            assertThat(scene.vm.log).containsExactly("after");
            assertThat(before.error()).isInstanceOf(CancellationException.class);
            assertThat(after.isCompleted()).isTrue();
        }

        @ParameterizedTest
        @EnumSource
        void suspendedThreads_onlyThoseWithEntriesAreCancelled(Mode mode) {
            var scene = new Scene(mode);

            scene.scheduler.clear();
            scene.vm.settle();

            assertThat(scene.thread(scene.waiting).status()).isEqualTo(Status.DEAD);
            assertThat(scene.thread(scene.yielded).status()).isEqualTo(Status.SUSPENDED);
        }

        @ParameterizedTest
        @EnumSource
        void results_ofCancelledThreads_areCancellations(Mode mode) {
            var scene = new Scene(mode);

            scene.scheduler.clear();
            scene.vm.settle();

            assertThat(scene.waitingResult.error()).isInstanceOf(CancellationException.class);
            assertThat(scene.awaitingResult.error()).isInstanceOf(CancellationException.class);
            assertThat(scene.yieldedResult.isPending()).isTrue();
        }

        @ParameterizedTest
        @EnumSource
        void cancelAskedForBefore_isNotLost(Mode mode) {
            var scene = new Scene(mode);
            scene.yielded.cancel();

            scene.scheduler.clear();
            scene.vm.settle();

            assertThat(scene.thread(scene.yielded).status()).isEqualTo(Status.DEAD);
            assertThat(scene.yieldedResult.error()).isInstanceOf(CancellationException.class);
        }

        @ParameterizedTest
        @EnumSource
        void waitTillDone_completes(Mode mode) {
            var scene = new Scene(mode);

            scene.scheduler.clear();
            scene.vm.settle();

            assertThat(scene.done.isCompleted()).isTrue();
        }

        @ParameterizedTest
        @EnumSource
        void waitTillDone_withAKeepAlive_completesAllTheSame(Mode mode) {
            var scene = new Scene(mode);
            KeepAlive open = scene.scheduler.keepAlive();

            scene.scheduler.clear();
            scene.vm.settle();

            assertThat(scene.done.isCompleted()).isTrue();
            open.close();
        }
    }

    /** Both ways to exit. */
    enum Exit {
        BY_HOST, BY_SCRIPT;

        void from(Scene scene, int code) {
            switch (this) {
                case BY_HOST -> scene.scheduler.exit(code);
                case BY_SCRIPT -> scene.scheduler.spawn(
                        scene.vm.function(_ -> {
                            throw scene.vm.tasks.exit(code);
                        }), NONE);
            }
            scene.vm.settle();
        }
    }

    @Nested
    final class Exiting {
        @ParameterizedTest
        @EnumSource
        void newWork_isRejected(Exit exit) {
            for (Mode mode : Mode.values()) {
                var scene = new Scene(mode);
                exit.from(scene, 3);

                Probe<Varargs> late = Probe.of(scene.scheduler.spawn(scene.vm.logging("late"), NONE).result());
                Probe<Integer> asked = Probe.of(scene.scheduler.ask(() -> 1));

                assertThat(late.error()).isInstanceOf(IllegalStateException.class).hasMessageContaining("exit code 3");
                assertThat(asked.error()).isInstanceOf(IllegalStateException.class).hasMessageContaining("exit code 3");
                scene.assertNothingRan();
            }
        }

        @ParameterizedTest
        @EnumSource
        void timersDeferredAndHostOperations_areDropped(Exit exit) {
            for (Mode mode : Mode.values()) {
                var scene = new Scene(mode);

                exit.from(scene, 0);

                scene.assertEverythingDropped();
            }
        }

        @ParameterizedTest
        @EnumSource
        void suspendedThreads_areCancelled(Exit exit) {
            for (Mode mode : Mode.values()) {
                var scene = new Scene(mode);

                exit.from(scene, 0);

                assertThat(scene.thread(scene.yielded).status()).isEqualTo(Status.DEAD);
            }
        }

        @ParameterizedTest
        @EnumSource
        void results_areCancellations(Exit exit) {
            for (Mode mode : Mode.values()) {
                var scene = new Scene(mode);

                exit.from(scene, 0);

                assertThat(scene.waitingResult.error()).isInstanceOf(CancellationException.class);
                assertThat(scene.awaitingResult.error()).isInstanceOf(CancellationException.class);
                assertThat(scene.yieldedResult.error()).isInstanceOf(CancellationException.class);
            }
        }

        @ParameterizedTest
        @EnumSource
        void waitTillDone_completesNowAndLater(Exit exit) {
            for (Mode mode : Mode.values()) {
                var scene = new Scene(mode);

                exit.from(scene, 0);

                assertThat(scene.done.isCompleted()).isTrue();
                assertThat(Probe.of(scene.scheduler.waitTillDone()).isCompleted()).isTrue();
            }
        }

        @ParameterizedTest
        @EnumSource
        void exitCode_isKeptAgainstWhateverFollows(Exit exit) {
            for (Mode mode : Mode.values()) {
                var scene = new Scene(mode);
                assertThat(scene.scheduler.exitCode()).isEmpty();

                exit.from(scene, 7);
                scene.scheduler.exit(8);
                scene.scheduler.close();
                scene.vm.settle();

                assertThat(scene.scheduler.exitCode()).hasValue(7);
                assertThat(scene.scheduler.hasEnded()).isTrue();
            }
        }

        @ParameterizedTest
        @EnumSource
        void byAScript_nothingPendingInItsCycleIsResumed(Mode mode) {
            var vm = TestVm.create(mode);
            Probe<Varargs> exiting = Probe.of(vm.scheduler.spawn(
                    vm.function(_ -> {
                        vm.defer(vm.logging("deferred by it"));
                        throw vm.tasks.exit(1);
                    }), NONE).result());
            Probe<Varargs> next = Probe.of(vm.scheduler.spawn(vm.logging("next in the batch"), NONE).result());

            vm.settle();

            assertThat(vm.log).isEmpty();
            assertThat(exiting.error()).isInstanceOf(CancellationException.class);
            assertThat(next.error()).isInstanceOf(CancellationException.class);
        }
    }

    @Nested
    final class Close {
        @ParameterizedTest
        @EnumSource
        void newWork_isRejected(Mode mode) {
            var scene = new Scene(mode);
            scene.scheduler.close();
            scene.vm.settle();

            Probe<Varargs> late = Probe.of(scene.scheduler.spawn(scene.vm.logging("late"), NONE).result());

            assertThat(late.error()).isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
            scene.assertNothingRan();
        }

        @ParameterizedTest
        @EnumSource
        void timersDeferredAndHostOperations_areDropped(Mode mode) {
            var scene = new Scene(mode);

            scene.scheduler.close();
            scene.vm.settle();

            scene.assertEverythingDropped();
        }

        @ParameterizedTest
        @EnumSource
        void suspendedThreadsAndResults_areCancelled(Mode mode) {
            var scene = new Scene(mode);

            scene.scheduler.close();
            scene.vm.settle();

            assertThat(scene.thread(scene.yielded).status()).isEqualTo(Status.DEAD);
            assertThat(scene.waitingResult.error()).isInstanceOf(CancellationException.class);
            assertThat(scene.awaitingResult.error()).isInstanceOf(CancellationException.class);
            assertThat(scene.yieldedResult.error()).isInstanceOf(CancellationException.class);
        }

        @ParameterizedTest
        @EnumSource
        void workWaitingInTheInbox_isCancelled(Mode mode) {
            var scene = new Scene(mode);
            Probe<Varargs> waiting = Probe.of(scene.scheduler.spawn(scene.vm.logging("waiting"), NONE).result());
            Probe<Integer> asked = Probe.of(scene.scheduler.ask(() -> 1));

            scene.scheduler.close();
            scene.vm.settle();

            assertThat(waiting.error()).isInstanceOf(CancellationException.class);
            assertThat(asked.error()).isInstanceOf(CancellationException.class);
            assertThat(scene.vm.log).isEmpty();
        }

        @ParameterizedTest
        @EnumSource
        void waitTillDone_failsNowAndLater(Mode mode) {
            var scene = new Scene(mode);

            scene.scheduler.close();
            scene.vm.settle();
            Probe<Void> later = Probe.of(scene.scheduler.waitTillDone());

            for (Probe<Void> probe : List.of(scene.done, later)) {
                assertThat(probe.error()).isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
            }
            assertThat(scene.scheduler.exitCode()).isEmpty();
            assertThat(scene.scheduler.hasEnded()).isTrue();
        }

        @ParameterizedTest
        @EnumSource
        void restartAndClear_afterwards_changeNothing(Mode mode) {
            var scene = new Scene(mode);
            scene.scheduler.close();
            scene.vm.settle();

            scene.scheduler.restart();
            scene.scheduler.clear();
            scene.scheduler.stop();

            scene.assertNothingRan();
            assertThat(scene.scheduler).asString().contains("Closed");
        }

        @ParameterizedTest
        @EnumSource
        void whileStopped_ends(Mode mode) {
            var scene = new Scene(mode);
            scene.scheduler.stop();
            scene.vm.settle();

            scene.scheduler.close();
            scene.vm.settle();

            assertThat(scene.waitingResult.error()).isInstanceOf(CancellationException.class);
        }
    }

    @Nested
    final class OnTheHostsOwnThread {
        @Test
        void stepped_betweenSteps_lifeChangesAtOnce() {
            var scene = new Scene(Mode.STEPPED);

            scene.scheduler.close();

            assertThat(scene.scheduler.hasEnded()).isTrue();
            assertThat(scene.waitingResult.error()).isInstanceOf(CancellationException.class);
            Probe<Varargs> late = Probe.of(scene.scheduler.spawn(scene.vm.logging("late"), NONE).result());
            assertThat(late.error()).as("without another step").hasMessageContaining("closed");
        }
    }
}
