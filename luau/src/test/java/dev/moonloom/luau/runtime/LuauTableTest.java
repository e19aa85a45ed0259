package dev.moonloom.luau.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

class LuauTableTest {
    private static final LuaValue VALUE = LuauNumber.of(1);
    private static final LuaValue OTHER = LuauNumber.of(2);

    private final LuauTable table = new LuauTable();

    private static LuaString constant(String text) {
        return Strings.constant(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertFails(ThrowingCallable code, String text) {
        assertThatThrownBy(code)
                .isInstanceOfSatisfying(LuaError.class,
                        e -> assertThat(e.getMessageObject().tojstring()).isEqualTo(text));
    }

    private boolean replace(LuauTable in, String key, LuaValue value) {
        return in.replace(constant(key), Strings.hash(constant(key)), value);
    }

    private static @Nullable LuaValue find(LuauTable in, String key) {
        return in.find(constant(key), Strings.hash(constant(key)));
    }

    @Test
    void constantsAndOtherStringsAreTheSameKey() {
        String key = "key of a table, longer than LuaJ's cache takes";
        table.put(Strings.of(key), VALUE);

        assertThat(find(table, key)).isSameAs(VALUE);
        assertThat(table.next(LuaValue.NIL).arg1()).isSameAs(constant(key));
        assertThat(table.find(Strings.of(key))).isSameAs(VALUE);
    }

    @Test
    void absentKeysAreNull() {
        table.put(Strings.of("x"), VALUE);

        assertThat(find(table, "y")).isNull();
        assertThat(table.find(1)).isNull();
        assertThat(table.find(1.5)).isNull();
        assertThat(table.find(LuaValue.TRUE)).isNull();
        assertThat(table.find(LuaValue.NIL)).isNull();
        assertThat(table.find(LuauNumber.of(Double.NaN))).isNull();
    }

    @Test
    void bothZerosAreOneKey() {
        table.put(LuauNumber.of(-0.0), VALUE);

        assertThat(table.find(0)).isSameAs(VALUE);
        assertThat(table.find(0.0)).isSameAs(VALUE);
        assertThat(table.next(LuaValue.NIL).arg1().tojstring()).isEqualTo("-0");
    }

    @Test
    void numericStringsAreNoNumbers() {
        table.put(1, VALUE);
        table.put(Strings.of("1"), Strings.of("5"));

        assertThat(table.find(1)).isSameAs(VALUE);
        assertThat(table.find(Strings.of("1"))).isInstanceOf(LuaString.class);
    }

    @Test
    void luajsNumbersAreTheSameKeysAsOurs() {
        table.put(LuaInteger.valueOf(3), VALUE);
        table.put(LuaValue.valueOf(1.5), OTHER);

        assertThat(table.find(LuauNumber.of(3))).isSameAs(VALUE);
        assertThat(table.find(LuaInteger.valueOf(3))).isSameAs(VALUE);
        assertThat(table.find(LuauNumber.of(1.5))).isSameAs(OTHER);
        assertThat(table.next(LuaInteger.valueOf(3)).arg1()).isInstanceOf(LuauNumber.class);
    }

    @Test
    void objectsAreKeysByIdentity() {
        var key = new LuauTable();
        table.put(key, VALUE);

        assertThat(table.find(key)).isSameAs(VALUE);
        assertThat(table.find(new LuauTable())).isNull();
    }

    @Test
    void vectorsAreKeysByContent() {
        table.put(LuauVector.of(1, -0.0f, 3), VALUE);

        assertThat(table.find(LuauVector.of(1, 0, 3))).isSameAs(VALUE);
        assertThat(table.find(LuauVector.of(1, 0, 4))).isNull();
    }

    @Test
    void integersAreKeysByContentAndNoNumbers() {
        table.put(LuauInteger.of(1), VALUE);

        assertThat(table.find(LuauInteger.of(1))).isSameAs(VALUE);
        assertThat(table.find(LuauInteger.of(2))).isNull();
        assertThat(table.find(LuauNumber.of(1))).isNull();
        assertThat(table.length()).isZero();
    }

    @Test
    void keysMustNotBeNilOrNan() {
        assertFails(() -> table.put(LuaValue.NIL, VALUE), "table index is nil");
        assertFails(() -> table.put(LuaValue.NIL, LuaValue.NIL), "table index is nil");
        assertFails(() -> table.put(LuauNumber.of(Double.NaN), VALUE), "table index is NaN");
        assertFails(() -> table.put(LuauVector.of(Float.NaN, 0, 0), VALUE), "table index contains NaN");
    }

    @Test
    void tooManyEntriesOverflow() {
        assertFails(() -> new LuauTable((1 << 26) + 1, 0), "table overflow");
        assertFails(() -> new LuauTable(0, (1 << 26) + 1), "table overflow");
    }

    @Test
    void storingNilOrNothingRemoves() {
        table.put(1, VALUE);
        table.put(Strings.of("x"), VALUE);

        assertThat(table.replace(1, LuaValue.NONE)).isTrue();
        assertThat(replace(table, "x", LuaValue.NIL)).isTrue();

        assertThat(table.find(1)).isNull();
        assertThat(find(table, "x")).isNull();
        assertThat(table.next(LuaValue.NIL).isnil(1)).isTrue();
    }

    @Test
    void replaceAddsKeysOnlyWithoutMetatable() {
        assertThat(replace(table, "x", VALUE)).isTrue();
        assertThat(table.replace(1, VALUE)).isTrue();
        assertThat(table.replace(LuaValue.TRUE, VALUE)).isTrue();
        table.metatable(new LuauTable());

        assertThat(replace(table, "y", VALUE)).isFalse();
        assertThat(table.replace(2, VALUE)).isFalse();
        assertThat(table.replace(LuaValue.FALSE, VALUE)).isFalse();
        assertThat(find(table, "y")).isNull();
    }

    @Test
    void replaceChangesPresentValuesWhateverTheMetatable() {
        replace(table, "x", VALUE);
        table.put(1, VALUE);
        table.put(-1, VALUE);
        table.metatable(new LuauTable());

        assertThat(replace(table, "x", OTHER)).isTrue();
        assertThat(table.replace(1, OTHER)).isTrue();
        assertThat(table.replace(-1, OTHER)).isTrue();
        assertThat(table.replace((LuaValue) LuauNumber.of(-1), VALUE)).isTrue();

        assertThat(find(table, "x")).isSameAs(OTHER);
        assertThat(table.find(1)).isSameAs(OTHER);
        assertThat(table.find(-1)).isSameAs(VALUE);
    }

    @Test
    void removedValuesInTheArrayCountAsAbsent() {
        table.putAll(1, Values.of(VALUE, VALUE, VALUE));
        table.metatable(new LuauTable());
        table.replace(2, LuaValue.NIL);

        assertThat(table.replace(2, VALUE)).isFalse();
        assertThat(table.find(2)).isNull();
    }

    @Test
    void frozenTablesDoNotChange() {
        replace(table, "x", VALUE);
        table.put(1, VALUE);
        table.freeze();

        assertThat(table.readonly()).isTrue();
        assertThat(replace(table, "x", OTHER)).isFalse();
        assertThat(table.replace(1, OTHER)).isFalse();
        assertThat(table.replace(LuaValue.TRUE, OTHER)).isFalse();
        String text = "attempt to modify a readonly table";
        assertFails(() -> table.put(1, OTHER), text);
        assertFails(() -> table.put(constant("x"), Strings.hash(constant("x")), OTHER), text);
        assertFails(() -> table.put(LuaValue.TRUE, OTHER), text);
        assertFails(() -> table.put(LuauNumber.of(Double.NaN), OTHER), text);
        assertFails(() -> table.putAll(1, OTHER), text);
        assertFails(table::clear, text);
        assertThat(table.find(1)).isSameAs(VALUE);
    }

    @Test
    void frozenTablesStayFrozenWhenMetamethodsAreAskedFor() {
        table.freeze();
        table.metamethod(MetaEvent.INDEX);

        assertThat(table.readonly()).isTrue();
    }

    @Test
    void aCopyHasTheEntriesAndTheMetatableAndIsWritable() {
        var metatable = new LuauTable();
        table.putAll(1, Values.of(VALUE, OTHER));
        replace(table, "x", VALUE);
        table.metatable(metatable);
        table.freeze();

        LuauTable copy = table.copy();
        copy.put(1, OTHER);
        replace(copy, "x", OTHER);

        assertThat(copy.metatable()).isSameAs(metatable);
        assertThat(copy.readonly()).isFalse();
        assertThat(copy.find(1)).isSameAs(OTHER);
        assertThat(copy.length()).isEqualTo(2);
        assertThat(table.find(1)).isSameAs(VALUE);
        assertThat(find(table, "x")).isSameAs(VALUE);
    }

    @Test
    void clearingKeepsTheRoom() {
        table.putAll(1, Values.of(VALUE, OTHER, VALUE));
        replace(table, "x", VALUE);
        int room = table.arraySize();

        table.clear();

        assertThat(table.length()).isZero();
        assertThat(table.arraySize()).isEqualTo(room).isPositive();
        assertThat(find(table, "x")).isNull();
        assertThat(table.next(LuaValue.NIL).isnil(1)).isTrue();
    }

    @Test
    void absentMetamethodsAreNoticedOnceTheyAreAdded() {
        var metatable = new LuauTable();
        assertThat(metatable.metamethod(MetaEvent.INDEX)).isNull();

        metatable.put(Strings.of("__index"), VALUE);
        assertThat(metatable.metamethod(MetaEvent.INDEX)).isSameAs(VALUE);

        metatable.put(Strings.of("__index"), LuaValue.NIL);
        assertThat(metatable.metamethod(MetaEvent.INDEX)).isNull();

        replace(metatable, "__index", OTHER);
        assertThat(metatable.metamethod(MetaEvent.INDEX)).isSameAs(OTHER);

        metatable.clear();
        assertThat(metatable.metamethod(MetaEvent.INDEX)).isNull();
    }

    @Test
    void everyEventHasItsOwnKey() {
        var metatable = new LuauTable();
        for (MetaEvent event : MetaEvent.values()) {
            metatable.put(event.key, event.key);
        }

        for (MetaEvent event : MetaEvent.values()) {
            assertThat(metatable.metamethod(event)).isSameAs(event.key);
            assertThat(Strings.text(event.key)).isEqualTo("__" + event.shortName());
        }
        assertThat(MetaEvent.NEWINDEX.shortName()).isEqualTo("newindex");
    }

    @Test
    void nextGoesOnFromAKeyThatWasRemoved() {
        List<String> visited = new ArrayList<>();
        for (String key : List.of("a", "b", "c", "d")) {
            replace(table, key, VALUE);
        }
        LuaValue key = table.next(LuaValue.NIL).arg1();
        while (!key.isnil()) {
            visited.add(key.tojstring());
            table.put(key, LuaValue.NIL);
            key = table.next(key).arg1();
        }

        assertThat(visited).containsExactlyInAnyOrder("a", "b", "c", "d");
    }

    @Test
    void nextFailsFromAKeyThatWasNeverThere() {
        assertFails(() -> table.next(Strings.of("x")), "invalid key to 'next'");
        assertFails(() -> table.next(LuauNumber.of(1)), "invalid key to 'next'");
    }

    @Test
    void aListOfConstructorItemsFillsTheArray() {
        table.putAll(1, Values.of(VALUE, LuaValue.NIL, VALUE));
        table.putAll(4, Values.of(VALUE, VALUE));

        assertThat(table.arraySize()).isEqualTo(5);
        assertThat(table.length()).isEqualTo(5);
        assertThat(table.find(2)).isNull();
    }

    @Test
    void roomCanBeMadeBeforehand() {
        table.put(1, VALUE);
        table.resizeArray(10);
        table.resizeNodes(5);

        assertThat(table.arraySize()).isEqualTo(10);
        assertThat(table.nodeCount()).isEqualTo(8);
        assertThat(table.find(1)).isSameAs(VALUE);
    }

    @Test
    void millionsOfListEntriesStayInTheArray() {
        for (int i = 1; i <= 1_000_000; i++) {
            table.replace(table.length() + 1, VALUE);
        }

        assertThat(table.length()).isEqualTo(1_000_000);
        assertThat(table.arraySize()).isEqualTo(1 << 20);
        assertThatCode(() -> table.put(1, OTHER)).doesNotThrowAnyException();
    }
}
