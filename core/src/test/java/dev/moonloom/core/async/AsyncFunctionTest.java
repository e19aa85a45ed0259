package dev.moonloom.core.async;

import static dev.moonloom.core.async.Vm.hasEnded;
import static dev.moonloom.core.async.Vm.outcome;
import static dev.moonloom.core.async.Vm.pcall;
import static dev.moonloom.core.async.Vm.string;
import static org.assertj.core.api.Assertions.assertThat;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.scheduler.Origin;
import dev.moonloom.core.scheduler.ThreadHandle;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.publisher.TestPublisher;

@Tag("carrier")
final class AsyncFunctionTest {
    private final Vm vm = new Vm();

    static Object[] readySources() {
        return new Object[]{
            CompletableFuture.completedFuture("value"), Mono.just("value"), CompletableFuture.completedStage("value")};
    }

    @ParameterizedTest
    @MethodSource("readySources")
    void call_readyValue_stillYieldsOnce(Object source) {
        LuaFunction async = vm.functions.async("async", _ -> source);

        vm.runCallOf(async);
        assertThat(vm.log).containsExactly("> yielded");
        vm.step();

        assertThat(vm.log).containsExactly("> yielded", "> returned value");
    }

    @Test
    void call_futureCompletedOnForeignThread_resumesOnTheVms() {
        var future = new CompletableFuture<String>();
        LuaFunction async = vm.functions.async("async", _ -> future);

        ThreadHandle handle = vm.runCallOf(async);
        future.completeAsync(() -> "late");
        vm.stepUntil(() -> hasEnded(handle));

        assertThat(outcome(handle)).isEqualTo("returned late");
    }

    @Test
    void call_monoOnForeignThread_resumesOnTheVms() {
        LuaFunction async = vm.functions.async(
                "async", _ -> Mono.fromCallable(() -> "late").subscribeOn(Schedulers.parallel()));

        ThreadHandle handle = vm.runCallOf(async);
        vm.stepUntil(() -> hasEnded(handle));

        assertThat(outcome(handle)).isEqualTo("returned late");
    }

    @Test
    void call_emptyMono_answersNoValues() {
        LuaFunction async = vm.functions.async("async", _ -> Mono.empty());

        vm.run(_ -> LuaValue.valueOf(async.invoke().narg()));
        vm.step();

        assertThat(vm.log).containsExactly("> yielded", "> returned 0");
    }

    @Test
    void call_publisherOfMany_answersTheFirstAndCancels() {
        TestPublisher<String> many = TestPublisher.create();
        LuaFunction async = vm.functions.async("async", _ -> many);

        vm.runCallOf(async);
        many.next("first", "second");
        vm.step();

        many.assertCancelled();
        assertThat(vm.log).containsExactly("> yielded", "> returned first");
    }

    @Test
    void call_subscription_happensOnTheCallersThread() {
        var subscribedOn = new AtomicReference<Thread>();
        var calledOn = new AtomicReference<Thread>();
        LuaFunction async = vm.functions.async(
                "async", _ -> Mono.just(1).doOnSubscribe(_ -> subscribedOn.set(Thread.currentThread())));

        vm.run(_ -> {
            calledOn.set(Thread.currentThread());
            return async.invoke();
        });

        assertThat(subscribedOn.get()).isNotNull().isSameAs(calledOn.get());
    }

    static Object[] failingSources() {
        return new Object[]{
            CompletableFuture.failedFuture(new IOException("disk on fire")),
            CompletableFuture.completedFuture(1).thenApply(_ -> {
                throw new IllegalStateException("disk on fire");
            }),
            Mono.error(new IOException("disk on fire"))};
    }

    @ParameterizedTest
    @MethodSource("failingSources")
    void call_failure_isCaughtAtTheCall(Object source) {
        LuaFunction async = vm.functions.async("async", _ -> source);

        vm.run(_ -> string("caught " + pcall(async).tojstring()));
        vm.step();

        assertThat(vm.log).containsExactly("> yielded", "> returned caught disk on fire");
    }

    @Test
    void call_uncaughtFailure_endsTheThread() {
        LuaFunction async = vm.functions.async("async", _ -> Mono.error(new IOException("disk on fire")));

        ThreadHandle handle = vm.runCallOf(async);
        vm.step();

        assertThat(outcome(handle)).isEqualTo("failed disk on fire");
    }

    @Test
    void call_failureWithLuaError_keepsItsValue() {
        var value = new LuaTable();
        var caught = new AtomicReference<LuaValue>();
        CompletableFuture<String> failing = CompletableFuture.supplyAsync(() -> {
            throw new LuaError(value);
        });
        LuaFunction async = vm.functions.async("async", _ -> failing);

        ThreadHandle handle = vm.run(_ -> {
            caught.set(pcall(async));
            return LuaValue.NONE;
        });
        vm.stepUntil(() -> hasEnded(handle));

        assertThat(caught.get()).isSameAs(value);
    }

    @Test
    void call_bodyThrows_raisesAtOnce() {
        LuaFunction async = vm.functions.async("async", _ -> {
            throw new IOException("disk on fire");
        });

        vm.run(_ -> pcall(async));

        assertThat(vm.log).containsExactly("> returned disk on fire");
    }

    @Test
    void call_flux_isRefusedAndNamesStream() {
        LuaFunction async = vm.functions.async("ticks", _ -> Flux.just(1));

        vm.run(_ -> pcall(async));

        assertThat(vm.log).containsExactly(
                "> returned 'ticks' is an ASYNC function and returned a Flux; only a STREAM function may");
    }

    @Test
    void call_unsuitableAnswer_isRefused() {
        LuaFunction text = vm.functions.async("text", _ -> "at once");
        LuaFunction nothing = vm.functions.async("nothing", _ -> null);

        vm.run(_ -> LuaValue.varargsOf(new LuaValue[]{pcall(text), string("and"), pcall(nothing)}));

        assertThat(vm.log).containsExactly("> returned"
                + " 'text' is an ASYNC function and must return a CompletionStage or a Publisher, not java.lang.String"
                + " and 'nothing' is an ASYNC function and must return a CompletionStage or a Publisher, not null");
    }

    @Test
    void call_valueWithoutLuauForm_raisesAtTheCall() {
        LuaFunction async = vm.functions.async("async", _ -> Mono.just(Thread.State.NEW));

        vm.run(_ -> pcall(async));
        vm.step();

        assertThat(vm.log).containsExactly(
                "> yielded", "> returned 'async' answered a java.lang.Thread$State, which is no Luau value");
    }

    @Test
    void call_inRegion_isRefusedBeforeTheBodyRuns() {
        LuaFunction async = vm.functions.async("async", _ -> {
            vm.log.add("ran");
            return Mono.just(1);
        });
        LuaFunction region = vm.functions.plain("region", _ -> pcall(async));

        vm.runCallOf(region);

        assertThat(vm.log).containsExactly("> returned attempt to yield across metamethod/C-call boundary");
    }

    @Test
    void call_outsideCoroutine_isRefusedBeforeTheBodyRuns() {
        LuaFunction async = vm.functions.async("async", _ -> {
            vm.log.add("ran");
            return Mono.just(1);
        });

        assertThat(pcall(async)).isEqualTo(string("attempt to yield from outside a coroutine"));
        assertThat(vm.log).isEmpty();
    }

    @Test
    void call_luauInTheBodyYields_isRefused() {
        LuaFunction async = vm.functions.async("async", _ -> vm.coroutines.yield(LuaValue.NONE));

        vm.run(_ -> pcall(async));

        assertThat(vm.log).containsExactly("> returned attempt to yield across metamethod/C-call boundary");
    }

    @Test
    void cancel_future_isCancelledWithoutAStaleWake() {
        var future = new CompletableFuture<String>();
        LuaFunction async = vm.functions.async("async", _ -> future);

        ThreadHandle handle = vm.runCallOf(async);
        handle.cancel();
        vm.step();
        vm.step();

        assertThat(future).isCancelled();
        assertThat(outcome(handle)).isEqualTo("cancelled");
        assertThat(vm.staleWakes).isEmpty();
    }

    @Test
    void cancel_mono_isCancelled() {
        LuaFunction async = vm.functions.async("async", _ -> Mono.never().doOnCancel(() -> vm.log.add("unsubscribed")));

        ThreadHandle handle = vm.runCallOf(async);
        handle.cancel();
        vm.step();

        assertThat(vm.log).containsExactly("> yielded", "unsubscribed", "> cancelled");
    }

    @Test
    void close_ofTheCoroutine_cancelsTheMono() {
        LuaFunction async = vm.functions.async("async", _ -> Mono.never().doOnCancel(() -> vm.log.add("unsubscribed")));

        ThreadHandle handle = vm.runCallOf(async);
        Coroutine thread = Objects.requireNonNull(handle.thread());
        vm.run(_ -> {
            vm.scheduler.tasks().close(thread);
            return LuaValue.NONE;
        });

        assertThat(vm.log).containsExactly("> yielded", "unsubscribed", "> cancelled", "> returned");
    }

    @Test
    void earlyResume_beforeTheCompletion_winsAndCancels() {
        var future = new CompletableFuture<String>();
        LuaFunction async = vm.functions.async("async", _ -> future);

        ThreadHandle handle = vm.runCallOf(async);
        vm.resume(handle, string("early"));
        vm.step();

        assertThat(outcome(handle)).isEqualTo("returned early");
        assertThat(future).isCancelled();
    }

    @Test
    void earlyResume_aheadOfAWaitingCompletion_makesThatAStaleWake() {
        var future = new CompletableFuture<String>();
        LuaFunction async = vm.functions.async("async", _ -> future);

        ThreadHandle handle = vm.run(_ -> {
            vm.log.add("first" + Vm.text(async.invoke()));
            return vm.coroutines.yield(string("second"));
        });
        vm.resume(handle, string("early"));
        future.complete("late");
        vm.step();

        assertThat(vm.log).containsExactly("> yielded", "first early", "> yielded second");
        assertThat(vm.staleWakes).containsExactly(Origin.ASYNC);
        assertThat(outcome(handle)).isEqualTo("pending");
    }

    @Test
    void completion_longAfterCancel_isAStaleWake() {
        var future = new CompletableFuture<String>();
        LuaFunction async = vm.functions.async("async", _ -> future.minimalCompletionStage());

        ThreadHandle handle = vm.runCallOf(async);
        handle.cancel();
        vm.step();
        assertThat(future).isNotCancelled();
        future.complete("late");
        vm.step();

        assertThat(vm.staleWakes).containsExactly(Origin.ASYNC);
    }

    @Test
    void completion_ofAStartThatThrows_isNoResult() {
        CompletionStage<String> broken = new CompletableFuture<>() {
            @Override
            public CompletableFuture<String> whenComplete(BiConsumer<? super String, ? super Throwable> action) {
                action.accept("value", null);
                throw new IllegalStateException("broken stage");
            }
        };
        LuaFunction async = vm.functions.async("async", _ -> broken);

        ThreadHandle handle = vm.run(_ -> vm.coroutines.yield(pcall(async)));
        vm.step();

        assertThat(vm.log).containsExactly("> yielded broken stage");
        assertThat(outcome(handle)).isEqualTo("pending");
        assertThat(vm.staleWakes).containsExactly(Origin.ASYNC);
    }

    @Test
    void pendingCall_keepsTheSchedulerFromBeingDone() {
        Sinks.One<String> sink = Sinks.one();
        LuaFunction async = vm.functions.async("async", _ -> sink.asMono());

        vm.runCallOf(async);
        assertThat(vm.scheduler.step().done()).isFalse();
        sink.tryEmitValue("value").orThrow();

        assertThat(vm.scheduler.step().done()).isTrue();
    }
}
