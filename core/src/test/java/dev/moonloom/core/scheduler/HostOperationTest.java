package dev.moonloom.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.luaj.vm2.LuaValue.NONE;
import static org.luaj.vm2.LuaValue.valueOf;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.coroutine.LuaFailure;
import dev.moonloom.core.coroutine.Status;
import dev.moonloom.core.scheduler.TestVm.Mode;
import dev.moonloom.core.scheduler.TestVm.Operation;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Something of the host's that a thread waits for belongs to that one wait. */
@Tag("carrier")
final class HostOperationTest {
    private final TestVm vm = TestVm.create(Mode.STEPPED);
    private final Operation operation = new Operation();

    private Coroutine awaiting() {
        ThreadHandle handle = vm.scheduler.spawn(vm.awaiting(operation), NONE);
        vm.settle();
        return Objects.requireNonNull(handle.thread());
    }

    /** {@return the error value that the call raises when the operation fails so} */
    private LuaValue raisedFor(Throwable failure) {
        ThreadHandle handle = vm.scheduler.spawn(vm.function(_ -> {
            try {
                return vm.tasks.await(operation);
            } catch (LuaError error) {
                return LuaValue.varargsOf(valueOf("caught"), Coroutines.valueOf(error));
            }
        }), NONE);
        vm.settle();
        operation.handle().fail(failure);
        vm.settle();
        Varargs results = Objects.requireNonNull(Probe.of(handle.result()).value());
        assertThat(results.arg1()).isEqualTo(valueOf("caught"));
        return results.arg(2);
    }

    @Test
    void complete_resumesTheThreadWithTheValue() {
        awaiting();

        operation.complete("value");
        vm.settle();

        assertThat(vm.log).containsExactly("result value");
        assertThat(operation.disposals).isZero();
    }

    @Test
    void complete_beforeTheThreadHasParked_yieldsAllTheSame() {
        vm.run(() -> {
            Coroutine thread = vm.spawn(vm.function(_ -> {
                Varargs value = vm.tasks.await(host -> {
                    host.complete(() -> valueOf("ready"));
                    return () -> {};
                });
                vm.log.add(value.tojstring());
                return NONE;
            }));
            vm.log.add(thread.status().luaName());
        });

        assertThat(vm.log).containsExactly("suspended", "ready");
    }

    @Test
    void completeTwice_countsOnce() {
        awaiting();

        operation.complete("first");
        operation.complete("second");
        operation.handle().fail(new IllegalStateException("third"));
        vm.settle();

        assertThat(vm.log).containsExactly("result first");
    }

    @Test
    void fail_isRaisedAtTheCallWhereItIsCaught() {
        assertThat(raisedFor(new IllegalStateException("the disk is full"))).isEqualTo(valueOf("the disk is full"));
        assertThat(raisedFor(new UnsupportedOperationException()))
                .isEqualTo(valueOf("java.lang.UnsupportedOperationException"));
        assertThat(raisedFor(new CompletionException(new ExecutionException(new IllegalStateException("inner")))))
                .isEqualTo(valueOf("inner"));
    }

    @Test
    void fail_withALuaError_keepsItsValue() {
        LuaTable value = new LuaTable();

        assertThat(raisedFor(new LuaError(value))).isSameAs(value);
    }

    @Test
    void deliveryThatThrows_isRaisedAtTheCall() {
        ThreadHandle handle = vm.scheduler.spawn(vm.awaiting(operation), NONE);
        vm.settle();
        operation.handle().complete(() -> {
            throw new IllegalStateException("cannot be converted");
        });
        vm.settle();

        assertThat(Probe.of(handle.result()).error())
                .isInstanceOfSatisfying(
                        LuaFailure.class, it -> assertThat(it.value()).isEqualTo(valueOf("cannot be converted")));
    }

    @Test
    void delivery_isConvertedOnTheVmsThread() throws InterruptedException {
        awaiting();
        var converter = new Thread[1];
        var other = new Thread(() -> operation.handle().complete(() -> {
            converter[0] = Thread.currentThread();
            return NONE;
        }));
        other.start();
        other.join();
        vm.settle();

        assertThat(converter[0]).isSameAs(Thread.currentThread());
    }

    /** What ends a wait before its operation does. */
    enum Interruption {
        EARLY_RESUME {
            @Override
            void of(TestVm vm, Coroutine thread) {
                vm.tasks.resume(thread, LuaValue.valueOf("early"));
            }
        },
        SPAWN {
            @Override
            void of(TestVm vm, Coroutine thread) {
                vm.tasks.spawn(thread, LuaValue.valueOf("early"));
            }
        },
        CANCEL {
            @Override
            void of(TestVm vm, Coroutine thread) {
                vm.tasks.cancel(thread);
            }
        },
        CLOSE {
            @Override
            void of(TestVm vm, Coroutine thread) {
                vm.tasks.close(thread);
            }
        };

        abstract void of(TestVm vm, Coroutine thread);
    }

    @ParameterizedTest
    @EnumSource
    void interruption_disposesTheOperationAtOnceAndItNoLongerCounts(Interruption interruption) {
        Coroutine thread = awaiting();

        vm.run(() -> interruption.of(vm, thread));

        assertThat(operation.disposals).isOne();
        assertThat(vm.scheduler.step().done()).isTrue();
    }

    @Test
    void lateCompletion_neverReachesAnotherYield() {
        ThreadHandle handle = vm.scheduler.spawn(vm.function(_ -> {
            vm.log.add("first " + vm.tasks.await(operation).tojstring());
            vm.log.add("second " + vm.coroutines.yield(NONE).tojstring());
            return NONE;
        }), NONE);
        vm.settle();
        Coroutine thread = Objects.requireNonNull(handle.thread());
        vm.run(() -> vm.tasks.resume(thread, valueOf("early")));

        operation.complete("late");
        vm.settle();

        assertThat(vm.log).containsExactly("first early");
        assertThat(thread.status()).isEqualTo(Status.SUSPENDED);
    }

    @Test
    void startThatThrows_isTheCallsErrorAndLeavesNothing() {
        ThreadHandle handle = vm.scheduler.spawn(vm.function(_ -> vm.tasks.await(_ -> {
            throw new IllegalStateException("no such service");
        })), NONE);
        vm.settle();

        assertThat(Probe.of(handle.result()).error())
                .isInstanceOfSatisfying(
                        LuaFailure.class, it -> assertThat(it.value()).isEqualTo(valueOf("no such service")));
        assertThat(vm.scheduler.step().done()).isTrue();
    }

    @Test
    void startThatCompletesAndThrows_wakesNothingLater() {
        vm.scheduler.spawn(vm.function(_ -> {
            try {
                vm.tasks.await(host -> {
                    host.complete(() -> valueOf("stray"));
                    throw new IllegalStateException("after all");
                });
            } catch (IllegalStateException expected) {
                vm.log.add("caught");
            }
            vm.log.add(vm.tasks.sleep(1).tojstring());
            return NONE;
        }), NONE);
        vm.settle();
        assertThat(vm.log).containsExactly("caught");

        vm.advance(Duration.ofSeconds(1));

        assertThat(vm.log).hasSize(2).doesNotContain("stray");
    }

    @Test
    void await_whereYieldingIsIllegal_startsNothing() {
        vm.run(() -> {
            vm.coroutines.openRegion();
            try {
                vm.tasks.await(host -> {
                    vm.log.add("started");
                    return () -> {};
                });
            } catch (LuaError error) {
                vm.log.add(Objects.requireNonNull(error.getMessage()));
            } finally {
                vm.coroutines.closeRegion();
            }
        });

        assertThat(vm.log).containsExactly("attempt to yield across metamethod/C-call boundary");
        assertThat(vm.scheduler.step().done()).isTrue();
    }

    @Test
    void sleep_whereYieldingIsIllegal_leavesNoTimer() {
        vm.run(() -> {
            vm.coroutines.openRegion();
            try {
                vm.tasks.sleep(1);
            } catch (LuaError error) {
                vm.log.add(Objects.requireNonNull(error.getMessage()));
            } finally {
                vm.coroutines.closeRegion();
            }
        });

        assertThat(vm.log).containsExactly("attempt to yield across metamethod/C-call boundary");
        assertThat(vm.scheduler.step()).isEqualTo(new Step(0, null, true));
    }

    @Test
    void disposalThatThrows_reachesTheErrorHandlerAndHarmsNothing() {
        var planted = new IllegalStateException("planted");
        ThreadHandle handle = vm.scheduler.spawn(vm.function(_ -> vm.tasks.await(_ -> () -> {
            throw planted;
        })), NONE);
        vm.settle();

        handle.cancel();
        vm.settle();

        assertThat(vm.handled).containsExactly(planted);
        assertThat(Probe.of(handle.result()).isPending()).isFalse();
    }

    @Test
    void resourceOfAThread_isDisposedWhenItEndsInWhateverWay() {
        var disposed = new int[1];
        vm.run(() -> {
            for (String end : new String[]{"return", "error", "cancel", "close"}) {
                Coroutine thread = vm.spawn(vm.function(_ -> {
                    vm.tasks.disposeWithThread(() -> disposed[0]++);
                    if (end.equals("error")) {
                        throw new LuaError("boom");
                    }
                    return end.equals("return") ? NONE : vm.coroutines.yield(NONE);
                }));
                switch (end) {
                    case "cancel" -> vm.tasks.cancel(thread);
                    case "close" -> vm.tasks.close(thread);
                    default -> {}
                }
                vm.log.add(end + " " + disposed[0]);
            }
        });

        assertThat(vm.log).containsExactly("return 1", "error 2", "cancel 3", "close 4");
    }
}
