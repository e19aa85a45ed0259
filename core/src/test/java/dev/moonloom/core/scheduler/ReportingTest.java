package dev.moonloom.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.luaj.vm2.LuaValue.NONE;
import static org.luaj.vm2.LuaValue.valueOf;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.coroutine.Engine;
import dev.moonloom.core.coroutine.JavaEngine;
import dev.moonloom.core.coroutine.Outcome;
import dev.moonloom.core.coroutine.Outcome.Failed;
import dev.moonloom.core.coroutine.Outcome.Returned;
import dev.moonloom.core.coroutine.Outcome.Yielded;
import dev.moonloom.core.scheduler.TestVm.Mode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaError;
import reactor.core.publisher.Flux;

/** The feedbacks that come with the scheduler: a tracker, a printer, and the log. */
@Tag("carrier")
final class ReportingTest {
    @Nested
    final class Tracker {
        private final ThreadTracker tracker = new ThreadTracker();
        private final TestVm vm = TestVm.create(Mode.STEPPED, TestVm.quiet().feedback(tracker));

        private Coroutine started() {
            ThreadHandle handle = vm.scheduler.spawn(vm.function(_ -> {
                vm.coroutines.yield(valueOf("one"));
                vm.coroutines.yield(valueOf("two"));
                return valueOf("end");
            }), NONE);
            vm.settle();
            return Objects.requireNonNull(handle.thread());
        }

        private void resume(Coroutine thread) {
            vm.scheduler.spawn(thread, NONE);
            vm.settle();
        }

        private static List<Outcome> collected(Flux<Outcome> flux) {
            return Objects.requireNonNull(flux.collectList().block(Duration.ofMinutes(1)));
        }

        @Test
        void track_givesEveryOutcomeFromThenOnAndEnds() {
            Coroutine thread = started();
            Flux<Outcome> outcomes = tracker.track(thread);

            resume(thread);
            resume(thread);

            assertThat(collected(outcomes)).containsExactly(new Yielded(valueOf("two")), new Returned(valueOf("end")));
        }

        @Test
        void track_severalSubscribers_getTheSameWhateverTheTime() {
            Coroutine thread = started();
            Flux<Outcome> early = tracker.track(thread);
            resume(thread);
            Flux<Outcome> late = tracker.track(thread);
            resume(thread);

            assertThat(collected(late)).isEqualTo(collected(early)).hasSize(2);
        }

        @Test
        void track_cancelledThread_endsWithThat() {
            Coroutine thread = started();
            Flux<Outcome> outcomes = tracker.track(thread);

            vm.run(() -> vm.tasks.cancel(thread));

            assertThat(collected(outcomes)).containsExactly(new Outcome.Cancelled());
        }

        @Test
        void track_failingThread_endsWithTheError() {
            ThreadHandle handle = vm.scheduler.spawn(vm.function(_ -> {
                vm.coroutines.yield(NONE);
                throw new LuaError("boom");
            }), NONE);
            vm.settle();
            Flux<Outcome> outcomes = tracker.track(Objects.requireNonNull(handle.thread()));

            resume(Objects.requireNonNull(handle.thread()));

            assertThat(collected(outcomes)).containsExactly(new Failed(valueOf("boom"), "", null));
        }
    }

    @Nested
    final class Printer {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final ErrorPrinter printer = new ErrorPrinter(new PrintStream(out, true, StandardCharsets.UTF_8));

        private TaskScheduler scheduler(Engine engine) {
            return TaskScheduler.createStepped(
                    new Coroutines(engine), TestVm.quiet().feedback(printer), () -> {}, () -> 0, false);
        }

        private String printed() {
            return out.toString(StandardCharsets.UTF_8);
        }

        @Test
        void uncaughtError_isPrintedWithItsTraceback() {
            TaskScheduler scheduler = scheduler(new TracingEngine());
            scheduler.spawn(JavaEngine.function(_ -> {
                throw new LuaError(valueOf("script:1: boom"));
            }), NONE);

            scheduler.step();

            assertThat(printed()).isEqualToNormalizingNewlines("script:1: boom\nstacktrace:\nscript:1 function f\n");
            assertThat(printer.count()).isOne();
        }

        @Test
        void uncaughtError_thatIsNoString_isPrintedAsOne() {
            TaskScheduler scheduler = scheduler(new JavaEngine());
            scheduler.spawn(JavaEngine.function(_ -> {
                throw new LuaError(valueOf(42));
            }), NONE);

            scheduler.step();

            assertThat(printed()).isEqualToNormalizingNewlines("42\nstacktrace:\n");
        }

        @Test
        void errorThatCoroutineResumeReturns_isNotPrinted() {
            TaskScheduler scheduler = scheduler(new JavaEngine());
            scheduler.spawn(JavaEngine.function(_ -> {
                scheduler.tasks().resume(scheduler.tasks().create(JavaEngine.function(_ -> {
                    throw new LuaError("boom");
                })), NONE);
                return NONE;
            }), NONE);

            scheduler.step();

            assertThat(printed()).isEmpty();
            assertThat(printer.count()).isZero();
        }
    }

    /** The log of the tests is slf4j-simple, which writes to standard error. */
    @Nested
    final class Log {
        private String loggedBy(Runnable code) {
            PrintStream before = System.err;
            var out = new ByteArrayOutputStream();
            System.setErr(new PrintStream(out, true, StandardCharsets.UTF_8));
            try {
                code.run();
            } finally {
                System.setErr(before);
            }
            return out.toString(StandardCharsets.UTF_8);
        }

        private TaskScheduler defaultScheduler() {
            return TaskScheduler.createStepped(
                    new Coroutines(new TracingEngine()), SchedulerOptions.defaults(), () -> {}, () -> 0, false);
        }

        @Test
        void uncaughtError_withoutAnyFeedback_isLoggedWithThreadValueAndTraceback() {
            TaskScheduler scheduler = defaultScheduler();
            ThreadHandle handle = scheduler.spawn(JavaEngine.function(_ -> {
                throw new LuaError(valueOf("boom"));
            }), NONE);

            String logged = loggedBy(scheduler::step);

            assertThat(logged)
                    .contains("ERROR", "boom", TracingEngine.TRACEBACK,
                            Objects.requireNonNull(handle.thread()).tojstring());
        }

        @Test
        void hostExceptionWithoutAnErrorHandler_isLogged() {
            TaskScheduler scheduler = defaultScheduler();
            scheduler.execute(() -> {
                throw new IllegalStateException("planted");
            });

            assertThat(loggedBy(scheduler::step)).contains("ERROR", "planted");
        }

        @Test
        void errorThatItsCallerGets_isNotLogged() {
            TaskScheduler scheduler = defaultScheduler();
            scheduler.spawn(JavaEngine.function(_ -> {
                scheduler.tasks().resume(scheduler.tasks().create(JavaEngine.function(_ -> {
                    throw new LuaError("boom");
                })), NONE);
                return NONE;
            }), NONE);

            assertThat(loggedBy(scheduler::step)).isEmpty();
        }
    }
}
