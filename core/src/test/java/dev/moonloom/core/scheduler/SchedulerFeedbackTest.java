package dev.moonloom.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.luaj.vm2.LuaValue.NONE;
import static org.luaj.vm2.LuaValue.valueOf;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.coroutine.JavaEngine;
import dev.moonloom.core.coroutine.Outcome;
import dev.moonloom.core.scheduler.TestVm.Mode;
import dev.moonloom.core.scheduler.TestVm.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/** What a host hears, in which order, and what its feedback cannot do. */
@Tag("carrier")
final class SchedulerFeedbackTest {
    /** Writes down everything it hears; threads are numbered as they appear. */
    private static final class Recorder implements SchedulerFeedback {
        final List<String> heard = new ArrayList<>();
        private final IdentityHashMap<Coroutine, String> names = new IdentityHashMap<>();

        private String name(@Nullable Coroutine thread) {
            return thread == null ? "host" : names.computeIfAbsent(thread, _ -> "t" + names.size());
        }

        @Override
        public Admission onThreadAdded(Coroutine thread, @Nullable Coroutine creator, Origin origin) {
            String by = name(creator);
            heard.add("added " + name(thread) + " by " + by + " " + origin);
            return Admission.accept();
        }

        @Override
        public void beforeResume(Coroutine thread, Origin origin) {
            heard.add("before " + name(thread) + " " + origin);
        }

        @Override
        public void onOutcome(Coroutine thread, Origin origin, Outcome outcome) {
            heard.add(name(thread) + " " + origin + " " + TestVm.describe(outcome));
        }

        @Override
        public void onStaleWake(Coroutine thread, Origin origin) {
            heard.add("stale " + name(thread) + " " + origin);
        }
    }

    private final Recorder recorder = new Recorder();

    private TestVm vm() {
        return TestVm.create(Mode.STEPPED, TestVm.quiet().feedback(recorder));
    }

    @Test
    void hostSpawn_isAddedByTheHostThenResumed() {
        var vm = vm();

        vm.scheduler.spawn(vm.function(values -> values), valueOf("x"));
        vm.settle();

        assertThat(recorder.heard).containsExactly("added t0 by host HOST", "before t0 HOST", "t0 HOST returned x");
    }

    @Test
    void everyOrigin_isToldAsWhatItIs() {
        var vm = vm();
        var operation = new Operation();
        vm.scheduler.spawn(vm.function(_ -> {
            vm.spawn(vm.function(_ -> NONE));
            vm.defer(vm.function(_ -> NONE));
            vm.delay(1, vm.function(_ -> NONE));
            vm.tasks.resume(vm.tasks.create(vm.function(_ -> NONE)), NONE);
            vm.tasks.sleep(2);
            return vm.tasks.await(operation);
        }), NONE);
        vm.settle();
        vm.advance(Duration.ofSeconds(1));
        vm.advance(Duration.ofSeconds(1));
        operation.complete("v");
        vm.settle();

        assertThat(recorder.heard)
                .containsExactly(
                        "added t0 by host HOST", "before t0 HOST", "added t1 by t0 SPAWN", "before t1 SPAWN",
                        "t1 SPAWN returned none", "added t2 by t0 DEFER", "added t3 by t0 DELAY",
                        "before t4 COROUTINE_RESUME", "t4 COROUTINE_RESUME returned none", "t0 HOST yielded none",
                        "before t2 DEFER", "t2 DEFER returned none", "before t3 DELAY", "t3 DELAY returned none",
                        "before t0 WAIT", "t0 WAIT yielded none", "before t0 ASYNC", "t0 ASYNC returned v");
    }

    @Test
    void hostDeferAndDelay_haveTheOriginsOfTheirKind() {
        var vm = vm();

        vm.scheduler.defer(vm.function(_ -> NONE), NONE);
        vm.scheduler.delay(Duration.ofSeconds(1), vm.function(_ -> NONE), NONE);
        vm.settle();
        vm.advance(Duration.ofSeconds(1));

        assertThat(recorder.heard)
                .containsExactly(
                        "added t0 by host DEFER", "added t1 by host DELAY", "before t0 DEFER", "t0 DEFER returned none",
                        "before t1 DELAY", "t1 DELAY returned none");
    }

    @Test
    void legacyFunctions_haveTheOriginsOfTheirModernOnes() {
        var vm = vm();
        vm.run(() -> {
            vm.tasks.legacyDelay(0, vm.tasks.create(vm.function(_ -> NONE)));
            vm.tasks.legacySleep(0);
        });
        recorder.heard.clear();
        vm.advance(Duration.ofSeconds(1));

        assertThat(recorder.heard)
                .containsExactly("before t1 DELAY", "t1 DELAY returned none", "before t0 WAIT",
                        "t0 WAIT returned none");
    }

    @Test
    void failure_ofAScheduledThread_carriesItsValue() {
        var vm = vm();
        vm.run(() -> {
            throw new LuaError("boom");
        });

        assertThat(recorder.heard).endsWith("t0 HOST failed boom");
    }

    @Test
    void failureInsideCoroutineResume_isTheCallersAndTold() {
        var vm = vm();
        vm.run(() -> vm.tasks.resume(vm.tasks.create(vm.function(_ -> {
            throw new LuaError("boom");
        })), NONE));

        assertThat(recorder.heard).contains("t1 COROUTINE_RESUME failed boom").endsWith("t0 HOST returned none");
    }

    @Test
    void threadGivenThatIsDead_isReportedAndNothingIsQueued() {
        var vm = vm();
        vm.run(() -> {
            Coroutine dead = vm.spawn(vm.function(_ -> NONE));
            recorder.heard.clear();
            vm.tasks.spawn(dead, NONE);
            vm.tasks.defer(dead, NONE);
            vm.tasks.delay(1, dead, NONE);
        });
        vm.advance(Duration.ofSeconds(2));

        assertThat(recorder.heard)
                .contains(
                        "t1 SPAWN failed cannot resume dead coroutine", "t1 DEFER failed cannot resume dead coroutine",
                        "t1 DELAY failed cannot resume dead coroutine")
                .doesNotContain("before t1 SPAWN", "before t1 DEFER", "before t1 DELAY");
    }

    @Test
    void runningThread_spawned_isReported_deferred_isQueued() {
        var vm = vm();
        vm.run(() -> {
            vm.tasks.spawn(vm.current(), NONE);
            vm.tasks.defer(vm.current(), NONE);
            vm.coroutines.yield(NONE);
            vm.log.add("deferred itself");
        });

        assertThat(recorder.heard).contains("t0 SPAWN failed cannot resume non-suspended coroutine");
        assertThat(vm.log).containsExactly("deferred itself");
    }

    @Test
    void cancel_isToldWithWhatWasPending() {
        var vm = vm();
        vm.run(() -> {
            Coroutine waiting = vm.spawn(vm.waiting(1, "never"));
            Coroutine bare = vm.spawn(vm.yielding("never"));
            recorder.heard.clear();
            vm.tasks.cancel(waiting);
            vm.tasks.cancel(bare);
            vm.tasks.cancel(bare);
        });

        assertThat(recorder.heard)
                .containsExactly("t1 WAIT cancelled", "t2 COROUTINE_RESUME cancelled", "t0 HOST returned none");
    }

    @Test
    void close_isToldOnlyOfAThreadThatHadEntries_whichAreStaleWhenTheyFire() {
        var vm = vm();
        vm.run(() -> {
            Coroutine waiting = vm.spawn(vm.waiting(1, "never"));
            Coroutine bare = vm.spawn(vm.yielding("never"));
            recorder.heard.clear();
            vm.tasks.close(waiting);
            vm.tasks.close(bare);
        });
        assertThat(recorder.heard).containsExactly("t1 WAIT cancelled", "t0 HOST returned none");
        recorder.heard.clear();

        vm.advance(Duration.ofSeconds(1));

        assertThat(recorder.heard).containsExactly("stale t1 WAIT");
    }

    @Test
    void lateCompletion_isAStaleWake() {
        var vm = vm();
        var operation = new Operation();
        vm.run(() -> {
            Coroutine thread = vm.spawn(vm.awaiting(operation));
            vm.tasks.resume(thread, valueOf("early"));
        });
        assertThat(operation.disposals).isOne();
        recorder.heard.clear();

        operation.complete("late");
        vm.settle();

        assertThat(recorder.heard).containsExactly("stale t1 ASYNC");
        assertThat(vm.log).containsExactly("result early");
    }

    @Test
    void clearAndClose_tellOfEveryThreadThatHadEntries() {
        var vm = vm();
        vm.run(() -> {
            vm.spawn(vm.waiting(1, "never"));
            vm.delay(1, vm.logging("never"));
            vm.spawn(vm.yielding("bare"));
        });
        recorder.heard.clear();
        vm.scheduler.clear();
        vm.settle();
        assertThat(recorder.heard).containsExactly("t1 WAIT cancelled", "t2 DELAY cancelled");
        vm.run(() -> vm.delay(1, vm.logging("never")));
        recorder.heard.clear();

        vm.scheduler.close();
        vm.settle();

        assertThat(recorder.heard).containsExactly("t5 DELAY cancelled");
    }

    @Test
    void cStackOverflow_ofASpawn_isReportedAndTheChildStaysSuspended() {
        var vm = vm();
        var body = new JavaEngine.Body[1];
        List<Coroutine> made = new ArrayList<>();
        body[0] = _ -> {
            made.add(vm.tasks.create(vm.function(body[0])));
            vm.tasks.spawn(made.getLast(), NONE);
            return NONE;
        };
        vm.scheduler.spawn(vm.function(body[0]), NONE);
        vm.settle();

        assertThat(recorder.heard.stream().filter(it -> it.endsWith("failed C stack overflow"))).hasSize(1);
        assertThat(made).hasSize(200);
        assertThat(made.getLast().status().luaName()).isEqualTo("suspended");
    }

    @Test
    void refusal_isThrownToTheScriptThatAsked() {
        var refusing = new SchedulerFeedback() {
            @Override
            public Admission onThreadAdded(Coroutine thread, @Nullable Coroutine creator, Origin origin) {
                return creator == null ? Admission.accept() : Admission.refuse("not " + origin);
            }
        };
        var vm = TestVm.create(Mode.STEPPED, TestVm.quiet().feedback(refusing));
        vm.run(() -> {
            for (Runnable call : List.<Runnable>of(
                    () -> vm.spawn(vm.logging("ran")), () -> vm.defer(vm.logging("ran")),
                    () -> vm.delay(1, vm.logging("ran")))) {
                try {
                    call.run();
                } catch (LuaError error) {
                    vm.log.add(Objects.requireNonNull(error.getMessage()));
                }
            }
            vm.tasks.create(vm.logging("creating is not asked"));
        });
        vm.advance(Duration.ofSeconds(2));

        assertThat(vm.log).containsExactly("not SPAWN", "not DEFER", "not DELAY");
    }

    @Test
    void then_tellsInOrder_andTheFirstRefusalHolds() {
        List<String> heard = new ArrayList<>();
        SchedulerFeedback chain = named("a", heard, false).then(named("b", heard, true)).then(named("c", heard, true));
        var vm = TestVm.create(Mode.STEPPED, TestVm.quiet().feedback(chain));
        Probe<?> refused = Probe.of(vm.scheduler.spawn(vm.logging("never"), NONE).result());
        vm.settle();

        assertThat(heard).containsExactly("a added", "b added");
        assertThat(refused.error()).hasMessage("refused by b");
    }

    @Test
    void then_everyHook_reachesEveryPart() {
        List<String> heard = new ArrayList<>();
        var vm = TestVm.create(Mode.STEPPED, TestVm.quiet()
                .feedback(named("a", heard, false).then(named("b", heard, false))));
        vm.run(() -> {
            Coroutine thread = vm.spawn(vm.waiting(1, "never"));
            vm.tasks.close(thread);
        });
        vm.advance(Duration.ofSeconds(1));

        for (String hook : List.of("added", "before", "outcome", "stale")) {
            assertThat(heard).containsSubsequence("a " + hook, "b " + hook);
        }
        assertThat(heard.stream().filter(it -> it.startsWith("a ")).map(it -> it.substring(2)))
                .containsExactlyElementsOf(
                        heard.stream().filter(it -> it.startsWith("b ")).map(it -> it.substring(2)).toList());
    }

    private static SchedulerFeedback named(String name, List<String> heard, boolean refusing) {
        return new SchedulerFeedback() {
            @Override
            public Admission onThreadAdded(Coroutine thread, @Nullable Coroutine creator, Origin origin) {
                heard.add(name + " added");
                return refusing ? Admission.refuse("refused by " + name) : Admission.accept();
            }

            @Override
            public void beforeResume(Coroutine thread, Origin origin) {
                heard.add(name + " before");
            }

            @Override
            public void onOutcome(Coroutine thread, Origin origin, Outcome outcome) {
                heard.add(name + " outcome");
            }

            @Override
            public void onStaleWake(Coroutine thread, Origin origin) {
                heard.add(name + " stale");
            }
        };
    }

    /** Throws at every hook. */
    private static final class Throwing implements SchedulerFeedback {
        @Override
        public Admission onThreadAdded(Coroutine thread, @Nullable Coroutine creator, Origin origin) {
            throw new IllegalStateException("added");
        }

        @Override
        public void beforeResume(Coroutine thread, Origin origin) {
            throw new IllegalStateException("before");
        }

        @Override
        public void onOutcome(Coroutine thread, Origin origin, Outcome outcome) {
            throw new AssertionError("outcome");
        }

        @Override
        public void onStaleWake(Coroutine thread, Origin origin) {
            throw new IllegalStateException("stale");
        }
    }

    @ParameterizedTest
    @EnumSource
    void feedbackThatThrows_reachesTheErrorHandlerOnceEachAndHarmsNothing(Mode mode) {
        var vm = TestVm.create(mode, TestVm.quiet().feedback(new Throwing()));
        ThreadHandle handle = vm.scheduler.spawn(vm.waiting(1, "ran"), NONE);
        vm.settle();
        vm.advance(Duration.ofSeconds(1));

        assertThat(vm.log).containsExactly("ran");
        assertThat(Probe.of(handle.result()).isCompleted()).isTrue();
        assertThat(vm.handled)
                .extracting(Throwable::getMessage)
                .containsExactly("added", "before", "outcome", "before", "outcome");
    }

    @Test
    void partOfAChainThatThrows_keepsNothingFromTheOthers() {
        List<String> heard = new ArrayList<>();
        var vm = TestVm.create(
                Mode.STEPPED,
                TestVm.quiet().feedback(new Throwing().then(named("b", heard, true)).then(new Throwing())));
        Probe<?> refused = Probe.of(vm.scheduler.spawn(vm.logging("never"), NONE).result());
        vm.settle();

        assertThat(refused.error()).as("the refusal counts all the same").hasMessage("refused by b");
        assertThat(vm.handled).extracting(Throwable::getMessage).containsExactly("added");
    }

    @Test
    void errorHandlerThatThrows_harmsNothing() {
        var options = TestVm.quiet().feedback(new Throwing()).errorHandler(failure -> {
            throw new IllegalStateException("the handler fails too", failure);
        });
        TaskScheduler scheduler = TaskScheduler.createStepped(
                new Coroutines(new JavaEngine()), options, () -> {},
                () -> 0, false);
        Probe<?> result = Probe.of(scheduler.spawn(
                JavaEngine.function(_ -> valueOf(1)), NONE).result());

        scheduler.step();

        assertThat(result.isCompleted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void callsFromFeedback_takeEffectInTheNextCycle(Mode mode) {
        var calling = new SchedulerFeedback() {
            @Nullable TestVm vm;
            boolean done;

            @Override
            public void onOutcome(Coroutine thread, Origin origin, Outcome outcome) {
                TestVm owner = Objects.requireNonNull(vm);
                owner.log.add("outcome " + origin);
                if (!done) {
                    done = true;
                    owner.scheduler.spawn(owner.logging("spawned by feedback"), LuaValue.NONE);
                    owner.log.add("feedback returns");
                }
            }
        };
        var vm = TestVm.create(mode, TestVm.quiet().feedback(calling));
        calling.vm = vm;
        vm.scheduler.spawn(vm.function(_ -> {
            vm.defer(vm.logging("deferred"));
            return NONE;
        }), NONE);
        vm.settle();

        assertThat(vm.log)
                .containsExactly(
                        "outcome HOST", "feedback returns", "deferred", "outcome DEFER", "spawned by feedback",
                        "outcome HOST");
    }

    @ParameterizedTest
    @EnumSource
    void closeFromFeedback_endsTheSchedulerAfterTheResume(Mode mode) {
        var closing = new SchedulerFeedback() {
            @Nullable TestVm vm;

            @Override
            public void onOutcome(Coroutine thread, Origin origin, Outcome outcome) {
                Objects.requireNonNull(vm).scheduler.close();
            }
        };
        var vm = TestVm.create(mode, TestVm.quiet().feedback(closing));
        closing.vm = vm;
        Probe<?> first = Probe.of(vm.scheduler.spawn(vm.logging("first"), NONE).result());
        vm.settle();

        assertThat(first.isCompleted()).isTrue();
        assertThat(vm.scheduler.hasEnded()).isTrue();
        assertThat(vm.handled).isEmpty();
    }
}
