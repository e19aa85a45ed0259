package dev.moonloom.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.luaj.vm2.LuaValue.NONE;

import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.coroutine.JavaEngine;
import dev.moonloom.core.scheduler.TestVm.Operation;
import dev.moonloom.core.scheduler.VirtualTime.VirtualTimeLimitException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.Varargs;

/** A clock that never waits, and moves only when nothing else can happen. */
@Tag("carrier")
final class VirtualTimeTest {
    private final List<String> log = new ArrayList<>();
    private final VirtualTime time = VirtualTime.create(new Coroutines(new JavaEngine()), TestVm.quiet());
    private final TaskScheduler scheduler = time.scheduler();
    private final Tasks tasks = scheduler.tasks();

    private LuaFunction waiting(double seconds) {
        return JavaEngine.function(_ -> {
            tasks.sleep(seconds);
            log.add(seconds + " at " + time.now());
            return NONE;
        });
    }

    @Test
    void hour_takesNoTime() {
        scheduler.spawn(waiting(3600), NONE);
        scheduler.spawn(waiting(60), NONE);

        time.runUntilDone();

        assertThat(log).containsExactly("60.0 at PT1M", "3600.0 at PT1H");
        assertThat(time.now()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void loopThatWaitsForEver_isEndedByTheLimitWithAnErrorThatSaysSo() {
        VirtualTime limited = VirtualTime.create(
                new Coroutines(new JavaEngine()), TestVm.quiet(), Duration.ofSeconds(10));
        var rounds = new int[1];
        limited.scheduler().spawn(JavaEngine.function(_ -> {
            while (true) {
                limited.scheduler().tasks().sleep(1);
                rounds[0]++;
            }
        }), NONE);

        assertThatThrownBy(limited::runUntilDone)
                .isInstanceOf(VirtualTimeLimitException.class)
                .hasMessageContaining("10 s")
                .hasMessageContaining("timers 1");
        assertThat(rounds[0]).as("what is due at the limit itself runs").isEqualTo(10);
    }

    @Test
    void infiniteWait_isNothingToRunFor() {
        scheduler.spawn(waiting(Double.POSITIVE_INFINITY), NONE);

        time.runUntilDone();

        assertThat(time.now()).isZero();
    }

    @Test
    void hostOperation_isWaitedForInRealTimeWithoutTheClockMoving() {
        var operation = new Operation();
        scheduler.spawn(JavaEngine.function(_ -> {
            Varargs value = tasks.await(host -> {
                var disposable = operation.start(host);
                new Thread(() -> operation.complete("value")).start();
                return disposable;
            });
            log.add(value.tojstring() + " at " + time.now());
            return value;
        }), NONE);
        scheduler.spawn(waiting(1), NONE);

        time.runUntilDone();

        assertThat(log).containsExactly("value at PT0S", "1.0 at PT1S");
    }

    @Test
    void keepAlive_isWaitedForInRealTime() {
        KeepAlive open = scheduler.keepAlive();
        scheduler.spawn(JavaEngine.function(_ -> {
            new Thread(() -> {
                scheduler.spawn(waiting(5), NONE);
                open.close();
            }).start();
            return NONE;
        }), NONE);

        time.runUntilDone();

        assertThat(log).containsExactly("5.0 at PT5S");
    }

    @Test
    void runFor_runsWhatIsDueAndStandsAtItsEnd() {
        scheduler.spawn(waiting(1), NONE);
        scheduler.spawn(waiting(2), NONE);
        scheduler.spawn(waiting(2.5), NONE);

        time.runFor(Duration.ofSeconds(2));

        assertThat(log).containsExactly("1.0 at PT1S", "2.0 at PT2S");
        assertThat(time.now()).isEqualTo(Duration.ofSeconds(2));
        time.runFor(Duration.ofSeconds(2));
        assertThat(log).endsWith("2.5 at PT2.5S");
        assertThat(time.now()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void runFor_whileTheHostIsWaitedFor_timeStandsStill() {
        scheduler.spawn(JavaEngine.function(_ -> {
            scheduler.tasks().await(operation -> {
                new Thread(() -> operation.complete(() -> NONE)).start();
                return () -> {};
            });
            log.add("completed at " + time.now());
            return NONE;
        }), NONE);

        time.runFor(Duration.ofSeconds(2));

        assertThat(log).containsExactly("completed at PT0S");
        assertThat(time.now()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void runFor_nothing_runsWhatIsReady() {
        scheduler.spawn(JavaEngine.function(_ -> {
            log.add("ran");
            return NONE;
        }), NONE);

        time.runFor(Duration.ZERO);

        assertThat(log).containsExactly("ran");
        assertThat(time.now()).isZero();
    }

    @Test
    void runUntil_stopsWhenTheConditionHolds() {
        scheduler.spawn(waiting(1), NONE);
        scheduler.spawn(waiting(1000), NONE);

        time.runUntil(() -> !log.isEmpty());

        assertThat(time.now()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void exit_endsTheRun() {
        scheduler.spawn(waiting(1000), NONE);
        scheduler.spawn(JavaEngine.function(_ -> {
            tasks.sleep(1);
            throw tasks.exit(3);
        }), NONE);

        time.runUntilDone();

        assertThat(scheduler.exitCode()).hasValue(3);
        assertThat(time.now()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void zeroWaits_moveByTheMinimum() {
        scheduler.spawn(JavaEngine.function(_ -> {
            for (int i = 0; i < 100; i++) {
                tasks.sleep(0);
            }
            return NONE;
        }), NONE);

        time.runUntilDone();

        assertThat(time.now()).isEqualTo(Duration.ofMillis(100));
    }
}
