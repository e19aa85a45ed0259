package dev.moonloom.core.async;

import static dev.moonloom.core.async.Vm.hasEnded;
import static dev.moonloom.core.async.Vm.outcome;
import static dev.moonloom.core.async.Vm.pcall;
import static dev.moonloom.core.async.Vm.string;
import static dev.moonloom.core.async.Vm.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonloom.core.coroutine.Outcome;
import dev.moonloom.core.scheduler.Origin;
import dev.moonloom.core.scheduler.ThreadHandle;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.publisher.TestPublisher;

@Tag("carrier")
final class StreamFunctionTest {
    private final Vm vm = new Vm();
    private final TestPublisher<Object> source = TestPublisher.create();

    private LuaFunction streamOf(int prefetch, Flux<?> flux) {
        return vm.functions.stream("ticks", prefetch, _ -> flux);
    }

    /** What {@code for value in iterator do log(value) end} does. */
    private void logAll(LuaValue iterator) {
        for (Varargs values; !(values = step(iterator)).isnil(1);) {
            vm.log.add(text(values).strip());
        }
    }

    private static Varargs step(LuaValue iterator) {
        return iterator.invoke(LuaValue.NIL, LuaValue.NIL);
    }

    @Test
    void loop_itemsThatAreThere_parksNever() {
        LuaFunction ticks = streamOf(4, Flux.just("a", "b", "c"));

        vm.run(_ -> {
            logAll(ticks.call());
            return LuaValue.NONE;
        });

        assertThat(vm.log).containsExactly("a", "b", "c", "> returned");
    }

    @Test
    void loop_itemsThatCome_parksForEach() {
        LuaFunction ticks = streamOf(4, source.flux());

        vm.run(_ -> {
            logAll(ticks.call());
            return LuaValue.NONE;
        });
        source.next("a");
        vm.step();
        source.next("b");
        vm.step();
        source.complete();
        vm.step();

        assertThat(vm.log).containsExactly("> yielded", "a", "> yielded", "b", "> yielded", "> returned");
    }

    /** With a prefetch of one each item races with the step that parks for it, and no later one makes up for it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 16})
    void loop_itemsFromForeignThreads_comeAllAndInOrder(int prefetch) {
        int count = 20_000;
        LuaFunction ticks = streamOf(prefetch, Flux.range(1, count).publishOn(Schedulers.parallel(), 8));
        var sum = new AtomicInteger();

        ThreadHandle handle = vm.run(_ -> {
            LuaValue iterator = ticks.call();
            int expected = 0;
            for (LuaValue item; !(item = step(iterator).arg1()).isnil();) {
                assertThat(item.toint()).isEqualTo(++expected);
                sum.addAndGet(item.toint());
            }
            return LuaValue.NONE;
        });
        vm.stepUntil(() -> hasEnded(handle));

        assertThat(outcome(handle)).isEqualTo("returned");
        assertThat(sum).hasValue(count * (count + 1) / 2);
    }

    @Test
    void step_severalValues_areAnsweredTogether() {
        LuaFunction ticks = streamOf(4, Flux.just(LuaValue.varargsOf(string("key"), string("value"))));

        vm.run(_ -> step(ticks.call()));

        assertThat(vm.log).containsExactly("> returned key value");
    }

    @Test
    void step_error_isRaisedAfterTheItemsBeforeIt() {
        LuaFunction ticks = streamOf(4, Flux.just("a").concatWith(Flux.error(new IOException("disk on fire"))));

        vm.run(_ -> {
            LuaFunction next = vm.functions.yieldable("next", (_, arguments) -> step(arguments.arg1()));
            LuaValue iterator = ticks.call();
            vm.log.add(pcall(next, iterator).tojstring());
            vm.log.add(pcall(next, iterator).tojstring());
            return step(iterator);
        });

        assertThat(vm.log).containsExactly("no error: a", "disk on fire", "> returned nil");
    }

    @Test
    void step_errorWhileParked_keepsTheLuaErrorsValue() {
        var value = new LuaTable();
        var caught = new AtomicReference<LuaValue>();
        LuaFunction ticks = streamOf(4, source.flux());

        vm.run(_ -> {
            LuaValue iterator = ticks.call();
            caught.set(pcall(vm.functions.yieldable("next", (_, _) -> step(iterator))));
            return LuaValue.NONE;
        });
        source.error(new LuaError(value));
        vm.step();

        assertThat(vm.log).containsExactly("> yielded", "> returned");
        assertThat(caught.get()).isSameAs(value);
    }

    @Test
    void step_itemWithoutLuauForm_isAnErrorAndTheNextOneComes() {
        LuaFunction ticks = streamOf(4, Flux.just(Thread.State.NEW, "b"));

        vm.run(_ -> {
            LuaValue iterator = ticks.call();
            vm.log.add(pcall(vm.functions.yieldable("next", (_, _) -> step(iterator))).tojstring());
            return step(iterator);
        });

        assertThat(vm.log).containsExactly(
                "'ticks' answered a java.lang.Thread$State, which is no Luau value", "> returned b");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 64})
    void backPressure_neverExceedsThePrefetchAndGoesOn(int prefetch) {
        var requested = new AtomicInteger();
        int count = 200;
        LuaFunction ticks = streamOf(
                prefetch, Flux.range(1, count).hide().doOnRequest(n -> requested.addAndGet((int) n)));
        var taken = new AtomicInteger();

        ThreadHandle handle = vm.run(_ -> {
            LuaValue iterator = ticks.call();
            assertThat(requested).hasValue(prefetch);
            while (!step(iterator).isnil(1)) {
                assertThat(requested.get() - taken.incrementAndGet()).isNotNegative().isLessThanOrEqualTo(prefetch);
            }
            return LuaValue.NONE;
        });

        assertThat(outcome(handle)).isEqualTo("returned");
        assertThat(taken).hasValue(count);
    }

    @Test
    void prefetch_notPositive_isRefusedAtRegistration() {
        assertThatThrownBy(() -> streamOf(0, Flux.empty())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void open_bodyThrows_raisesAtOnce() {
        LuaFunction ticks = vm.functions.stream("ticks", 1, _ -> {
            throw new IOException("disk on fire");
        });

        vm.run(_ -> pcall(ticks));

        assertThat(vm.log).containsExactly("> returned disk on fire");
    }

    @Test
    void open_noFlux_isAnError() {
        @SuppressWarnings("NullAway") // what a careless host does
        LuaFunction ticks = vm.functions.stream("ticks", 1, _ -> null);

        vm.run(_ -> pcall(ticks));

        assertThat(vm.log).containsExactly(
                "> returned 'ticks' is a STREAM function and must return a Flux, not null");
    }

    @Test
    void open_outsideCoroutine_isRefusedBeforeTheBodyRuns() {
        LuaFunction ticks = vm.functions.stream("ticks", 1, _ -> {
            vm.log.add("ran");
            return Flux.empty();
        });

        assertThat(pcall(ticks)).isEqualTo(string("a stream can only be opened inside a coroutine"));
        assertThat(vm.log).isEmpty();
    }

    @Test
    void open_luauInTheBodyYields_isRefused() {
        LuaFunction ticks = vm.functions.stream("ticks", 1, _ -> {
            vm.coroutines.yield(LuaValue.NONE);
            return Flux.empty();
        });

        vm.run(_ -> {
            vm.log.add(pcall(ticks).tojstring());
            return vm.coroutines.yield(string("legal again"));
        });

        assertThat(vm.log)
                .containsExactly("attempt to yield across metamethod/C-call boundary", "> yielded legal again");
    }

    @Test
    void step_inRegion_isRefusedEvenWithAnItemThere() {
        LuaFunction ticks = streamOf(4, Flux.just("a"));

        vm.run(_ -> {
            LuaValue iterator = ticks.call();
            LuaFunction next = vm.functions.yieldable("next", (_, _) -> step(iterator));
            vm.log.add(vm.functions.plain("region", _ -> pcall(next)).call().tojstring());
            return step(iterator);
        });

        assertThat(vm.log).containsExactly("attempt to yield across metamethod/C-call boundary", "> returned a");
    }

    @Test
    void end_ofTheOpener_cancelsTheFlux() {
        LuaFunction ticks = streamOf(4, source.flux());

        vm.run(_ -> {
            ticks.call();
            return LuaValue.NONE;
        });

        source.assertCancelled();
        assertThat(vm.log).containsExactly("> returned");
    }

    @Test
    void cancel_ofTheOpenerWhileParked_cancelsTheFlux() {
        LuaFunction ticks = streamOf(4, source.flux());

        ThreadHandle handle = vm.run(_ -> step(ticks.call()));
        source.assertNotCancelled();
        handle.cancel();
        vm.step();

        source.assertCancelled();
        assertThat(outcome(handle)).isEqualTo("cancelled");
        assertThat(vm.hostErrors).isEmpty();
    }

    @Test
    void close_asMethodOrFunction_cancelsAndEndsTheIteration() {
        LuaFunction ticks = streamOf(4, source.flux());

        vm.run(_ -> {
            LuaValue asMethod = ticks.call();
            source.next("dropped");
            asMethod.method("close");
            LuaValue asFunction = streamOf(4, Flux.just("dropped")).call();
            asFunction.get("close").call();
            asFunction.get("close").call();
            return LuaValue.varargsOf(step(asMethod).arg1(), step(asFunction).arg1());
        });

        source.assertCancelled();
        assertThat(vm.log).containsExactly("> returned nil nil");
    }

    @Test
    void close_whileAnotherThreadIsParked_endsItsStep() {
        LuaFunction ticks = streamOf(4, source.flux());
        var iterator = new AtomicReference<LuaValue>();
        ThreadHandle opener = vm.run(_ -> {
            iterator.set(ticks.call());
            return vm.coroutines.yield(LuaValue.NONE);
        });
        ThreadHandle parked = vm.run(_ -> step(iterator.get()));

        vm.run(_ -> iterator.get().method("close"));
        vm.step();

        assertThat(outcome(parked)).isEqualTo("returned nil");
        assertThat(outcome(opener)).isEqualTo("pending");
    }

    @Test
    void end_ofTheOpenerWhileAnotherThreadIsParked_endsItsStep() {
        LuaFunction ticks = streamOf(4, source.flux());
        var iterator = new AtomicReference<LuaValue>();
        ThreadHandle opener = vm.run(_ -> {
            iterator.set(ticks.call());
            return vm.coroutines.yield(LuaValue.NONE);
        });
        ThreadHandle parked = vm.run(_ -> step(iterator.get()));

        opener.cancel();
        vm.step();
        vm.step();

        source.assertCancelled();
        assertThat(outcome(parked)).isEqualTo("returned nil");
    }

    @Test
    void step_byAnotherThread_isLegal() {
        LuaFunction ticks = streamOf(4, Flux.just("a", "b"));

        vm.run(_ -> {
            LuaValue iterator = ticks.call();
            var other = vm.coroutines.create(vm.functions.yieldable("other", (_, _) -> step(iterator)));
            vm.log.add(vm.scheduler.tasks().resume(other, LuaValue.NONE) instanceof Outcome.Returned(Varargs values)
                    ? "other got" + text(values)
                    : "other got nothing");
            return step(iterator);
        });

        assertThat(vm.log).containsExactly("> returned a", "other got a", "> returned b");
    }

    @Test
    void step_whileAnotherThreadIsParked_isAnError() {
        LuaFunction ticks = streamOf(4, source.flux());
        var iterator = new AtomicReference<LuaValue>();
        vm.run(_ -> {
            iterator.set(ticks.call());
            return step(iterator.get());
        });

        vm.run(_ -> pcall(vm.functions.yieldable("next", (_, _) -> step(iterator.get()))));
        source.next("a");
        vm.step();

        assertThat(vm.log).containsExactly(
                "> yielded", "> returned another thread is waiting for the next item of 'ticks'", "> returned a");
    }

    @Test
    void earlyResume_whileAnItemIsOnItsWay_losesNothing() {
        LuaFunction ticks = streamOf(4, source.flux());

        ThreadHandle handle = vm.run(_ -> {
            LuaValue iterator = ticks.call();
            vm.log.add("first" + text(step(iterator)));
            vm.log.add("second" + text(step(iterator)));
            return step(iterator);
        });
        vm.resume(handle, string("early"));
        source.next("a");
        vm.step();
        assertThat(vm.log).containsExactly("> yielded", "first early", "second a", "> yielded");
        assertThat(vm.staleWakes).containsExactly(Origin.ASYNC);
        source.next("b");
        vm.step();

        assertThat(outcome(handle)).isEqualTo("returned b");
    }

    @Test
    void cancel_ofAStepThatIsNotTheOpeners_leavesTheItemToTheNext() {
        LuaFunction ticks = streamOf(4, source.flux());
        var iterator = new AtomicReference<LuaValue>();
        vm.run(_ -> {
            iterator.set(ticks.call());
            return vm.coroutines.yield(LuaValue.NONE);
        });
        ThreadHandle parked = vm.run(_ -> step(iterator.get()));

        parked.cancel();
        source.next("a");
        vm.step();
        ThreadHandle next = vm.run(_ -> step(iterator.get()));

        assertThat(outcome(parked)).isEqualTo("cancelled");
        assertThat(outcome(next)).isEqualTo("returned a");
        source.assertNotCancelled();
    }

    @Test
    void clear_ofTheScheduler_losesNoItem() {
        LuaFunction ticks = streamOf(4, source.flux());
        var iterator = new AtomicReference<LuaValue>();
        vm.run(_ -> {
            iterator.set(ticks.call());
            return vm.coroutines.yield(LuaValue.NONE);
        });

        source.next("a");
        vm.scheduler.clear();
        source.next("b");
        ThreadHandle next = vm.run(_ -> LuaValue.varargsOf(step(iterator.get()).arg1(), step(iterator.get()).arg1()));

        assertThat(outcome(next)).isEqualTo("returned a b");
    }

    @Test
    void openStream_aloneDoesNotKeepTheSchedulerFromBeingDone() {
        LuaFunction ticks = streamOf(4, source.flux());

        vm.run(_ -> {
            ticks.call();
            return vm.coroutines.yield(LuaValue.NONE);
        });

        assertThat(vm.scheduler.step().done()).isTrue();
    }

    @Test
    void parkedStep_keepsTheSchedulerFromBeingDone() {
        LuaFunction ticks = streamOf(4, source.flux());

        vm.run(_ -> step(ticks.call()));

        assertThat(vm.scheduler.step().done()).isFalse();
    }
}
