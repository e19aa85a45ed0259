package dev.moonloom.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.luaj.vm2.LuaValue.NONE;
import static org.luaj.vm2.LuaValue.valueOf;

import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.coroutine.JavaEngine;
import dev.moonloom.core.scheduler.TestVm.Mode;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.luaj.vm2.Varargs;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.NonBlocking;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Schedulers on Reactor's workers: which are taken, where drains run, what is armed, and what happens when it ends. */
@Tag("carrier")
final class WorkerTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** The kinds of scheduler whose workers keep to one thread. */
    enum Kind {
        SINGLE(() -> Schedulers.newSingle("test-single", true)), SHARED_SINGLE(Schedulers::single), VIRTUAL_THREAD(
                () -> Schedulers.newSingle(Thread.ofVirtual().name("test-virtual").factory())), PARALLEL(
                        () -> Schedulers.newParallel("test-parallel", 4, true)), SHARED_PARALLEL(
                                Schedulers::parallel), BOUNDED_ELASTIC(() -> Schedulers.newBoundedElastic(4, 1000,
                                        "test-elastic", 60, true)), SHARED_BOUNDED_ELASTIC(
                                                Schedulers::boundedElastic), EXECUTOR_WITHOUT_DELAYS(
                                                        () -> Schedulers.fromExecutor(Executors
                                                                .newSingleThreadExecutor(daemon()))), FIXED_POOL_OF_ONE(
                                                                        () -> Schedulers.fromExecutorService(
                                                                                Executors.newFixedThreadPool(1,
                                                                                        daemon()))), SCHEDULED_EXECUTOR(
                                                                                                () -> Schedulers
                                                                                                        .fromExecutorService(
                                                                                                                Executors
                                                                                                                        .newSingleThreadScheduledExecutor(
                                                                                                                                daemon())));

        final Supplier<Scheduler> make;

        Kind(Supplier<Scheduler> make) {
            this.make = make;
        }

        boolean isShared() {
            return name().startsWith("SHARED");
        }

        private static ThreadFactory daemon() {
            return Thread.ofPlatform().daemon().name("test-executor").factory();
        }
    }

    private static Varargs block(TaskScheduler scheduler, JavaEngine.Body body) {
        return Objects.requireNonNull(scheduler.spawn(JavaEngine.function(body), NONE).result().block(LIMIT));
    }

    @ParameterizedTest
    @EnumSource
    void createOn_aWorkerThatKeepsItsThread_runsEverythingThere(Kind kind) {
        Scheduler reactor = kind.make.get();
        try (TaskScheduler scheduler = TaskScheduler.createOn(reactor, new Coroutines(new JavaEngine()),
                TestVm.quiet())) {
            Set<Thread> threads = ConcurrentHashMap.newKeySet();
            Flux.range(0, 200)
                    .flatMap(i -> scheduler.spawn(JavaEngine.function(_ -> {
                        scheduler.tasks().sleep(0.001 * (i % 20));
                        return valueOf(i);
                    }), NONE).result().then(scheduler.ask(() -> threads.add(Thread.currentThread()))), 200)
                    .blockLast(LIMIT);
            scheduler.waitTillDone().block(LIMIT);

            assertThat(threads).hasSize(1);
            assertThat(threads).doesNotContain(Thread.currentThread());
        } finally {
            if (!kind.isShared()) {
                reactor.dispose();
            }
        }
    }

    @Test
    void create_ownScheduler_runsOnADaemonThatMustNotBlock() {
        try (TaskScheduler scheduler = TaskScheduler.create(new Coroutines(new JavaEngine()), TestVm.quiet())) {
            Thread loop = Objects.requireNonNull(scheduler.ask(Thread::currentThread).block(LIMIT));

            assertThat(loop).isInstanceOf(NonBlocking.class);
            assertThat(loop.isDaemon()).isTrue();
            assertThat(loop.getName()).startsWith("moonloom");
        }
    }

    @Test
    void close_ownScheduler_endsItsThread() throws InterruptedException {
        TaskScheduler scheduler = TaskScheduler.create(new Coroutines(new JavaEngine()), TestVm.quiet());
        Thread loop = Objects.requireNonNull(scheduler.ask(Thread::currentThread).block(LIMIT));

        scheduler.close();

        assertThat(loop.join(LIMIT)).isTrue();
    }

    @Test
    void createOn_immediate_isRefused() {
        assertThatThrownBy(() -> TaskScheduler.createOn(
                Schedulers.immediate(), new Coroutines(new JavaEngine()), TestVm.quiet()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("immediate");
    }

    /** Executors that are known to run tasks on several threads. */
    enum Spreading {
        FIXED_POOL(() -> Executors.newFixedThreadPool(4)), CACHED_POOL(Executors::newCachedThreadPool), SCHEDULED_POOL(
                () -> Executors.newScheduledThreadPool(4));

        final Supplier<ExecutorService> make;

        Spreading(Supplier<ExecutorService> make) {
            this.make = make;
        }
    }

    @ParameterizedTest
    @EnumSource
    void createOn_anExecutorOfSeveralThreads_isRefused(Spreading spreading) {
        try (ExecutorService pool = spreading.make.get()) {
            for (Scheduler reactor : List.of(Schedulers.fromExecutorService(pool), Schedulers.fromExecutor(pool))) {
                assertThatThrownBy(
                        () -> TaskScheduler.createOn(reactor, new Coroutines(new JavaEngine()), TestVm.quiet()))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("keeps to one thread");
            }
        }
    }

    /** What cannot be known beforehand is noticed when a drain finds itself elsewhere. */
    @Test
    void createOn_anExecutorThatHidesItsThreads_failsOnceItHops() throws InterruptedException {
        List<Thread> hops = new CopyOnWriteArrayList<>();
        TaskScheduler scheduler = TaskScheduler.createOn(
                Schedulers.fromExecutor(task -> {
                    var hop = new Thread(task, "hop-" + hops.size());
                    hops.add(hop);
                    hop.start();
                }),
                new Coroutines(new JavaEngine()), TestVm.quiet());
        ThreadHandle suspended = scheduler.spawn(
                JavaEngine.function(_ -> scheduler.coroutines().yield(NONE)), NONE);
        for (Thread hop : hops) {
            hop.join();
        }

        Throwable late = thrownBy(
                () -> scheduler.spawn(JavaEngine.function(_ -> NONE), NONE).result().block(LIMIT));

        assertThat(late).isInstanceOf(IllegalStateException.class).hasCauseInstanceOf(WrongThreadException.class);
        assertThat(thrownBy(() -> suspended.result().block(LIMIT))).isInstanceOf(WrongThreadException.class);
        assertThat(scheduler.hasEnded()).isTrue();
    }

    private static void awaitHandle(ThreadHandle handle) {
        while (handle.thread() == null) {
            Thread.onSpinWait();
        }
    }

    @Test
    void idle_nothingIsArmedAndNothingIsGiven() {
        var vm = TestVm.create(Mode.WORKER);
        vm.scheduler.spawn(vm.yielding("never"), NONE);
        vm.scheduler.spawn(vm.waiting(Double.POSITIVE_INFINITY, "never"), NONE);
        vm.settle();
        long given = vm.manual.given();

        vm.advance(Duration.ofHours(1));

        assertThat(vm.manual.armed()).isEmpty();
        assertThat(vm.manual.given()).isEqualTo(given);
    }

    @Test
    void timers_oneTaskIsArmedForTheEarliest() {
        var vm = TestVm.create(Mode.WORKER);
        for (double seconds : new double[]{3, 1, 2}) {
            vm.scheduler.spawn(vm.waiting(seconds, "t" + seconds), NONE);
        }
        vm.settle();
        assertThat(vm.manual.armed()).containsExactly(1_000_000_000L);

        vm.advance(Duration.ofSeconds(1));
        assertThat(vm.manual.armed()).containsExactly(1_000_000_000L);
        vm.advance(Duration.ofSeconds(5));

        assertThat(vm.log).containsExactly("t1.0", "t2.0", "t3.0");
        assertThat(vm.manual.armed()).isEmpty();
    }

    @Test
    void timers_anEarlierOneLater_isArmedInstead() {
        var vm = TestVm.create(Mode.WORKER);
        vm.scheduler.spawn(vm.waiting(10, "late"), NONE);
        vm.settle();

        vm.scheduler.spawn(vm.waiting(1, "early"), NONE);
        vm.settle();

        assertThat(vm.manual.armed()).containsExactly(1_000_000_000L);
    }

    @Test
    void timers_allCancelled_nothingIsArmed() {
        var vm = TestVm.create(Mode.WORKER);
        List<ThreadHandle> handles = List.of(
                vm.scheduler.spawn(vm.waiting(10, "never"), NONE), vm.scheduler.spawn(vm.waiting(20, "never"), NONE));
        vm.settle();

        handles.forEach(ThreadHandle::cancel);
        vm.settle();

        assertThat(vm.manual.armed()).isEmpty();
    }

    @Test
    void stopped_nothingIsArmed_restarted_itIsAgain() {
        var vm = TestVm.create(Mode.WORKER);
        vm.scheduler.spawn(vm.waiting(10, "late"), NONE);
        vm.settle();
        vm.scheduler.stop();
        vm.settle();
        assertThat(vm.manual.armed()).isEmpty();

        vm.scheduler.restart();
        vm.settle();

        assertThat(vm.manual.armed()).containsExactly(10_000_000_000L);
    }

    @Test
    void calls_whileADrainIsWanted_giveTheWorkerOneTask() {
        var vm = TestVm.create(Mode.WORKER);
        for (int i = 0; i < 100; i++) {
            vm.scheduler.spawn(vm.logging("x"), NONE);
        }

        assertThat(vm.manual.readyCount()).isOne();
        vm.settle();
        assertThat(vm.log).hasSize(100);
    }

    @Test
    void workerDisposedFromOutside_whileIdle_everybodyHearsAtTheNextCall() {
        var vm = TestVm.create(Mode.WORKER);
        Probe<Varargs> waiting = Probe.of(vm.scheduler.spawn(vm.waiting(10, "never"), NONE).result());
        Probe<Void> done = Probe.of(vm.scheduler.waitTillDone());
        vm.settle();

        vm.manual.dispose();
        Probe<Varargs> late = Probe.of(vm.scheduler.spawn(vm.logging("never"), NONE).result());

        for (Probe<?> probe : List.of(waiting, done, late)) {
            assertThat(probe.isPending()).isFalse();
        }
        assertThat(done.error()).isInstanceOf(IllegalStateException.class).hasMessageContaining("failed");
        assertThat(Probe.of(vm.scheduler.waitTillDone()).error()).isInstanceOf(IllegalStateException.class);
        assertThat(vm.scheduler.hasEnded()).isTrue();
    }

    @Test
    void workerDisposedFromOutside_withADrainInItsQueue_everybodyHearsAtTheNextCall() {
        var vm = TestVm.create(Mode.WORKER);
        Probe<Varargs> queued = Probe.of(vm.scheduler.spawn(vm.logging("never"), NONE).result());
        vm.manual.dispose();

        Probe<Void> done = Probe.of(vm.scheduler.waitTillDone());

        assertThat(queued.isPending()).isFalse();
        assertThat(done.error()).isInstanceOf(IllegalStateException.class);
        assertThat(vm.log).isEmpty();
    }

    @Test
    void workerDisposedFromInside_everybodyHears() {
        var vm = TestVm.create(Mode.WORKER);
        Probe<Varargs> waiting = Probe.of(vm.scheduler.spawn(vm.waiting(10, "never"), NONE).result());
        Probe<Void> done = Probe.of(vm.scheduler.waitTillDone());
        vm.scheduler.execute(vm.manual::dispose);

        vm.settle();

        assertThat(waiting.isPending()).isFalse();
        assertThat(done.error()).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource
    void realSchedulerDisposedFromOutside_nothingHangs(Kind kind) {
        if (kind.isShared()) {
            return;
        }
        Scheduler reactor = kind.make.get();
        TaskScheduler scheduler = TaskScheduler.createOn(reactor, new Coroutines(new JavaEngine()), TestVm.quiet());
        ThreadHandle waiting = scheduler.spawn(JavaEngine.function(_ -> scheduler.tasks().sleep(1000)), NONE);
        awaitHandle(waiting);

        reactor.dispose();

        assertThatThrownBy(() -> scheduler.waitTillDone().block(LIMIT)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> waiting.result().block(LIMIT)).isInstanceOf(RuntimeException.class);
    }

    @ParameterizedTest
    @EnumSource
    void jvmError_failsTheVmAndEveryMono(Mode mode) {
        var vm = TestVm.create(mode);
        var planted = new InternalError("planted");
        Probe<Varargs> waiting = Probe.of(vm.scheduler.spawn(vm.waiting(10, "never"), NONE).result());
        Probe<Varargs> yielded = Probe.of(vm.scheduler.spawn(vm.yielding("never"), NONE).result());
        Probe<Void> done = Probe.of(vm.scheduler.waitTillDone());
        Probe<Varargs> failing = Probe.of(vm.scheduler.spawn(vm.function(_ -> {
            throw planted;
        }), NONE).result());
        Probe<Varargs> queued = Probe.of(vm.scheduler.spawn(vm.logging("never"), NONE).result());

        switch (mode) {
            case STEPPED -> assertThatThrownBy(vm::settle).isInstanceOf(IllegalStateException.class).hasCause(planted);
            case WORKER -> vm.settle();
        }

        assertThat(List.of(failing, waiting, yielded, queued))
                .allSatisfy(it -> assertThat(it.error()).isSameAs(planted));
        assertThat(done.error()).isInstanceOf(IllegalStateException.class).hasCause(planted);
        Probe<Varargs> late = Probe.of(vm.scheduler.spawn(vm.logging("never"), NONE).result());
        assertThat(late.error()).isInstanceOf(IllegalStateException.class).hasCause(planted);
        assertThat(vm.log).isEmpty();
        assertThat(vm.scheduler.exitCode()).isEmpty();
        assertThat(vm.scheduler).asString().contains("planted");
    }

    @Test
    void jvmError_onARealWorker_failsTheVm_andIsToldToTheErrorHandler() {
        List<Throwable> told = new CopyOnWriteArrayList<>();
        TaskScheduler scheduler = TaskScheduler.create(new Coroutines(new JavaEngine()),
                TestVm.quiet().errorHandler(told::add));
        var planted = new InternalError("planted");

        Throwable thrown = thrownBy(() -> block(scheduler, _ -> {
            throw planted;
        }));

        // Reactor hands errors of the JVM on as they are.
        assertThat(thrown).isSameAs(planted);
        assertThatThrownBy(() -> scheduler.waitTillDone().block(LIMIT)).hasCause(planted);
        assertThat(told).containsExactly(planted);
    }

    private static @Nullable Throwable thrownBy(Runnable code) {
        try {
            code.run();
            return null;
        } catch (Throwable thrown) {
            return thrown;
        }
    }

    @Test
    void step_onAWorkerScheduler_isRefused() {
        var vm = TestVm.create(Mode.WORKER);

        assertThatThrownBy(vm.scheduler::step).isInstanceOf(IllegalStateException.class).hasMessageContaining("worker");
    }

    @Test
    void callsFromManyThreads_allRunOnce() throws InterruptedException {
        try (TaskScheduler scheduler = TaskScheduler.create(new Coroutines(new JavaEngine()), TestVm.quiet())) {
            Set<Integer> ran = Collections.newSetFromMap(new ConcurrentHashMap<>());
            List<Thread> callers = IntStream.range(0, 4)
                    .mapToObj(caller -> Thread.ofPlatform().start(() -> {
                        for (int i = 0; i < 5000; i++) {
                            int id = caller * 5000 + i;
                            scheduler.spawn(JavaEngine.function(_ -> valueOf(ran.add(id))), NONE);
                        }
                    }))
                    .toList();
            for (Thread caller : callers) {
                caller.join();
            }
            scheduler.waitTillDone().block(LIMIT);

            assertThat(ran).hasSize(20_000);
        }
    }
}
