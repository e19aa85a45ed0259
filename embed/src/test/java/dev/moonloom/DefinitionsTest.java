package dev.moonloom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonloom.luau.syntax.Parser;
import dev.moonloom.task.Libraries;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The definition file of what a host gives. */
final class DefinitionsTest {
    enum Mode {
        WALK, FLY
    }

    /** May contain one of its own class. */
    record Step(double x, @Nullable String label, Optional<Step> next) {}

    record Pair<A, B>(A first, B second) {}

    /** A function of Luau. */
    interface Judge {
        boolean judge(String name, int points);
    }

    /** Another one, whose types are told where it is used. */
    interface Choice<A, B> {
        B choose(List<A> from, int count);
    }

    /** One that is waited for. */
    interface Later {
        CompletableFuture<String> later();
    }

    /** Each method stands for a kind of type. */
    @SuppressWarnings({"unused", "UnusedVariable"}) // only their signatures matter
    private static final class Kinds {
        @Scripted
        double numbers(byte a, short b, int c, long d, float e, Double f, BigDecimal g, Number h) {
            return 0;
        }

        @Scripted
        boolean others(boolean a, char b, CharSequence c, UUID d, Duration e, Instant f, Object g) {
            return false;
        }

        @Scripted
        void bytes(byte[] a, ByteBuffer b, Vector c, @Int64 long d) {}

        @Scripted
        List<String> lists(Collection<Integer> a, Iterable<Mode> b, double[][] c) {
            return List.of();
        }

        @Scripted
        Map<String, List<Integer>> maps(Map<UUID, Boolean> a, Set<String> b) {
            return Map.of();
        }

        @Scripted
        @SuppressWarnings("NonApiType") // a method that scripts call may be declared with any class
        LinkedHashMap<String, Integer> givenMap() {
            return new LinkedHashMap<>();
        }

        @Scripted
        Optional<Step> optionals(Optional<String> a, OptionalInt b, Optional<Judge> c) {
            return Optional.empty();
        }

        @Scripted
        @Nullable String nullable() {
            return null;
        }

        @Scripted
        Pair<String, Integer> records(Step a, Pair<String, Integer> b, Pair<Step, Mode> c) {
            return b;
        }

        @Scripted
        void functions(Judge a, Choice<String, Mode> b, Later c, LuauFunction d, TableView e) {}

        @Scripted
        CompletableFuture<String> stage() {
            return new CompletableFuture<>();
        }

        @Scripted
        CompletableFuture<@Nullable Entity> nullableStage() {
            return new CompletableFuture<>();
        }

        @Scripted
        Mono<Void> done() {
            return Mono.empty();
        }

        @Scripted
        Publisher<Integer> publisher() {
            return Mono.empty();
        }

        @Scripted
        Flux<String> items() {
            return Flux.empty();
        }

        @Scripted
        Values several() {
            return Values.of();
        }

        @Scripted
        void variable(String format, Object... rest) {}

        @Scripted
        void variableJudges(Judge... rest) {}

        @Scripted
        Entity objects(Entity a, Entity.Monster b, List<Entity> c) {
            return a;
        }

        @Scripted
        <T extends Number> T generic(List<? extends T> a, List<? super String> b) {
            return a.getFirst();
        }

        @Scripted("two words")
        void named(int end) {}
    }

    private static final Map<String, String> KINDS = kinds();

    private static Map<String, String> kinds() {
        try (Moonloom moonloom = Moonloom.builder().type(Entity.TYPE).type(Entity.Monster.TYPE)
                .library("kinds", new Kinds()).build()) {
            Map<String, String> lines = new LinkedHashMap<>();
            moonloom.definitions().lines().map(String::strip).forEach(line -> {
                int end = line.indexOf(": ");
                if (end > 0) {
                    lines.put(line.substring(0, end), line.substring(end + 2).replaceAll(",$", ""));
                }
                if (line.startsWith("type ")) {
                    lines.put(line.substring(0, line.indexOf(" =")), line.substring(line.indexOf("= ") + 2));
                }
            });
            return lines;
        }
    }

    /** Whatever the compiler keeps of the names of parameters. */
    private static String withoutNames(String type) {
        return type.startsWith("{") ? type : type.replaceAll("(?<=[(, ])[a-z]+: ", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "numbers # (number, number, number, number, number, number, number, number) -> number",
        "others # (boolean, string, string, string, number, number, any) -> boolean",
        "bytes # (buffer, buffer, vector, integer) -> ()",
        "lists # ({number}, {Mode}, {{number}}) -> {string}",
        "maps # ({[string]: boolean}, {[string]: boolean}) -> {[string]: {number}}",
        "givenMap # () -> {[string]: number}",
        "optionals # (string?, number?, ((string, number) -> boolean)?) -> Step?",
        "nullable # () -> string?",
        "records # (Step, Pair, Pair2) -> Pair",
        "functions # ((string, number) -> boolean, ({string}, number) -> Mode, () -> string, (...any) -> ...any,"
                + " {[any]: any}) -> ()",
        "stage # () -> string",
        "nullableStage # () -> Entity?",
        "done # () -> nil",
        "publisher # () -> number",
        "items # () -> () -> string?",
        "several # () -> ...any",
        "variable # (string, ...any) -> ()",
        "variableJudges # (...((string, number) -> boolean)) -> ()",
        "objects # (Entity, Monster, {Entity}) -> Entity",
        "generic # ({number}, {string}) -> number",
        "[\"two words\"] # (number) -> ()",
        "type Mode # \"WALK\" | \"FLY\"",
        "type Step # {x: number, label: string?, next: Step?}",
        "type Pair # {first: string, second: number}",
        "type Pair2 # {first: Step, second: Mode}",
    })
    void kindOfType_isWrittenAs(String member, String type) {
        assertThat(KINDS).containsKey(member);
        assertThat(withoutNames(Objects.requireNonNull(KINDS.get(member)))).isEqualTo(type);
    }

    /** Something with all operators. */
    record Coins(int count) {}

    private static final LuauType<Coins> COINS = LuauType.of("Bag of coins", Coins.class)
            .property("two words", Integer.class, Coins::count)
            .function("two functions", Integer.class, DefinitionsTest::plus)
            .property("end", Mode.class, _ -> Mode.FLY)
            .operator(Operator.ADD, Coins.class, (a, b) -> plus(a, b.count))
            .operator(Operator.ADD, Integer.class, DefinitionsTest::plus)
            .operatorOnRight(Operator.ADD, Integer.class, DefinitionsTest::plus)
            .operator(Operator.CONCAT, String.class, (a, b) -> a + b)
            .negation(coins -> new Coins(-coins.count))
            .length(Coins::count)
            .text(Coins::toString)
            .ordered((a, b) -> Integer.compare(a.count, b.count))
            .equality(Coins::equals)
            .iterate(coins -> Stream.iterate(1, i -> i <= coins.count, i -> i + 1).toList())
            .call(String.class, (coins, text) -> text.repeat(coins.count));

    private static Coins plus(Coins coins, int more) {
        return new Coins(coins.count + more);
    }

    /** A type by annotations. */
    @SuppressWarnings("unused") // scripts use the members
    private static final class Door {
        @Scripted
        private boolean locked;

        @Scripted
        final double width = 2;

        @Scripted
        @Nullable Entity owner;

        @Scripted
        @Nullable String open(List<String> words, Step step) {
            return locked ? null : words.getFirst() + step;
        }
    }

    private static Moonloom everything() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("max", 10);
        settings.put("mode", Mode.WALK);
        settings.put("not a name", List.of("a", true));
        return Moonloom.builder()
                .type(Entity.TYPE).type(Entity.Monster.TYPE).type(COINS).type(LuauType.annotated(Door.class))
                .type(LuauType.of("number", StringBuilder.class))
                .function("spawn", _ -> null)
                .function("no name", _ -> null)
                .function("while", _ -> null)
                .global("nothing", null)
                .global("version", "1.2")
                .global("sizes", Map.of("small", 1, "large", 2))
                .global("settings", settings)
                .global("player", new Entity.Monster("Ork"))
                .global("start", new Step(1, null, Optional.empty()))
                .global("names", Set.of("a", "b"))
                .global("empty", List.of())
                .library("log", log -> log.function("info", _ -> null).blocking("flush", _ -> null)
                        .value("level", 3).value("a \"quoted\"\nkey\u0007", 1).value("zero\0", 1))
                .allowExit()
                .build();
    }

    @Test
    void everything_isTheGoldenFile() throws IOException {
        try (Moonloom moonloom = everything();
                InputStream golden = Objects.requireNonNull(
                        DefinitionsTest.class.getResourceAsStream("everything.d.luau"))) {
            String ofLuau = Libraries.definitions(true, false);
            assertThat(moonloom.definitions()).startsWith(ofLuau);
            assertThat(moonloom.definitions().substring(ofLuau.length()).strip())
                    .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
    }

    /** No analyzer is needed to see that a file can be read at all. */
    @Test
    void everything_isParsed() {
        try (Moonloom moonloom = everything()) {
            assertThat(Parser.parseDefinitions(moonloom.definitions().getBytes(StandardCharsets.UTF_8)))
                    .containsExactly("task", "warn", "collectgarbage", "os", "spawn", "nothing", "version", "sizes",
                            "settings", "player", "start", "names", "empty", "log");
        }
    }

    @Test
    void exit_isDeclaredWhereScriptsHaveIt() {
        try (Moonloom moonloom = Moonloom.builder().build()) {
            assertThat(moonloom.definitions()).contains("declare task: {").doesNotContain("exit");
        }
    }
}
