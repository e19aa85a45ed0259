package dev.moonloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.moonloom.luau.runtime.LuauTable;
import java.io.IOException;
import java.lang.reflect.AnnotatedType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** Each row of docs/values.md: what is given, what is taken, what is refused and how that reads. */
class ValuesPageTest {
    private static final UUID ID = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");

    private final ValueWorld world = new ValueWorld("here", LuauType.of("Entity", Entity.class));
    private final ValueWorld other = new ValueWorld("there");

    enum Color {
        RED, GREEN {
            @Override
            public String toString() {
                return "leaf";
            }
        }
    }

    record Item(@Nullable String name, int count, Optional<Color> color, @Nullable Item inside) {}

    record Account(@Int64 long id) {}

    static class Entity {}

    static final class Orc extends Entity {}

    /** Types as a host declares them. */
    interface Declared {
        boolean flag();

        Boolean flagBox();

        byte tiny();

        short small();

        int number();

        Integer box();

        char letter();

        Character letterBox();

        long large();

        Long largeBox();

        @Int64
        long integer();

        List<@Int64 Long> integers();

        Map<String, @Int64 Long> integersBy();

        float half();

        double real();

        Double realBox();

        BigInteger big();

        BigDecimal decimal();

        Number any();

        String text();

        CharSequence sequence();

        byte[] bytes();

        ByteBuffer buffer();

        int[] ints();

        double[] doubles();

        String[] texts();

        long[][] rows();

        List<String> list();

        Collection<Integer> collection();

        Iterable<Integer> iterable();

        List<? extends Number> bounded();

        Set<String> set();

        Map<String, List<Integer>> map();

        Map<Integer, Boolean> flags();

        Optional<String> optional();

        OptionalInt optionalInt();

        OptionalLong optionalLong();

        OptionalDouble optionalDouble();

        Item item();

        Account account();

        Color color();

        Duration duration();

        Instant instant();

        UUID id();

        Vector vector();

        LuauFunction function();

        TableView view();

        Entity entity();

        Orc orc();

        Values values();

        Object object();

        List<?> unknown();

        static AnnotatedType type(String name) {
            try {
                return Declared.class.getDeclaredMethod(name).getAnnotatedReturnType();
            } catch (NoSuchMethodException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** One row of the page; each check runs against the VM of the test. */
    private final class Row {
        private final String name;
        private final List<Runnable> checks = new ArrayList<>();
        private String type = "object";

        Row(String name) {
            this.name = name;
        }

        Row as(String type) {
            this.type = type;
            return this;
        }

        Row takes(String expression, @Nullable Object expected) {
            AnnotatedType wanted = Declared.type(type);
            checks.add(() -> {
                Object taken = world.conversions.fromLuau(wanted).convert(world.vm, world.value(expression));
                assertThat(taken).describedAs("%s as %s", expression, wanted).isEqualTo(expected);
            });
            return this;
        }

        Row gives(Object object, String condition) {
            AnnotatedType declared = Declared.type(type);
            checks.add(() -> {
                LuaValue given = world.conversions.toLuau(declared).give(new Nesting(world.vm), object);
                assertThat(world.holds(given, condition)).describedAs("%s: %s", given, condition).isTrue();
            });
            return this;
        }

        Row refuses(String expression, String text) {
            AnnotatedType wanted = Declared.type(type);
            checks.add(() -> assertThat(mismatch(
                    () -> world.conversions.fromLuau(wanted).convert(world.vm, world.value(expression))))
                    .describedAs("%s as %s", expression, wanted).isEqualTo(text));
            return this;
        }

        Row refusesToGive(@Nullable Object object, String text) {
            checks.add(() -> assertThat(mismatch(() -> world.conversions.toLuau(world.vm, object))).isEqualTo(text));
            return this;
        }
    }

    private static String mismatch(org.assertj.core.api.ThrowableAssert.ThrowingCallable conversion) {
        Mismatch mismatch = catchThrowableOfType(Mismatch.class, conversion);
        assertThat(mismatch).isNotNull();
        return mismatch.place().isEmpty() ? mismatch.reason() : mismatch.place() + ": " + mismatch.reason();
    }

    private List<Row> rows() {
        var print = new LuauFunction(world.vm, (dev.moonloom.luau.runtime.LuauFunction) world.value("print"));
        var globals = new TableView(world.vm, (LuauTable) world.value("_G"));
        LuauFunction foreign = (LuauFunction) other.take(LuauFunction.class, "function() end");
        TableView foreignView = (TableView) other.take(TableView.class, "{}");
        return List.of(
                row("`boolean`").as("flag").takes("true", true).gives(false, "v == false")
                        .refuses("nil", "boolean expected, got nil").refuses("0", "boolean expected, got number")
                        .as("flagBox").takes("false", false),
                row("`byte`, `short`, `int`").as("number").takes("5", 5).takes("'0x10'", 16)
                        .takes("-2^31", Integer.MIN_VALUE)
                        .gives(-7, "v == -7").refuses("1.5", "integer expected, got 1.5")
                        .refuses("1e12", "integer from -2147483648 to 2147483647 expected, got 1000000000000")
                        .refuses("0/0", "integer expected, got nan")
                        .refuses("math.huge", "integer from -2147483648 to 2147483647 expected, got inf")
                        .refuses("'x'", "number expected, got string").refuses("5i", "number expected, got integer")
                        .as("tiny").takes("-128", (byte) -128).gives((byte) 3, "v == 3")
                        .refuses("128", "integer from -128 to 127 expected, got 128")
                        .as("small").takes("-32768", Short.MIN_VALUE).gives((short) 3, "v == 3")
                        .refuses("32768", "integer from -32768 to 32767 expected, got 32768")
                        .as("box").takes("3", 3),
                row("`long`").as("large").takes("2^53", 1L << 53).takes("'7'", 7L).gives(-(1L << 53), "v == -2^53")
                        .refuses("2^54",
                                "integer from -9007199254740992 to 9007199254740992 expected, got 18014398509481984")
                        .refuses("1.5", "integer expected, got 1.5").refuses("5i", "number expected, got integer")
                        .refusesToGive((1L << 53) + 1,
                                "no number is exactly 9007199254740993; @Int64 makes it an integer")
                        .refusesToGive(Long.MIN_VALUE,
                                "no number is exactly -9223372036854775808; @Int64 makes it an integer")
                        .as("largeBox").takes("3", 3L),
                row("`@Int64 long`").as("integer").takes("9223372036854775807i", Long.MAX_VALUE)
                        .gives(5L, "v == 5i and v ~= 5").refuses("5", "integer expected, got number")
                        .as("integers").takes("{1i, 2i}", List.of(1L, 2L)).gives(List.of(Long.MIN_VALUE),
                                "v[1] == integer.minsigned")
                        .refuses("{1i, 2}", "[2]: integer expected, got number")
                        .as("integersBy").takes("{a = 1i}", Map.of("a", 1L)).gives(Map.of("a", 1L), "v.a == 1i")
                        .as("account").takes("{id = 3i}", new Account(3)).gives(new Account(3), "v.id == 3i"),
                row("`float`").as("half").takes("0.5", 0.5f).takes("'inf'", Float.POSITIVE_INFINITY)
                        .gives(0.25f, "v == 0.25")
                        .refuses("1e300", "number of 32 bits expected, got 1e+300"),
                row("`double`").as("real").takes("1.5", 1.5).takes("'1.5'", 1.5).takes("0/0", Double.NaN)
                        .gives(-0.0, "1 / v < 0")
                        .refuses("{}", "number expected, got table").refuses("'x'", "number expected, got string")
                        .as("realBox").takes("2", 2.0),
                row("`BigInteger`").as("big").takes("2^60", BigInteger.TWO.pow(60))
                        .gives(BigInteger.TWO.pow(60), "v == 2^60")
                        .refuses("1.5", "integer expected, got 1.5")
                        .refuses("math.huge", "finite number expected, got inf")
                        .refusesToGive(BigInteger.TWO.pow(60).add(BigInteger.ONE),
                                "no number is exactly 1152921504606846977"),
                row("`BigDecimal`").as("decimal").takes("0.1", new BigDecimal("0.1"))
                        .gives(new BigDecimal("0.10"), "v == 0.1")
                        .refuses("0/0", "finite number expected, got nan")
                        .refusesToGive(new BigDecimal("0.10000000000000000001"),
                                "no number is exactly 0.10000000000000000001"),
                row("`Number`").as("any").takes("1", 1.0).takes("'2'", 2.0).takes("3i", 3L).refuses("{}",
                        "number expected, got table"),
                row("`char`").as("letter").takes("'é'", 'é').gives('é', "v == 'é'")
                        .refuses("'ab'", "a single character expected, got 2")
                        .refuses("'😀'", "a single character expected, got 1")
                        .refusesToGive('\ud83d', "a text with half of a surrogate pair, 0xD83D at index 0")
                        .as("letterBox").takes("5", '5'),
                row("`String`").as("text").takes("'Zoë 😀 \\0'", "Zoë 😀 \0").takes("1.50", "1.5")
                        .gives("Zoë 😀?", "v == 'Zoë 😀?'")
                        .gives(CharBuffer.wrap("a"), "v == 'a'")
                        .refuses("nil", "string expected, got nil")
                        .refuses("buffer.create(1)", "string expected, got buffer")
                        .refuses("'ab\\xFFc'", "UTF-8 expected, got the byte 0xFF at index 3; byte[] takes any string")
                        .refuses("'\\xED\\xA0\\xBD'",
                                "UTF-8 expected, got the byte 0xED at index 1; byte[] takes any string")
                        .refusesToGive("a\ud83d", "a text with half of a surrogate pair, 0xD83D at index 1")
                        .takes("'\\u{FFFD}'", "\uFFFD").as("sequence").takes("'x'", "x"),
                row("`byte[]`, `ByteBuffer`").as("bytes").takes("'\\xFFa'", new byte[]{-1, 97})
                        .takes("buffer.fromstring('ab')", new byte[]{97, 98})
                        .gives(new byte[]{1, 2}, "buffer.len(v) == 2 and buffer.readu8(v, 1) == 2")
                        .refuses("{}", "buffer expected, got table")
                        .as("buffer").takes("'a'", ByteBuffer.wrap(new byte[]{97}))
                        .gives(ByteBuffer.wrap(new byte[]{1, 2, 3}, 1, 1),
                                "buffer.len(v) == 1 and buffer.readu8(v, 0) == 2"),
                row("arrays").as("ints").takes("{1, 2}", new int[]{1, 2})
                        .gives(new int[]{1, 2}, "#v == 2 and v[2] == 2")
                        .refuses("{1, 1.5}", "[2]: integer expected, got 1.5")
                        .as("doubles").takes("{}", new double[0]).gives(new double[]{0.5}, "v[1] == 0.5")
                        .as("texts").takes("{'a'}", new String[]{"a"}).gives(new String[]{"a"}, "v[1] == 'a'")
                        .as("rows").takes("{{1}, {}}", new long[][]{{1}, {}})
                        .gives(new long[][]{{1}, {2}}, "v[2][1] == 2")
                        .refusesToGive(new String[]{"a", null}, "[2]: nothing in a list would be a hole in a table"),
                row("`List`, `Collection`, `Iterable`").as("list").takes("{'a', 'b'}", List.of("a", "b"))
                        .takes("{}", List.of()).gives(List.of("a", "b"), "#v == 2 and v[1] == 'a'")
                        .refuses("'a'", "table expected, got string")
                        .refuses("{'a', nil, 'c'}", "[2]: string expected, got nil")
                        .refuses("{'a', {}}", "[2]: string expected, got table")
                        .refuses("{'a', x = 1}", "list expected, got a table with the key \"x\"")
                        .refuses("{[0] = 'a'}", "list expected, got a table with the key [0]")
                        .refuses("{[1.5] = 'a'}", "list expected, got a table with the key [1.5]")
                        .refusesToGive(Arrays.asList("a", null), "[2]: nothing in a list would be a hole in a table")
                        .as("collection").takes("{[2] = 2, [1] = 1}", List.of(1, 2))
                        .as("iterable").takes("{3}", List.of(3))
                        .as("bounded").takes("{3}", List.of(3.0)).as("unknown").takes("{'x', 1}", List.of("x", 1.0)),
                row("`Set`").as("set").takes("{a = true, b = true}", Set.of("a", "b")).gives(Set.of("a"), "v.a == true")
                        .refuses("{'a'}", "[1]: true expected, got string")
                        .refuses("{a = false}", "\"a\": true expected, got false")
                        .refuses("{[{}] = true}", "[key [a table]]: string expected, got table"),
                row("`Map`").as("map").takes("{a = {1}, b = {}}", Map.of("a", List.of(1), "b", List.of()))
                        .gives(Map.of("a", List.of(1)), "v.a[1] == 1")
                        .refuses("{a = {1, 'x'}}", "\"a\"[2]: number expected, got string")
                        .refuses("{[true] = {}}", "[key [true]]: string expected, got boolean")
                        .refuses("{['1'] = {}, [1] = {}}", "[key \"1\"]: another key is equal to it in Java")
                        .refusesToGive(Map.of(Double.NaN, 1), "[key NaN]: no key of a table")
                        .refusesToGive(Map.of(1, 1, 1.0, 1), "[key [1]]: another key is equal to it in Luau")
                        .as("flags").takes("{[3] = true}", Map.of(3, true))
                        .refuses("{[1.5] = true}", "[key [1.5]]: integer expected, got 1.5"),
                row("`Optional`").as("optional").takes("nil", Optional.empty()).takes("'a'", Optional.of("a"))
                        .gives(Optional.empty(), "v == nil").gives(Optional.of("a"), "v == 'a'")
                        .refuses("{}", "string expected, got table")
                        .as("optionalInt").takes("3", OptionalInt.of(3)).takes("nil", OptionalInt.empty())
                        .gives(OptionalInt.of(3), "v == 3").refuses("1.5", "integer expected, got 1.5")
                        .as("optionalLong").takes("3", OptionalLong.of(3)).gives(OptionalLong.empty(), "v == nil")
                        .as("optionalDouble").takes("3", OptionalDouble.of(3)).gives(OptionalDouble.of(3), "v == 3"),
                row("records").as("item")
                        .takes("{name = 'box', count = 2, color = 'RED', inside = {count = 1}, more = 1}",
                                new Item("box", 2, Optional.of(Color.RED), new Item(null, 1, Optional.empty(), null)))
                        .gives(new Item("box", 2, Optional.of(Color.RED), null),
                                "v.name == 'box' and v.count == 2 and v.color == 'RED' and v.inside == nil")
                        .refuses("{name = 'box'}", "\"count\": number expected, got nil")
                        .refuses("{count = 1, inside = {count = 'x'}}",
                                "\"inside\"\"count\": number expected, got string")
                        .refuses("5", "table expected, got number"),
                row("enums").as("color").takes("'GREEN'", Color.GREEN).gives(Color.GREEN, "v == 'GREEN'")
                        .refuses("'BLUE'", "Color expected, got \"BLUE\", which is none of RED, GREEN")
                        .refuses("nil", "Color expected, got nil"),
                row("`Duration`").as("duration").takes("1.5", Duration.ofMillis(1500))
                        .takes("-0.25", Duration.ofMillis(-250))
                        .gives(Duration.ofMillis(2500), "v == 2.5").refuses("0/0", "seconds expected, got nan")
                        .refuses("math.huge", "seconds expected, got inf"),
                row("`Instant`").as("instant").takes("1e9 + 0.5", Instant.ofEpochSecond(1_000_000_000, 500_000_000))
                        .gives(Instant.ofEpochSecond(2), "v == 2").refuses("1e300", "seconds expected, got 1e+300"),
                row("`UUID`").as("id").takes("'01234567-89AB-cdef-0123-456789abcdef'", ID)
                        .gives(ID, "v == '" + ID + "'")
                        .refuses("'1-1-1-1-1'", "UUID expected, got \"1-1-1-1-1\"")
                        .refuses("'x'", "UUID expected, got \"x\"")
                        .refuses("nil", "string expected, got nil"),
                row("`Vector`").as("vector").takes("vector.create(1, 2, 3)", new Vector(1, 2, 3))
                        .gives(new Vector(1, 2, 3), "v == vector.create(1, 2, 3)")
                        .refuses("{}", "vector expected, got table"),
                row("`LuauFunction`").as("function").refuses("{}", "function expected, got table")
                        .takes("print", print)
                        .gives(print, "v == print")
                        .refusesToGive(foreign, "a function of the VM 'there' cannot be given to the VM 'here'"),
                row("`TableView`").as("view").refuses("5", "table expected, got number")
                        .takes("_G", globals)
                        .gives(globals, "v == _G")
                        .refusesToGive(foreignView, "a table of the VM 'there' cannot be given to the VM 'here'"),
                row("registered objects").as("entity").gives(new Orc(), "type(v) == 'userdata'")
                        .refuses("nil", "Entity expected, got nil")
                        .refuses("newproxy()", "Entity expected, got userdata")
                        .as("orc").refuses("{}", "Orc expected, got table"),
                row("`Values`").as("values").refusesToGive(Values.of(1),
                        "Values can only be a whole answer, and no part of one"),
                row("`Object`").takes("nil", null).takes("1", 1.0).takes("'a'", "a").takes("true", true).takes("5i", 5L)
                        .takes("{1, 'a', {}}", List.of(1.0, "a", Map.of())).takes("{a = 1}", Map.of("a", 1.0))
                        .takes("{1, nil, 3}", Map.of(1.0, 1.0, 3.0, 3.0))
                        .takes("buffer.fromstring('a')", new byte[]{97}).takes("vector.one", new Vector(1, 1, 1))
                        .takes("print", print)
                        .refuses("'\\xFF'", "UTF-8 expected, got the byte 0xFF at index 1; byte[] takes any string")
                        .refuses("coroutine.create(print)", "a thread has no form in Java")
                        .refuses("newproxy()", "a userdata has no form in Java")
                        .refusesToGive(new Object(),
                                "java.lang.Object has no form in Luau; register a LuauType for it")
                        .refusesToGive(List.of(new LuaTable()),
                                "[1]: org.luaj.vm2.LuaTable is LuaJ's own, and not to be given; give a Java value, such as a "
                                        + "String, a List, a Map or a record"));
    }

    private Row row(String name) {
        return new Row(name);
    }

    @TestFactory
    Stream<DynamicTest> rowsAreAsThePageSays() {
        return rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.name, () -> row.checks.forEach(Runnable::run)));
    }

    @Test
    void thePageHasTheseRows() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "values.md"), StandardCharsets.UTF_8);

        List<String> rows = page.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| Java"))
                .map(line -> line.substring(2, line.indexOf(" |", 2)))
                .toList();

        assertThat(rows).containsExactlyElementsOf(rows().stream().map(row -> row.name).toList());
    }
}
