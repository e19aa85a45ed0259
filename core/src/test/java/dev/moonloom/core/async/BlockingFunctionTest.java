package dev.moonloom.core.async;

import static dev.moonloom.core.async.Vm.hasEnded;
import static dev.moonloom.core.async.Vm.outcome;
import static dev.moonloom.core.async.Vm.pcall;
import static dev.moonloom.core.async.Vm.string;
import static org.assertj.core.api.Assertions.assertThat;

import dev.moonloom.core.coroutine.JavaEngine;
import dev.moonloom.core.scheduler.Origin;
import dev.moonloom.core.scheduler.ThreadHandle;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

@Tag("carrier")
final class BlockingFunctionTest {
    private final Vm vm = new Vm();
    private final Scheduler pool = Schedulers.newSingle("blocking-pool", true);
    private final HostFunctions functions = vm.functions.blockingOn(pool);

    @AfterEach
    void disposePool() {
        pool.dispose();
    }

    @Test
    void call_value_isComputedOnThePool() {
        LuaFunction where = functions.blocking("where", _ -> Thread.currentThread().getName());

        ThreadHandle handle = vm.runCallOf(where);
        vm.stepUntil(() -> hasEnded(handle));

        assertThat(outcome(handle)).startsWith("returned blocking-pool");
    }

    @Test
    void call_withoutAPoolOfItsOwn_runsOnBoundedElastic() {
        LuaFunction where = vm.functions.blocking("where", _ -> Thread.currentThread().getName());

        ThreadHandle handle = vm.runCallOf(where);
        vm.stepUntil(() -> hasEnded(handle));

        assertThat(outcome(handle)).startsWith("returned boundedElastic");
    }

    @Test
    void call_portableArguments_arrive() {
        LuaFunction echo = functions.blocking("echo", arguments -> arguments);

        ThreadHandle handle = vm.runCallOf(
                echo, LuaValue.valueOf(1), LuaValue.valueOf(2.5), string("text"), LuaValue.TRUE, LuaValue.NIL);
        vm.stepUntil(() -> hasEnded(handle));

        assertThat(outcome(handle)).isEqualTo("returned 1 2.5 text true nil");
    }

    @Test
    void call_argumentsChangedMeanwhile_arriveAsTheyWere() throws InterruptedException {
        var changed = new CountDownLatch(1);
        LuaFunction echo = functions.blocking("echo", arguments -> {
            changed.await();
            return arguments;
        });
        var registers = new LuaValue[]{string("as"), string("it"), string("was")};

        ThreadHandle handle = vm.run(_ -> echo.invoke(LuaValue.varargsOf(registers)));
        registers[2] = string("is");
        changed.countDown();
        vm.stepUntil(() -> hasEnded(handle));

        assertThat(outcome(handle)).isEqualTo("returned as it was");
    }

    static LuaValue[] boundValues() {
        var vm = new Vm();
        return new LuaValue[]{
            new LuaTable(), JavaEngine.function(arguments -> arguments),
            vm.coroutines.create(JavaEngine.function(arguments -> arguments)), new LuaUserdata("host object")};
    }

    @ParameterizedTest
    @MethodSource("boundValues")
    void call_boundArgument_isRefusedBeforeAnythingStarts(LuaValue bound) {
        LuaFunction write = functions.blocking("write", _ -> vm.log.add("ran"));

        vm.run(_ -> pcall(write, string("fine"), bound));
        vm.step();

        assertThat(vm.log).containsExactly("> returned invalid argument #2 to 'write' (a " + bound.typename()
                + " cannot leave the VM's thread)");
    }

    @Test
    void call_result_isConvertedOnTheVmsThread() {
        LuaFunction list = functions.blocking("list", _ -> List.of("a", "b"));

        ThreadHandle handle = vm.run(_ -> {
            LuaValue table = list.call();
            return LuaValue.varargsOf(table.get(1), table.get(2));
        });
        vm.stepUntil(() -> hasEnded(handle));

        assertThat(outcome(handle)).isEqualTo("returned a b");
    }

    @Test
    void call_exception_isCaughtAtTheCall() {
        LuaFunction fails = functions.blocking("fails", _ -> {
            throw new IOException("disk on fire");
        });

        ThreadHandle handle = vm.run(_ -> pcall(fails));
        vm.stepUntil(() -> hasEnded(handle));

        assertThat(outcome(handle)).isEqualTo("returned disk on fire");
    }

    @Test
    void call_luaError_keepsItsValue() {
        var value = new LuaTable();
        var caught = new AtomicReference<LuaValue>();
        LuaFunction fails = functions.blocking("fails", _ -> {
            throw new LuaError(value);
        });

        ThreadHandle handle = vm.run(_ -> {
            caught.set(pcall(fails));
            return LuaValue.NONE;
        });
        vm.stepUntil(() -> hasEnded(handle));

        assertThat(caught.get()).isSameAs(value);
    }

    @Test
    void call_error_reachesTheScriptToo() {
        LuaFunction fails = functions.blocking("fails", _ -> {
            throw new LinkageError("broken host");
        });

        ThreadHandle handle = vm.run(_ -> pcall(fails));
        vm.stepUntil(() -> hasEnded(handle));

        assertThat(outcome(handle)).isEqualTo("returned broken host");
    }

    @Test
    void call_poolRefuses_raisesAtOnce() {
        pool.dispose();
        LuaFunction refused = functions.blocking("refused", _ -> vm.log.add("ran"));

        vm.run(_ -> pcall(refused));

        assertThat(vm.log).containsExactly("> returned 'refused' cannot start: its pool takes no more work");
    }

    @Test
    void call_inRegion_isRefusedBeforeAnythingStarts() {
        LuaFunction blocking = functions.blocking("blocking", _ -> vm.log.add("ran"));
        LuaFunction region = functions.plain("region", _ -> pcall(blocking));

        vm.runCallOf(region);

        assertThat(vm.log).containsExactly("> returned attempt to yield across metamethod/C-call boundary");
    }

    @Test
    void call_outsideCoroutine_isRefused() {
        LuaFunction blocking = functions.blocking("blocking", _ -> vm.log.add("ran"));

        assertThat(pcall(blocking)).isEqualTo(string("attempt to yield from outside a coroutine"));
    }

    @Test
    void cancel_interruptsTheBodyWithoutAStaleWake() throws InterruptedException {
        var started = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        LuaFunction sleeps = functions.blocking("sleeps", _ -> {
            started.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException interrupt) {
                interrupted.countDown();
                throw interrupt;
            }
            return null;
        });

        ThreadHandle handle = vm.runCallOf(sleeps);
        assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
        handle.cancel();
        vm.step();
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(outcome(handle)).isEqualTo("cancelled");

        // The pool has one thread: when this call ends, the interrupted one has.
        ThreadHandle next = vm.runCallOf(functions.blocking("next", _ -> "next"));
        vm.stepUntil(() -> hasEnded(next));
        assertThat(outcome(next)).isEqualTo("returned next");
        assertThat(vm.staleWakes).isEmpty();
    }

    @Test
    void earlyResume_bodyThatIgnoresTheInterrupt_endsAsAStaleWake() {
        var started = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        LuaFunction stubborn = functions.blocking("stubborn", _ -> {
            started.countDown();
            while (true) {
                try {
                    release.await();
                    return "late";
                } catch (InterruptedException ignored) {
                    vm.log.add("interrupted");
                }
            }
        });

        ThreadHandle handle = vm.run(_ -> vm.coroutines.yield(stubborn.invoke()));
        awaitUninterruptibly(started);
        vm.resume(handle, string("early"));
        vm.step();
        release.countDown();
        vm.stepUntil(() -> !vm.staleWakes.isEmpty());

        assertThat(vm.log).containsOnlyOnce("> yielded early").contains("interrupted");
        assertThat(vm.staleWakes).containsExactly(Origin.ASYNC);
        assertThat(outcome(handle)).isEqualTo("pending");
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
