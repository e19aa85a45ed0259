package dev.moonloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Running scripts: results, errors, output, ends, and waiting for them, on every kind of VM. */
final class VmTest {
    @Test
    void run_onThreadOfItsOwn_answersResult() {
        try (Moonloom moonloom = Moonloom.builder().build(); Vm vm = moonloom.newVm("world")) {
            Values results = vm.run(Script.of("sum", "local a, b = ... return a + b, 'Zoë 😀'"), 1, 2).result().join();
            assertThat(results.get(1, int.class)).isEqualTo(3);
            assertThat(results.get(2, String.class)).isEqualTo("Zoë 😀");
        }
    }

    @Test
    void run_underVirtualTime_takesNoTime() {
        try (Moonloom moonloom = Moonloom.builder().build(); Vm vm = moonloom.newVirtualVm("world")) {
            Run run = vm.run(Script.of("waits", "return task.wait(3600)"));
            assertThat(vm.await(run.result()).get(1, double.class)).isEqualTo(3600);
        }
    }

    @Test
    void await_onSteppedVm_stepsIt() {
        try (Moonloom moonloom = Moonloom.builder().heartbeat(1_000).build(); Vm vm = moonloom.newSteppedVm("world")) {
            Run run = vm.run(Script.of("waits", "for i = 1, 3 do task.wait() end return 'done'"));
            assertThat(vm.await(run.result()).get(1)).isEqualTo("done");
        }
    }

    @Test
    void join_onThreadThatSteps_namesAwait() {
        try (Moonloom moonloom = Moonloom.builder().build(); Vm vm = moonloom.newSteppedVm("world")) {
            CompletableFuture<Values> result = vm.run(Script.of("x", "return 1")).result();
            assertThatThrownBy(result::join).isInstanceOf(IllegalStateException.class).hasMessageContaining("vm.await");
            assertThatThrownBy(() -> result.thenApply(Values::count).join()).hasMessageContaining("vm.await");
            assertThat(vm.await(result.thenApply(Values::count))).isEqualTo(1);
        }
    }

    @Test
    void uncaughtError_isReported_andFailsResult() {
        List<ScriptException> errors = new ArrayList<>();
        try (Moonloom moonloom = Moonloom.builder()
                .function("broken", _ -> {
                    throw new IllegalStateException("no database");
                })
                .onError(errors::add)
                .build(); Vm vm = moonloom.newVirtualVm("world")) {
            Run run = vm.run(Script.of("shop.luau", "local function buy()\n\tbroken()\nend\nbuy()"));
            assertThatThrownBy(() -> vm.await(run.result())).isInstanceOf(ScriptException.class)
                    .hasMessage("shop.luau:2: no database");
            ScriptException error = errors.getFirst();
            System.out.println(error.report());
            assertThat(error.file()).isEqualTo("shop.luau");
            assertThat(error.line()).isEqualTo(2);
            assertThat(error.getCause()).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void function_thatAnswersStage_makesCallerWait() {
        var answer = new CompletableFuture<String>();
        try (Moonloom moonloom = Moonloom.builder().function("fetch", _ -> answer).build();
                Vm vm = moonloom.newVm("world")) {
            Run run = vm.run(Script.of("x", "return fetch()"));
            answer.complete("page");
            assertThat(run.result().join().get(1)).isEqualTo("page");
        }
    }

    /** A library. */
    static final class Calculator {
        @Scripted
        double add(double a, double b) {
            return a + b;
        }

        @Scripted("join")
        String joined(String separator, Object... parts) {
            return String.join(separator, List.of(parts).stream().map(String::valueOf).toList());
        }

        @Scripted
        @Blocking
        Map<String, Integer> slow(int key) {
            return Map.of("key", key);
        }

        @Scripted
        int lengths(List<String> names, ToIntFunction<String> length,
                Function<Integer, CompletableFuture<Integer>> later) {
            var _ = later.apply(names.size());
            return names.stream().mapToInt(length).sum();
        }

        @Scripted
        boolean isSmall(Optional<Integer> number, Predicate<Integer> small) {
            return small.test(number.orElse(0));
        }

        @Scripted
        double twice(Twice function, double value) {
            return function.apply(function.apply(value));
        }
    }

    /** A function of Luau. */
    interface Twice {
        double apply(double value);
    }

    @Test
    void library_ofTypedMethods_isCalled() {
        try (Moonloom moonloom = Moonloom.builder().library("calculator", new Calculator()).build();
                Vm vm = moonloom.newVm("world")) {
            Run run = vm.run(Script.of("x", """
                    local c = calculator
                    return c.add(1, 2.5), c.join('-', 1, 'b', true), c.slow(7).key, c.twice(function(x) return x * 3 end, 2),
                        select(2, pcall(c.add, 1, 'x')), select(2, pcall(c.add, 1))
                    """));
            Values results = run.result().join();
            assertThat(List.of(results.get(1, double.class), results.get(2, String.class), results.get(3, int.class),
                    results.get(4, double.class))).containsExactly(3.5, "1.0-b-true", 7, 18.0);
            assertThat(results.get(5, String.class))
                    .isEqualTo("invalid argument #2 to 'add' (number expected, got string)");
            assertThat(results.get(6, String.class)).isEqualTo("missing argument #2 to 'add' (number expected)");
        }
    }

    @Test
    void function_ofScript_isAnyFunctionalInterface() {
        try (Moonloom moonloom = Moonloom.builder().library("calculator", new Calculator()).build();
                Vm vm = moonloom.newVirtualVm("world")) {
            Run run = vm.run(Script.of("x", """
                    local told
                    local sum = calculator.lengths({"a", "bcd"}, function(s) return #s end, function(n) task.wait(1) told = n end)
                    task.wait(2)
                    return sum, told, calculator.isSmall(nil, function(n) return n < 1 end),
                        select(2, pcall(calculator.isSmall, 5, function(n) return "yes" end))
                    """));
            Values results = vm.await(run.result());
            assertThat(results.get(1, int.class)).isEqualTo(4);
            assertThat(results.get(2, int.class)).isEqualTo(2);
            assertThat(results.get(3, boolean.class)).isTrue();
            assertThat(results.get(4, String.class)).contains("boolean expected, got string");
        }
    }

    @Test
    void close_endsWhoeverWaits() {
        Moonloom moonloom = Moonloom.builder().build();
        Vm vm = moonloom.newVm("world");
        CompletableFuture<@Nullable Void> done = vm.run(Script.of("x", "task.wait(100)")).vm().waitTillDone();
        moonloom.close();
        assertThatThrownBy(() -> done.orTimeout(10, java.util.concurrent.TimeUnit.SECONDS).join())
                .isInstanceOf(CompletionException.class);
    }

    @Test
    void done_ofRun_waitsForItsThreadsOnly() {
        try (Moonloom moonloom = Moonloom.builder().build(); Vm vm = moonloom.newVirtualVm("world")) {
            Run runsOn = vm.run(Script.of("long", "task.wait(100) done = true"));
            Run run = vm.run(
                    Script.of("short", "task.delay(10, function() task.spawn(task.wait, 5) end) task.wait(math.huge)"));
            vm.await(run.done());
            assertThat(vm.await(vm.run(Script.of("now", "return os.clock()")).result()).get(1, double.class))
                    .isEqualTo(15);
            assertThat(run.result()).isNotDone();
            vm.await(runsOn.done());
            assertThat(runsOn.result()).isDone();
        }
    }

    @Test
    void exit_whereAllowed_endsVm_andIsTold() {
        List<String> told = new ArrayList<>();
        try (Moonloom moonloom = Moonloom.builder().allowExit().listener(new VmListener() {
            @Override
            public void onStart(Vm vm) {
                told.add("start " + vm.name());
            }

            @Override
            public void onEnd(Vm vm, @Nullable Throwable failure) {
                told.add("end " + vm.name() + " " + failure);
            }
        }).build()) {
            Vm vm = moonloom.newVirtualVm("world");
            Run run = vm.run(Script.of("x", "task.wait(1) os.exit(3)"));
            vm.await(run.done());
            assertThat(vm.exitCode()).hasValue(3);
            assertThat(run.result()).isCancelled();
            assertThat(told).containsExactly("start world", "end world null");
        }
    }

    @Test
    void brokenVm_namesTheCause_inStepAndEveryLaterCall() {
        var planted = new InternalError("planted");
        List<Throwable> told = new ArrayList<>();
        try (Moonloom moonloom = Moonloom.builder().function("broken", _ -> {
            throw planted;
        }).listener(new VmListener() {
            @Override
            public void onEnd(Vm vm, @Nullable Throwable failure) {
                told.add(Objects.requireNonNull(failure));
            }
        }).build()) {
            Vm vm = moonloom.newSteppedVm("world");
            CompletableFuture<Values> result = vm.run(Script.of("x", "broken()")).result();
            assertThatThrownBy(vm::step).isInstanceOf(IllegalStateException.class).hasCause(planted);
            assertThat(told).containsExactly(planted);
            assertThatThrownBy(vm::step).hasCause(planted);
            assertThat(result).isCompletedExceptionally();
            CompletableFuture<Values> late = vm.run(Script.of("y", "return 1")).result();
            assertThatThrownBy(() -> vm.await(late)).hasRootCause(planted);
        }
    }

    @Test
    void global_ofLuausOwnName_isRefused() {
        assertThatThrownBy(() -> Moonloom.builder().function("print", _ -> null).build())
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'print'");
        assertThatThrownBy(() -> Moonloom.builder().function("f", _ -> null).global("f", 1))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'f'");
    }

    /** A library that scripts cannot call. */
    static final class Threads {
        @Scripted
        void open(Thread thread) {
            thread.start();
        }
    }

    @Test
    void library_withTypeOfNoConversion_isRefusedWhenHostIsBuilt() {
        assertThatThrownBy(() -> Moonloom.builder().library("threads", new Threads()).build())
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("parameter 1 of ")
                .hasMessageContaining("open").hasMessageContaining("java.lang.Thread");
    }

    @Test
    void advance_runsWhatIsDue() {
        List<String> lines = new ArrayList<>();
        try (Moonloom moonloom = Moonloom.builder().output((_, level, place, text) -> lines.add(level + place + text))
                .build(); Vm vm = moonloom.newVirtualVm("world")) {
            vm.run(Script.of("ticker.luau", "while true do print('tick') task.wait(1) end"));
            vm.advance(Duration.ofMillis(2_500));
            assertThat(lines).hasSize(3).allMatch("PRINTticker.luau:1tick"::equals);
        }
    }
}
