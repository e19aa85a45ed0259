package dev.moonloom.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.luaj.vm2.LuaValue.NONE;
import static org.luaj.vm2.LuaValue.valueOf;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.coroutine.JavaEngine;
import dev.moonloom.core.coroutine.LuaFailure;
import dev.moonloom.core.coroutine.Status;
import dev.moonloom.core.scheduler.TestVm.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The final result of a thread, as its host gets it, and what the host may schedule. */
@Tag("carrier")
final class ThreadHandleTest {
    private static Coroutine thread(ThreadHandle handle) {
        return Objects.requireNonNull(handle.thread());
    }

    @ParameterizedTest
    @EnumSource
    void result_ofAThreadThatReturns_isTheSameForEarlyAndLateSubscribers(Mode mode) {
        var vm = TestVm.create(mode);
        ThreadHandle handle = vm.scheduler.spawn(vm.waiting(1, "value"), NONE);
        Probe<Varargs> early = Probe.of(handle.result());

        vm.settle();
        assertThat(early.isPending()).isTrue();
        vm.advance(Duration.ofSeconds(1));
        Probe<Varargs> late = Probe.of(handle.result());

        for (Probe<Varargs> probe : List.of(early, late)) {
            assertThat(probe.isCompleted()).isTrue();
            assertThat(probe.value()).isEqualTo(valueOf("value"));
        }
        assertThat(vm.log).as("it ran once").containsExactly("value");
    }

    @ParameterizedTest
    @EnumSource
    void result_ofAThreadThatFails_isTheVeryErrorValue(Mode mode) {
        var vm = TestVm.create(mode);
        LuaTable error = new LuaTable();
        ThreadHandle handle = vm.scheduler.spawn(vm.function(_ -> {
            throw new LuaError(error);
        }), NONE);
        vm.settle();

        assertThat(Probe.of(handle.result()).error())
                .isInstanceOfSatisfying(LuaFailure.class, it -> assertThat(it.value()).isSameAs(error));
        assertThat(thread(handle).status()).isEqualTo(Status.DEAD);
    }

    @Test
    void result_ofAFailure_carriesTheTraceback() {
        TaskScheduler scheduler = TaskScheduler.createStepped(
                new Coroutines(new TracingEngine()), TestVm.quiet(), () -> {}, () -> 0, false);
        ThreadHandle handle = scheduler.spawn(JavaEngine.function(_ -> {
            throw new LuaError("boom");
        }), NONE);
        scheduler.step();

        assertThat(Probe.of(handle.result()).error())
                .isInstanceOfSatisfying(LuaFailure.class,
                        it -> assertThat(it.traceback()).isEqualTo(TracingEngine.TRACEBACK));
    }

    @ParameterizedTest
    @EnumSource
    void result_ofACancelledOrClosedThread_isACancellation(Mode mode) {
        var vm = TestVm.create(mode);
        ThreadHandle cancelledByHost = vm.scheduler.spawn(vm.waiting(1, "never"), NONE);
        ThreadHandle cancelledByScript = vm.scheduler.spawn(vm.yielding("never"), NONE);
        ThreadHandle closedByScript = vm.scheduler.spawn(vm.yielding("never"), NONE);
        vm.settle();

        cancelledByHost.cancel();
        vm.run(() -> {
            vm.tasks.cancel(thread(cancelledByScript));
            vm.tasks.close(thread(closedByScript));
        });

        for (ThreadHandle handle : List.of(cancelledByHost, cancelledByScript, closedByScript)) {
            assertThat(Probe.of(handle.result()).error()).isInstanceOf(CancellationException.class);
        }
        vm.advance(Duration.ofSeconds(2));
        assertThat(vm.log).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void result_ofAThreadThatStaysSuspended_staysPending(Mode mode) {
        var vm = TestVm.create(mode);
        Probe<Varargs> result = Probe.of(vm.scheduler.spawn(vm.yielding("never"), NONE).result());

        vm.settle();

        assertThat(result.isPending()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void result_disposed_cancelsNothing(Mode mode) {
        var vm = TestVm.create(mode);
        ThreadHandle handle = vm.scheduler.spawn(vm.waiting(1, "value"), NONE);
        handle.result().subscribe().dispose();

        vm.settle();
        vm.advance(Duration.ofSeconds(1));

        assertThat(vm.log).containsExactly("value");
    }

    @ParameterizedTest
    @EnumSource
    void cancel_beforeTheThreadWasTakenUp_preventsItsDelay(Mode mode) {
        var vm = TestVm.create(mode);
        ThreadHandle handle = vm.scheduler.delay(Duration.ofSeconds(1), vm.logging("never"), NONE);
        handle.cancel();

        vm.settle();
        vm.advance(Duration.ofSeconds(2));

        assertThat(vm.log).isEmpty();
        assertThat(Probe.of(handle.result()).error()).isInstanceOf(CancellationException.class);
    }

    @ParameterizedTest
    @EnumSource
    void cancel_ofAThreadThatHasEnded_changesNothing(Mode mode) {
        var vm = TestVm.create(mode);
        ThreadHandle handle = vm.scheduler.spawn(vm.logging("ran"), NONE);
        vm.settle();

        handle.cancel();
        vm.settle();

        assertThat(Probe.of(handle.result()).isCompleted()).isTrue();
        assertThat(vm.handled).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void refusedByFeedback_failsTheResultAndRunsNothing(Mode mode) {
        var vm = TestVm.create(mode, TestVm.quiet().feedback(new SchedulerFeedback() {
            @Override
            public Admission onThreadAdded(
                    Coroutine thread, @Nullable Coroutine creator, Origin origin) {
                return Admission.refuse("no more of " + origin);
            }
        }));
        List<ThreadHandle> handles = List.of(
                vm.scheduler.spawn(vm.logging("spawned"), NONE), vm.scheduler.defer(vm.logging("deferred"), NONE),
                vm.scheduler.delay(Duration.ofSeconds(1), vm.logging("delayed"), NONE));

        vm.settle();
        vm.advance(Duration.ofSeconds(2));

        assertThat(vm.log).isEmpty();
        assertThat(handles)
                .extracting(handle -> Probe.of(handle.result()).error().getMessage())
                .containsExactly("no more of HOST", "no more of DEFER", "no more of DELAY");
        assertThat(handles).allMatch(handle -> handle.thread() == null);
    }

    @ParameterizedTest
    @EnumSource
    void spawn_ofAThreadThatCannotBeResumed_failsTheResult(Mode mode) {
        var vm = TestVm.create(mode);
        ThreadHandle finished = vm.scheduler.spawn(vm.logging("ran"), NONE);
        vm.settle();

        ThreadHandle again = vm.scheduler.spawn(thread(finished), NONE);
        vm.settle();

        assertThat(Probe.of(again.result()).error()).hasMessage("cannot resume dead coroutine");
    }

    @ParameterizedTest
    @EnumSource
    void spawn_ofASuspendedThread_resumesItWithTheValues(Mode mode) {
        var vm = TestVm.create(mode);
        ThreadHandle first = vm.scheduler.spawn(vm.function(_ -> vm.coroutines.yield(NONE)), NONE);
        vm.settle();

        ThreadHandle second = vm.scheduler.spawn(thread(first), valueOf("passed"));
        vm.settle();

        assertThat(Probe.of(first.result()).value()).isEqualTo(valueOf("passed"));
        assertThat(Probe.of(second.result()).value()).isEqualTo(valueOf("passed"));
    }

    @Test
    void spawn_ofAnythingElse_failsAtOnce() {
        var vm = TestVm.create(Mode.STEPPED);
        var other = TestVm.create(Mode.STEPPED);
        other.coroutines.adopt();
        Coroutine foreign = other.tasks.create(other.logging("never"));

        for (LuaValue wrong : List.of(LuaValue.NIL, valueOf(1), new LuaTable(), foreign)) {
            assertThatThrownBy(() -> vm.scheduler.spawn(wrong, NONE)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void spawnDeferDelay_fromTheHost_runInTheOrderOfOneCycle(Mode mode) {
        var vm = TestVm.create(mode);
        vm.scheduler.defer(vm.logging("first deferred"), NONE);
        vm.scheduler.spawn(vm.function(_ -> {
            vm.log.add("A");
            vm.defer(vm.logging("deferred by A"));
            return NONE;
        }), NONE);
        vm.scheduler.spawn(vm.logging("B"), NONE);
        vm.scheduler.delay(Duration.ZERO, vm.logging("delayed"), NONE);

        vm.settle();
        assertThat(vm.log).containsExactly("A", "B", "first deferred", "deferred by A");
        vm.advance(Duration.ofMillis(1));

        assertThat(vm.log).endsWith("delayed");
    }

    @ParameterizedTest
    @EnumSource
    void delay_isCountedFromTheCall(Mode mode) {
        var vm = TestVm.create(mode);
        vm.scheduler.delay(Duration.ofSeconds(1), vm.logging("delayed"), NONE);

        vm.advance(Duration.ofSeconds(1));

        assertThat(vm.log).containsExactly("delayed");
    }

    @ParameterizedTest
    @EnumSource
    void call_everySubscription_spawnsOnceMore(Mode mode) {
        var vm = TestVm.create(mode);
        var call = vm.scheduler.call(vm.logging("called"), NONE);
        vm.settle();
        assertThat(vm.log).isEmpty();

        Probe<Varargs> one = Probe.of(call);
        Probe<Varargs> two = Probe.of(call);
        vm.settle();

        assertThat(vm.log).containsExactly("called", "called");
        assertThat(one.isCompleted() && two.isCompleted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void ask_answersOnTheVmsThread(Mode mode) {
        var vm = TestVm.create(mode);

        Probe<Boolean> answer = Probe.of(vm.scheduler.ask(vm.coroutines::isOwner));
        vm.settle();

        assertThat(answer.value()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void ask_thatThrows_failsItsMonoAndNothingElse(Mode mode) {
        var vm = TestVm.create(mode);
        for (Throwable planted : List.of(new IllegalStateException("planted"), new AssertionError("planted"))) {
            Probe<Integer> answer = Probe.of(vm.scheduler.ask(() -> {
                if (planted instanceof Error error) {
                    throw error;
                }
                throw (Exception) planted;
            }));
            vm.settle();

            assertThat(answer.error()).isSameAs(planted);
        }
        vm.run(() -> vm.log.add("still alive"));
        assertThat(vm.log).containsExactly("still alive");
    }

    @ParameterizedTest
    @EnumSource
    void execute_thatThrows_reachesTheErrorHandlerOnce(Mode mode) {
        var vm = TestVm.create(mode);
        var planted = new IllegalStateException("planted");

        vm.scheduler.execute(() -> {
            throw planted;
        });
        vm.run(() -> vm.log.add("still alive"));

        assertThat(vm.handled).containsExactly(planted);
        assertThat(vm.log).containsExactly("still alive");
    }
}
