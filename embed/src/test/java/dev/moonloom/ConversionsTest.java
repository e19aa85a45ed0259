package dev.moonloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaValue;

/** What holds for all conversions, whatever their types. */
class ConversionsTest {
    private static final String NESTED = """
            (function()
                local levels = %d
                local root = {}
                local at = root
                for level = 2, levels do
                    at.next = {}
                    at = at.next
                end
                return root
            end)()
            """;

    private final ValueWorld world = new ValueWorld(
            "world",
            LuauType.of("Animal", Animal.class),
            LuauType.of("Dog", Dog.class),
            LuauType.of("Named", Named.class));

    interface Named {}

    interface Famous extends Named {}

    static class Animal {}

    static class Dog extends Animal {}

    static final class Terrier extends Dog implements Named {}

    static final class Place implements Famous {}

    record Node(int value, @Nullable Node next) {}

    record Tree(List<Tree> children) {}

    record Pair<A, B>(A first, B second) {}

    record Growing<T>(@Nullable Growing<List<T>> more) {}

    record Positive(int value) {
        Positive {
            if (value <= 0) {
                throw new IllegalArgumentException("must be positive");
            }
        }
    }

    enum Color {
        RED
    }

    private record Hidden(String text) {}

    /** Types as a host declares them. */
    interface Declared<T extends Number> {
        Pair<String, Pair<Integer, List<Double>>> pair();

        List<? super Integer> lower();

        Map<String, ? extends List<String>> wildcard();

        List<T> variable();

        <E extends Comparable<E>> List<E> recursive();

        Pair<@Int64 Long, String>[] integers();

        Growing<String> growing();

        @Int64
        int wrong();
    }

    private static Type type(String name) {
        try {
            return Declared.class.getDeclaredMethod(name).getGenericReturnType();
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    private static Mismatch mismatch(ThrowingCallable conversion) {
        return Objects.requireNonNull(catchThrowableOfType(Mismatch.class, conversion), "nothing was refused");
    }

    private String refusalOf(Type type, String expression) {
        return mismatch(() -> world.take(type, expression)).reason();
    }

    private String refusal(Object object) {
        return mismatch(() -> world.conversions.toLuau(world.vm, object)).reason();
    }

    private LuaValue give(@Nullable Object object) {
        return world.conversions.toLuau(world.vm, object);
    }

    @Test
    void aTableThatContainsItselfIsRefused() {
        String cycle = "(function() local t = {1}; t[2] = {t}; return t end)()";

        Mismatch mismatch = mismatch(() -> world.take(Object.class, cycle));

        assertThat(mismatch.place()).isEqualTo("[2][1]");
        assertThat(mismatch.reason()).isEqualTo("a table contains itself");
        assertThat(refusalOf(Node.class, "(function() local t = {value = 1}; t.next = t; return t end)()"))
                .isEqualTo("a table contains itself");
    }

    @Test
    void aTableThatStandsInSeveralPlacesIsNoCycle() {
        assertThat(world.take(Object.class, "(function() local t = {1}; return {t, t} end)()"))
                .isEqualTo(List.of(List.of(1.0), List.of(1.0)));
    }

    @Test
    void tablesAreTakenUpToAHundredLevels() {
        assertThat(world.take(Object.class, NESTED.formatted(100))).isInstanceOf(Map.class);
        assertThat(refusalOf(Object.class, NESTED.formatted(101))).isEqualTo("nested more than 100 levels deep");
        assertThat(refusalOf(Object.class, NESTED.formatted(10_000))).isEqualTo("nested more than 100 levels deep");
    }

    @Test
    void aSmallTableThatStandsForManyObjectsIsTakenOnce() {
        Object taken = world.take(Object.class, """
                (function()
                    local t = {}
                    for level = 1, 90 do
                        t = {t, t}
                    end
                    return t
                end)()""");

        assertThat(taken).isInstanceOf(List.class);
    }

    @Test
    void aLongStringThatStandsInManyPlacesIsTakenOnce() {
        var texts = (List<?>) Objects.requireNonNull(world.take(Object.class, """
                (function()
                    local text = string.rep("x", 1000000)
                    return table.create(3000, text)
                end)()"""));

        assertThat(texts.getLast()).isSameAs(texts.get(1)).hasToString("x".repeat(1_000_000));
    }

    @Test
    void anObjectThatContainsItselfIsRefused() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        Map<String, Object> map = new HashMap<>();
        map.put("me", new Object[]{map});

        assertThat(refusal(list)).isEqualTo("java.util.ArrayList contains itself");
        assertThat(mismatch(() -> give(map)).place()).isEqualTo("\"me\"[1]");
        assertThat(refusal(map)).isEqualTo("java.util.HashMap contains itself");
    }

    @Test
    void objectsAreGivenUpToAHundredLevels() {
        Node node = null;
        for (int level = 1; level <= 100; level++) {
            node = new Node(level, node);
        }
        Node deepest = node;

        assertThat(world.holds(give(deepest), "v.next.next.value == 98")).isTrue();
        assertThat(refusal(new Node(101, deepest))).isEqualTo("nested more than 100 levels deep");
    }

    @Test
    void typeArgumentsAreFollowed() {
        assertThat(world.take(type("pair"), "{first = 'a', second = {first = 1, second = {0.5}}}"))
                .isEqualTo(new Pair<>("a", new Pair<>(1, List.of(0.5))));
        assertThat(world.take(type("lower"), "{1}")).isEqualTo(List.of(1));
        assertThat(world.take(type("wildcard"), "{a = {'b'}}")).isEqualTo(Map.of("a", List.of("b")));
        assertThat(world.take(type("variable"), "{1}")).isEqualTo(List.of(1.0));
        assertThat(world.take(Tree.class, "{children = {{children = {}}}}"))
                .isEqualTo(new Tree(List.of(new Tree(List.of()))));
    }

    @Test
    void int64IsSeenInsideOfTypeArguments() throws NoSuchMethodException {
        var declared = Declared.class.getDeclaredMethod("integers").getAnnotatedReturnType();
        LuaValue table = world.value("{{first = 9007199254740993i, second = 'a'}}");

        var taken = (Pair<?, ?>[]) Objects
                .requireNonNull(world.conversions.fromLuau(declared).convert(world.vm, table));
        LuaValue given = world.conversions.toLuau(declared).give(new Nesting(world.vm), taken);

        assertThat(taken).containsExactly(new Pair<>((1L << 53) + 1, "a"));
        assertThat(world.holds(given, "v[1].first == 9007199254740993i and v[1].second == 'a'")).isTrue();
    }

    @Test
    void typesWithoutConversionAreRefusedByName() {
        for (Type type : List.of(Thread.class, ArrayList.class, Runtime.class)) {
            assertThatIllegalArgumentException().isThrownBy(() -> world.conversions.fromLuau(type))
                    .withMessageContaining(type.getTypeName());
        }
        assertThat(world.conversions.fromLuau(type("recursive")).expected()).isEqualTo("table");
        assertThatIllegalArgumentException().isThrownBy(() -> world.conversions.fromLuau(type("growing")))
                .withMessageContaining("contains more and more types");
        assertThatIllegalArgumentException().isThrownBy(() -> world.conversions.fromLuau(
                Declared.class.getDeclaredMethod("wrong").getAnnotatedReturnType()))
                .withMessage("@Int64 stands before long and Long, not before int");
    }

    @Test
    void waysToClassesAreMadeOnce() {
        assertThat(world.conversions.fromLuau(Node.class)).isSameAs(world.conversions.fromLuau(Node.class));
    }

    @Test
    void privateRecordsCross() {
        assertThat(world.take(Hidden.class, "{text = 'a'}")).isEqualTo(new Hidden("a"));
        assertThat(world.holds(give(new Hidden("a")), "v.text == 'a'")).isTrue();
    }

    @Test
    void whatARecordRefusesIsAMismatchWithItsException() {
        Mismatch mismatch = mismatch(() -> world.take(Positive.class, "{value = 0}"));

        assertThat(mismatch.reason()).isEqualTo("Positive: must be positive");
        assertThat(mismatch).hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void objectsAreShownAsTheirNearestRegisteredType() {
        assertThat(Objects.requireNonNull(world.conversions.registered(Terrier.class)).name()).isEqualTo("Named");
        assertThat(Objects.requireNonNull(world.conversions.registered(new Dog() {}.getClass())).name())
                .isEqualTo("Dog");
        assertThat(Objects.requireNonNull(world.conversions.registered(Place.class)).name()).isEqualTo("Named");
        assertThat(world.conversions.registered(String.class)).isNull();
    }

    @Test
    void objectsAreTakenByAnyClassTheyAreInstancesOf() {
        var place = new Place();
        var dog = new Terrier();

        assertThat(world.conversions.fromLuau(Famous.class).convert(world.vm, give(place))).isSameAs(place);
        assertThat(world.conversions.fromLuau(Animal.class).convert(world.vm, give(dog))).isSameAs(dog);
        assertThat(world.conversions.fromLuau(Object.class).convert(world.vm, give(dog))).isSameAs(dog);
        assertThat(mismatch(() -> world.conversions.fromLuau(Dog.class).convert(world.vm, give(place))).reason())
                .startsWith("Dog expected, got ");
    }

    @Test
    void aTypeThatIsRegisteredIsAnObjectWhateverElseItIs() {
        var own = new ValueWorld("own", LuauType.of("DateTime", Instant.class), LuauType.of("Color", Color.class));
        LuaValue given = own.conversions.toLuau(own.vm, Instant.EPOCH);

        assertThat(own.conversions.fromLuau(Instant.class).convert(own.vm, given)).isSameAs(Instant.EPOCH);
        assertThat(own.holds(own.conversions.toLuau(own.vm, Color.RED), "type(v) == 'userdata'")).isTrue();
        assertThat(mismatch(() -> own.take(Color.class, "'RED'")).reason()).isEqualTo("Color expected, got string");
    }

    @Test
    void whatIsRememberedKeepsNeitherClassesNorConversionsAlive() throws ClassNotFoundException {
        var used = new WeakReference<>(new ValueWorld("short-lived").conversions);
        var loaded = new WeakReference<>(useForeignRecord(Objects.requireNonNull(used.get())));

        Awaitility.await().until(() -> {
            System.gc();
            return loaded.refersTo(null) && used.refersTo(null);
        });
    }

    /** {@return a class of a loader that nobody else has} Its conversions are made, and those of classes of the JDK. */
    private Class<?> useForeignRecord(Conversions shortLived) throws ClassNotFoundException {
        Class<?> type = new ForeignLoader().loadClass(Positive.class.getName());
        world.conversions.fromLuau(type).convert(world.vm, world.value("{value = 1}"));
        shortLived.fromLuau(type);
        shortLived.fromLuau(String.class);
        shortLived.fromLuau(Node.class);
        return type;
    }

    /** Defines one record anew. */
    private static final class ForeignLoader extends ClassLoader {
        @Override
        public Class<?> loadClass(String name) throws ClassNotFoundException {
            if (!name.equals(Positive.class.getName())) {
                return super.loadClass(name);
            }
            try (InputStream code = Positive.class.getResourceAsStream("ConversionsTest$Positive.class")) {
                byte[] bytes = Objects.requireNonNull(code).readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    void keysWithPartsAreNamedAndNotShown() {
        List<Object> key = new ArrayList<>(List.of(new Thread()));

        assertThat(mismatch(() -> give(Map.of(key, 1))).place()).isEqualTo("[key java.util.ArrayList][1]");
        assertThat(mismatch(() -> give(Map.of("k".repeat(100), new Thread()))).place())
                .isEqualTo("\"" + "k".repeat(40) + "...\"");
        assertThat(mismatch(() -> give(Map.of("k".repeat(39) + "😀", new Thread()))).place())
                .isEqualTo("\"" + "k".repeat(39) + "...\"");
    }

    @Test
    void textsOfMismatchesShortenLongKeys() {
        Mismatch mismatch = mismatch(
                () -> world.take(Map.class, "{[string.rep('k', 1000)] = coroutine.create(print)}"));

        assertThat(mismatch.place()).isEqualTo("\"" + "k".repeat(40) + "...\"");
    }
}
