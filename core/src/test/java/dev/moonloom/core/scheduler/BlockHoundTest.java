package dev.moonloom.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.luaj.vm2.LuaValue.NONE;
import static org.luaj.vm2.LuaValue.valueOf;

import dev.moonloom.core.async.HostFunctions;
import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.coroutine.JavaEngine;
import dev.moonloom.core.coroutine.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaFunction;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;

/** Nothing blocks the loop's thread: what does is caught, and what we do ourselves is clean. */
@Tag("blockhound")
final class BlockHoundTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final TaskScheduler scheduler = TaskScheduler.create(new Coroutines(new JavaEngine()), TestVm.quiet());
    private final Tasks tasks = scheduler.tasks();

    @BeforeAll
    static void install() {
        BlockHound.install();
    }

    @AfterEach
    void close() {
        scheduler.close();
    }

    private static void sleep() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private void assertBlockingIsCaught(LuaFunction body) {
        ThreadHandle handle = scheduler.spawn(body, NONE);

        assertThatThrownBy(() -> handle.result().block(LIMIT)).hasCauseInstanceOf(BlockingOperationError.class);
        assertThat(scheduler.ask(() -> 2).block(LIMIT)).isEqualTo(2);
    }

    @Test
    void sleep_inAPlainHostFunction_isCaught() {
        LuaFunction blocking = HostFunctions.of(scheduler).plain("nap", _ -> {
            sleep();
            return NONE;
        });

        assertBlockingIsCaught(JavaEngine.function(blocking::invoke));
    }

    @Test
    void sleep_inACoroutineBody_isCaught() {
        assertBlockingIsCaught(JavaEngine.function(_ -> {
            tasks.sleep(0);
            sleep();
            return NONE;
        }));
    }

    @Test
    void park_inANestedCoroutine_isCaught() {
        var never = new CountDownLatch(1);
        assertBlockingIsCaught(JavaEngine.function(_ -> {
            Coroutine nested = tasks.create(JavaEngine.function(_ -> {
                try {
                    never.await();
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
                return NONE;
            }));
            if (tasks.resume(nested, NONE) instanceof Outcome.Failed(_, _, BlockingOperationError caught)) {
                throw caught;
            }
            return NONE;
        }));
    }

    @Test
    void sleep_inAQuestion_failsItsMonoOnly() {
        Mono<Integer> question = scheduler.ask(() -> {
            sleep();
            return 1;
        });

        assertThatThrownBy(() -> question.block(LIMIT)).hasCauseInstanceOf(BlockingOperationError.class);
        assertThat(scheduler.ask(() -> 2).block(LIMIT)).isEqualTo(2);
    }

    @Test
    void ordinaryTraffic_fromManyThreads_runsClean() throws InterruptedException {
        List<Thread> callers = IntStream.range(0, 3).mapToObj(_ -> Thread.ofPlatform().start(this::traffic)).toList();
        var watching = new AtomicBoolean(true);
        Thread watcher = Thread.ofPlatform().start(() -> {
            while (watching.get()) {
                assertThat(scheduler.toString()).isNotEmpty();
            }
        });
        for (Thread caller : callers) {
            caller.join();
        }
        watching.set(false);
        watcher.join();
        scheduler.waitTillDone().block(LIMIT);

        assertThat(scheduler.hasEnded()).as("%s", scheduler).isFalse();
    }

    private void traffic() {
        var random = ThreadLocalRandom.current();
        for (int i = 0; i < 2000; i++) {
            double seconds = random.nextDouble() / 100;
            LuaFunction body = switch (random.nextInt(5)) {
                case 0 -> JavaEngine.function(_ -> tasks.sleep(seconds));
                case 1 -> JavaEngine.function(_ -> {
                    tasks.defer(tasks.create(JavaEngine.function(_ -> NONE)), NONE);
                    return NONE;
                });
                case 2 -> JavaEngine.function(_ -> {
                    Coroutine thread = tasks.create(JavaEngine.function(_ -> tasks.sleep(1000)));
                    tasks.spawn(thread, NONE);
                    tasks.cancel(thread);
                    return NONE;
                });
                case 3 -> JavaEngine.function(_ -> tasks.await(operation -> {
                    CompletableFuture<Void> result = CompletableFuture
                            .runAsync(() -> operation.complete(() -> valueOf(1)));
                    return () -> result.cancel(false);
                }));
                default -> JavaEngine.function(_ -> scheduler.coroutines().yield(NONE));
            };
            ThreadHandle handle = switch (random.nextInt(3)) {
                case 0 -> scheduler.spawn(body, NONE);
                case 1 -> scheduler.defer(body, NONE);
                default -> scheduler.delay(Duration.ofNanos(random.nextInt(5_000_000)), body, NONE);
            };
            if (random.nextInt(3) == 0) {
                handle.cancel();
            }
            handle.result().onErrorComplete(CancellationException.class).subscribe();
        }
    }
}
