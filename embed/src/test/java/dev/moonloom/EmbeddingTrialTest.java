package dev.moonloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaTable;

/** What a host tries in its first days, and what it does by mistake: nothing of that is lost, cut or silent. */
@SuppressWarnings("FutureReturnValueIgnored") // commands are hot: what they answer may be ignored
final class EmbeddingTrialTest {
    private static final String ASTRAL = "Zoë 😀";

    private final List<ScriptException> errors = new ArrayList<>();
    private final List<Moonloom> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(Moonloom::close);
    }

    private Moonloom build(Moonloom.Builder builder) {
        Moonloom moonloom = builder.onError(errors::add).build();
        opened.add(moonloom);
        return moonloom;
    }

    private Vm virtual(Moonloom.Builder builder) {
        return build(builder).newVirtualVm("world");
    }

    private static Values run(Vm vm, String text, @Nullable Object... arguments) {
        return vm.await(vm.run(Script.of("probe.luau", text), arguments).result());
    }

    /** What a statement raises, as a script catches it. */
    private static String caught(Vm vm, String call) {
        return run(vm, "return select(2, pcall(function() return " + call + " end))").get(1, String.class);
    }

    @Nested
    final class Texts {
        @Test
        void emoji_asArgumentOfRun_hasItsLengthInUtf8() {
            Values lengths = run(virtual(Moonloom.builder()), "local s = ... return #s, utf8.len(s)", ASTRAL);
            assertThat(lengths.get(1, int.class)).isEqualTo(9);
            assertThat(lengths.get(2, int.class)).isEqualTo(5);
        }

        @Test
        void emoji_asArgumentAndAnswerOfFunction_survives() {
            Vm vm = virtual(Moonloom.builder().function("echo", call -> {
                assertThat(call.string(1)).isEqualTo(ASTRAL);
                return call.string(1);
            }));
            assertThat(run(vm, "return echo(...) == ..., echo(...)", ASTRAL).get(1)).isEqualTo(true);
        }

        @Test
        void emoji_asGlobal_survives() {
            assertThat(run(virtual(Moonloom.builder().global("player", ASTRAL)), "return player").get(1))
                    .isEqualTo(ASTRAL);
        }
    }

    /** Functions of one signature in both forms. */
    static final class Numbers {
        @Scripted
        double add(double a, double b) {
            return a + b;
        }

        @Scripted
        int whole(int value) {
            return value;
        }
    }

    @Nested
    final class Arguments {
        private final Vm vm = virtual(Moonloom.builder()
                .library("typed", new Numbers())
                .library("lambda", library -> library
                        .function("add", call -> call.number(1) + call.number(2))
                        .function("whole", call -> call.integer(1))));

        @ParameterizedTest
        @ValueSource(strings = {"typed", "lambda"})
        void missing_isNamedWithItsPosition(String form) {
            assertThat(caught(vm, form + ".add()"))
                    .isEqualTo("probe.luau:1: missing argument #1 to 'add' (number expected)");
        }

        @ParameterizedTest
        @ValueSource(strings = {"typed", "lambda"})
        void wrong_isNamedWithItsPosition(String form) {
            assertThat(caught(vm, form + ".add('x', 1)"))
                    .isEqualTo("probe.luau:1: invalid argument #1 to 'add' (number expected, got string)");
        }

        @ParameterizedTest
        @CsvSource({"typed,1e12", "typed,1.9", "typed,0/0", "lambda,1e12", "lambda,1.9", "lambda,0/0"})
        void whatAnIntCannotHold_isRefused(String form, String number) {
            assertThat(caught(vm, form + ".whole(" + number + ")"))
                    .startsWith("probe.luau:1: invalid argument #1 to 'whole' (");
        }

        @ParameterizedTest
        @ValueSource(strings = {"typed", "lambda"})
        void fractionsAndBigNumbers_areNotCut(String form) {
            Values sums = run(vm, "return " + form + ".add(1.9, '2'), " + form + ".add(1e12, 0)");
            assertThat(sums.get(1, double.class)).isEqualTo(3.9);
            assertThat(sums.get(2, double.class)).isEqualTo(1e12);
        }
    }

    @Nested
    final class HostExceptions {
        private Vm throwing(Throwable thrown) {
            return virtual(Moonloom.builder().function("broken", _ -> {
                switch (thrown) {
                    case Error error -> throw error;
                    case Exception exception -> throw exception;
                    default -> throw new AssertionError(thrown);
                }
            }));
        }

        @Test
        void exception_isTheCause() {
            var thrown = new IllegalStateException("no database");
            Vm vm = throwing(thrown);
            assertThatExceptionOfType(ScriptException.class).isThrownBy(() -> run(vm, "broken()"))
                    .withMessage("probe.luau:1: no database").havingCause().isSameAs(thrown);
            assertThat(errors).singleElement().satisfies(error -> assertThat(error.getCause()).isSameAs(thrown));
        }

        @Test
        void exceptionOfALaterAnswer_isTheCause() {
            var thrown = new IllegalStateException("no database");
            Vm vm = virtual(Moonloom.builder().function("broken", _ -> CompletableFuture.failedFuture(thrown)));
            assertThatExceptionOfType(ScriptException.class).isThrownBy(() -> run(vm, "broken()"))
                    .withMessage("probe.luau:1: no database").havingCause().isSameAs(thrown);
        }

        @Test
        @SuppressWarnings("NullAway") // it is the fault of the host that is tried
        void nullPointerException_isReportedWithItsStack() {
            Vm vm = virtual(Moonloom.builder().function("broken", call -> call.get(1, String.class, null).length()));
            assertThatExceptionOfType(ScriptException.class).isThrownBy(() -> run(vm, "broken()"))
                    .withMessageStartingWith("probe.luau:1: ").havingCause()
                    .isInstanceOf(NullPointerException.class)
                    .satisfies(cause -> assertThat(cause.getStackTrace()[0].getClassName())
                            .startsWith(EmbeddingTrialTest.class.getName()));
        }

        @Test
        void anyError_isTheErrorOfTheCall_andTheVmGoesOn() {
            for (Error thrown : List.of(new AssertionError("a fault"), new NoClassDefFoundError("plugin/Api"))) {
                Vm vm = throwing(thrown);
                assertThat(caught(vm, "broken()")).isEqualTo("probe.luau:1: " + thrown.getMessage());
                assertThatExceptionOfType(ScriptException.class).isThrownBy(() -> run(vm, "broken()"))
                        .havingCause().isSameAs(thrown);
                assertThat(run(vm, "return 'alive'").get(1)).isEqualTo("alive");
            }
        }
    }

    /** An object of the host's. */
    static final class Thing {}

    @Nested
    final class Borders {
        @ParameterizedTest
        @ValueSource(strings = {"function() end", "{}"})
        void functionOrTableOfAnotherVm_isRefused(String expression) {
            Moonloom moonloom = build(Moonloom.builder());
            Vm one = moonloom.newVirtualVm("one");
            Vm other = moonloom.newVirtualVm("other");
            Class<?> type = expression.equals("{}") ? TableView.class : LuauFunction.class;
            Object value = run(one, "return " + expression).get(1, type);
            assertThatThrownBy(() -> other.run(Script.of("probe.luau", "return"), value))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("VM");
            assertThatThrownBy(() -> other.run(Script.of("probe.luau", "return"), List.of(value)))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("VM");
        }

        @Test
        void tableOfLuaJ_isRefused_everywhere() {
            var table = new LuaTable();
            Vm vm = virtual(Moonloom.builder().function("grid", _ -> table));
            assertThatThrownBy(() -> vm.run(Script.of("probe.luau", "return"), table))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("argument 1");
            assertThat(caught(vm, "grid()")).contains("LuaTable");
            assertThatThrownBy(() -> Moonloom.builder().global("grid", table).build())
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("LuaTable");
        }

        @Test
        void functionOnAWrongThread_namesSubmit() {
            Vm vm = build(Moonloom.builder()).newVm("world");
            LuauFunction function = run(vm, "return function() return 7 end").get(1, LuauFunction.class);
            assertThatThrownBy(() -> function.callNow(int.class)).isInstanceOf(WrongThreadException.class)
                    .hasMessageContaining("vm.submit");
            assertThat(vm.await(vm.submit(() -> function.callNow(int.class)))).isEqualTo(7);
            assertThat(vm.await(function.call(int.class))).isEqualTo(7);
        }

        @Test
        void tableOnAWrongThread_namesWhatToDo() {
            Vm vm = build(Moonloom.builder()).newVm("world");
            TableView table = run(vm, "return {1}").get(1, TableView.class);
            assertThatThrownBy(() -> table.set(1, 2)).isInstanceOf(WrongThreadException.class)
                    .hasMessageContaining("use it inside of a host function");
        }

        @Test
        void getClass_reachesNothing() {
            Vm vm = virtual(Moonloom.builder().type(LuauType.of("Thing", Thing.class)).global("thing", new Thing()));
            assertThat(caught(vm, "thing.getClass")).contains("getClass").contains("Thing");
            assertThat(caught(vm, "thing:getClass()")).contains("getClass").contains("Thing");
        }

        @Test
        void objectWithoutAType_isRefused() {
            Vm vm = virtual(Moonloom.builder());
            assertThatThrownBy(() -> vm.run(Script.of("probe.luau", "return"), new Thing()))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("argument 1")
                    .hasMessageContaining("Thing");
        }

        @Test
        void join_onThreadThatSteps_throws_insteadOfHanging() {
            Vm vm = build(Moonloom.builder()).newSteppedVm("world");
            LuauFunction function = run(vm, "return function() return 7 end").get(1, LuauFunction.class);
            CompletableFuture<Integer> answer = function.call(int.class);
            assertThatThrownBy(answer::join).isInstanceOf(IllegalStateException.class).hasMessageContaining("vm.await");
            assertThat(vm.await(answer)).isEqualTo(7);
        }

        @Test
        void join_insideOfAHostFunction_throws() {
            var seen = new AtomicReference<@Nullable Throwable>();
            Vm vm = build(Moonloom.builder().function("wait", call -> {
                try {
                    return call.function(1).call(int.class).join();
                } catch (IllegalStateException refused) {
                    seen.set(refused);
                    throw refused;
                }
            })).newVm("world");
            assertThat(caught(vm, "wait(function() return 1 end)"))
                    .startsWith("probe.luau:1: this thread runs the scripts");
            assertThat(seen.get()).isNotNull();
        }
    }

    @Nested
    final class FeaturesOfAHost {
        @Test
        void listsAndMaps_crossBothWays() {
            Map<String, Object> given = Map.of("items", List.of("sword", "bow"), "gold", 3.0);
            assertThat(run(virtual(Moonloom.builder()), "return ...", given).get(1)).isEqualTo(given);
        }

        @Test
        void mistakeInsideOfAValue_isPlaced() {
            Vm vm = virtual(Moonloom.builder().function("save", call -> call.list(1, Integer.class)));
            assertThat(caught(vm, "save({1, 2, 'x'})"))
                    .isEqualTo("probe.luau:1: argument 1, [3]: number expected, got string");
        }

        @Test
        void blockingFunction_takesTables() {
            Vm vm = build(Moonloom.builder().library("db", db -> db.blocking("query",
                    call -> call.string(1) + call.list(2, Integer.class)))).newVm("world");
            assertThat(run(vm, "return db.query('select', {1, 2})").get(1)).isEqualTo("select[1, 2]");
        }

        @Test
        void sharedTable_isEachVmsOwn() {
            Moonloom moonloom = build(Moonloom.builder().global("shared", Map.of()));
            Vm one = moonloom.newVirtualVm("one");
            run(one, "shared.count = 1");
            assertThat(run(one, "return shared.count").get(1)).isEqualTo(1.0);
            assertThat(run(moonloom.newVirtualVm("other"), "return shared.count").get(1)).isNull();
        }

        @Test
        void exportsOfAScript_areCalled() {
            Vm vm = virtual(Moonloom.builder());
            Map<String, LuauFunction> exports = run(vm,
                    "return { greet = function(n) task.wait(1) return 'hello ' .. n end }")
                    .map(1, String.class, LuauFunction.class);
            assertThat(vm.await(Optional.ofNullable(exports.get("greet")).orElseThrow().call(String.class, ASTRAL)))
                    .isEqualTo("hello " + ASTRAL);
        }

        @Test
        void scriptRunByAVm_canRequire() {
            Vm vm = virtual(Moonloom.builder().modules(Modules.texts(Map.of("part.luau", "return { value = 7 }"))));
            assertThat(run(vm, "return require('./part').value, require('@lune/task') == task").get(1, int.class))
                    .isEqualTo(7);
        }

        @Test
        void taskAndCoroutine_areThereWithoutBeingAskedFor() {
            Values there = run(virtual(Moonloom.builder()),
                    "return typeof(task.wait), typeof(coroutine.wrap), os.exit == nil");
            assertThat(List.of(there.get(1, String.class), there.get(2, String.class), there.get(3, boolean.class)))
                    .containsExactly("function", "function", true);
        }

        @Test
        void exit_onRequest_endsTheVm() {
            Vm vm = virtual(Moonloom.builder().allowExit());
            CompletableFuture<Values> result = vm.run(Script.of("probe.luau", "os.exit(3)")).result();
            assertThatThrownBy(() -> vm.await(result)).isInstanceOf(CancellationException.class);
            assertThat(vm.exitCode()).hasValue(3);
        }

        @Test
        void commands_areHot() {
            List<String> lines = new ArrayList<>();
            Vm vm = virtual(Moonloom.builder().output((_, _, _, text) -> lines.add(text)));
            LuauFunction say = run(vm, "return print").get(1, LuauFunction.class);
            say.call(Void.class, "called");
            vm.run(Script.of("probe.luau", "print('run')"));
            vm.submit(() -> lines.add("submitted"));
            run(vm, "return");
            assertThat(lines).containsExactly("called", "run", "submitted");
        }
    }

    @Nested
    final class ErrorsAndOutput {
        @Test
        void syntaxError_hasFileAndLine() {
            assertThatExceptionOfType(ScriptException.class).isThrownBy(() -> Script.of("shop.luau", "\nlocal = 1"))
                    .withMessageStartingWith("shop.luau:2: ")
                    .satisfies(error -> assertThat(error.kind()).isEqualTo(ScriptException.Kind.SYNTAX))
                    .satisfies(error -> assertThat(error.line()).isEqualTo(2));
        }

        @Test
        void runtimeError_hasFramesAndTheMarkedLine() {
            Vm vm = virtual(Moonloom.builder());
            assertThatExceptionOfType(ScriptException.class)
                    .isThrownBy(
                            () -> run(vm, "local function total(price)\n\treturn price + 1\nend\nlocal _ = total(nil)"))
                    .satisfies(error -> assertThat(error.frames()).extracting(ScriptException.Frame::line)
                            .containsExactly(2, 4))
                    .satisfies(error -> assertThat(error.report()).contains("return price + 1").contains("^"));
        }

        @Test
        void errorValue_isGivenAsJavaHasIt() {
            Vm vm = virtual(Moonloom.builder());
            assertThatExceptionOfType(ScriptException.class).isThrownBy(() -> run(vm, "error({ code = 7 })"))
                    .satisfies(error -> assertThat(error.value()).isEqualTo(Map.of("code", 7.0)));
        }

        @Test
        void uncaughtError_isPrintedByDefault() {
            var printed = new ByteArrayOutputStream();
            PrintStream before = System.err;
            System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
            try (Moonloom moonloom = Moonloom.builder().build(); Vm vm = moonloom.newVirtualVm("world")) {
                vm.run(Script.of("shop.luau", "error('sold out')"));
                vm.await(vm.waitTillDone());
            } finally {
                System.setErr(before);
            }
            assertThat(printed.toString(StandardCharsets.UTF_8)).startsWith("shop.luau:1: sold out");
        }

        @Test
        void printAndWarn_reachAListener_withLevelAndPosition() {
            List<String> lines = new ArrayList<>();
            Vm vm = virtual(Moonloom.builder()
                    .output((from, level, position, text) -> lines
                            .add(from.name() + " " + level + " " + position + " " + text)));
            run(vm, "print('a', 1)\nwarn('" + ASTRAL + "')");
            assertThat(lines).containsExactly("world PRINT probe.luau:1 a\t1", "world WARN probe.luau:2 " + ASTRAL);
        }
    }
}
