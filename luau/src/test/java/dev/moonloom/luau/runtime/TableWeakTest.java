package dev.moonloom.luau.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaValue;

class TableWeakTest {
    private static final LuaValue VALUE = LuauNumber.of(1);

    private final LuauTable metatable = new LuauTable();
    private final LuauTable table = new LuauTable();

    private void setMode(@Nullable String mode) {
        metatable.put(MetaEvent.MODE.key, mode == null ? LuaValue.NIL : Strings.of(mode));
        table.metatable(metatable);
    }

    private int entries() {
        int count = 0;
        var cursor = new Cursor(table);
        while (cursor.next()) {
            count++;
        }
        return count;
    }

    private void collectUntilEntries(int expected) {
        Collecting.until(() -> entries() == expected);
        assertThat(entries()).isEqualTo(expected);
    }

    @Test
    void weakKeysVanishWithTheirObjects() {
        var kept = new LuauTable();
        setMode("k");
        table.put(kept, VALUE);
        table.put(new LuauTable(), VALUE);

        collectUntilEntries(1);

        assertThat(table.find(kept)).isSameAs(VALUE);
        assertThat(table.next(LuaValue.NIL).arg1()).isSameAs(kept);
        assertThat(table.next(kept).isnil(1)).isTrue();
    }

    @Test
    void weakValuesVanishWithTheirObjects() {
        var kept = new LuauTable();
        setMode("v");
        table.put(Strings.of("kept"), kept);
        table.put(Strings.of("lost"), new LuauTable());

        collectUntilEntries(1);

        assertThat(table.find(Strings.of("kept"))).isSameAs(kept);
        assertThat(table.find(Strings.of("lost"))).isNull();
    }

    @Test
    void weakKeysHoldTheirValuesAndWeakValuesTheirKeys() {
        var key = new LuauTable();
        setMode("k");
        table.put(key, new LuauTable());
        System.gc();
        System.gc();

        assertThat(table.find(key)).isInstanceOf(LuauTable.class);
    }

    @Test
    void bothModesTogetherLoseEitherWay() {
        var kept = new LuauTable();
        setMode("kv");
        table.put(kept, kept);
        table.put(kept.copy(), kept);
        table.put(VALUE, new LuauTable());

        collectUntilEntries(1);

        assertThat(table.find(kept)).isSameAs(kept);
    }

    @Test
    void stringsNumbersAndBooleansNeverVanish() {
        setMode("kv");
        table.put(Strings.of("a key that nobody else has, longer than LuaJ's cache takes"), Strings.of("b".repeat(50)));
        table.put(LuauNumber.of(0.5), LuauNumber.of(1.5));
        table.put(LuaValue.TRUE, LuaValue.FALSE);
        table.put(LuauVector.of(1, 2, 3), LuauVector.of(1, 2, 3));
        table.put(LuauInteger.of(1L << 40), LuauInteger.of(1L << 40));
        System.gc();
        System.gc();

        assertThat(entries()).isEqualTo(5);
    }

    @Test
    void theLengthOfAWeakListFallsWithItsValues() {
        setMode("v");
        for (int i = 1; i <= 10; i++) {
            table.put(i, new LuauTable());
        }
        Collecting.until(() -> table.length() == 0);

        assertThat(table.length()).isZero();
        assertThat(table.find(1)).isNull();
    }

    @Test
    void aTableThatBecomesWeakLosesWhatItHeld() {
        table.put(1, new LuauTable());
        table.put(Strings.of("x"), new LuauTable());
        setMode("v");

        collectUntilEntries(0);
    }

    @Test
    void aModeSetLaterCountsWhenKeysAreAdded() {
        table.metatable(metatable);
        metatable.put(MetaEvent.MODE.key, Strings.of("k"));
        table.put(new LuauTable(), VALUE);

        collectUntilEntries(0);
    }

    @Test
    void aTableThatIsWeakNoMoreKeepsItsEntries() {
        var kept = new LuauTable();
        setMode("k");
        table.put(kept, VALUE);
        setMode(null);
        table.put(new LuauTable(), VALUE);
        table.put(1, VALUE);
        System.gc();
        System.gc();

        assertThat(entries()).isEqualTo(3);
        assertThat(table.find(kept)).isSameAs(VALUE);
        assertThat(table.find(1)).isSameAs(VALUE);
    }

    @Test
    void entriesOfAWeakTableCanBeReplacedAndRemoved() {
        var key = new LuauTable();
        setMode("kv");
        table.put(key, key);
        table.put(1, key);
        table.put(Strings.of("x"), key);

        assertThat(table.replace(1, VALUE)).isTrue();
        assertThat(table.replace(key, LuaValue.NIL)).isTrue();
        assertThat(table.replace(MetaEvent.MODE.key, MetaEvent.MODE.hash, VALUE)).isFalse();
        assertThat(table.find(1)).isSameAs(VALUE);
        assertThat(table.find(key)).isNull();
        assertThat(table.find(Strings.of("x"))).isSameAs(key);
    }

    @Test
    void aCopyOfAWeakTableIsWeak() {
        var kept = new LuauTable();
        setMode("k");
        table.put(kept, VALUE);
        LuauTable copy = table.copy();
        copy.put(new LuauTable(), VALUE);
        Collecting.until(() -> copy.keyCount() == 1);

        assertThat(copy.keyCount()).isEqualTo(1);
        assertThat(copy.find(kept)).isSameAs(VALUE);
        assertThat(copy.metatable()).isSameAs(metatable);
    }

    @Test
    void roomOfLostEntriesIsUsedAgain() {
        setMode("k");
        List<LuauTable> kept = new ArrayList<>();
        for (int round = 0; round < 12; round++) {
            for (int i = 0; i < 1000; i++) {
                table.put(new LuauTable(), VALUE);
            }
            var key = new LuauTable();
            kept.add(key);
            table.put(key, VALUE);
            Collecting.until(() -> entries() == kept.size());
        }

        assertThat(Objects.requireNonNull(table.weak).nodeCount()).isLessThanOrEqualTo(4096);
        assertThat(kept).allSatisfy(key -> assertThat(table.find(key)).isSameAs(VALUE));
    }
}
