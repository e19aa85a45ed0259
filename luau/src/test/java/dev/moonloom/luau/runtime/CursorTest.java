package dev.moonloom.luau.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaValue;

class CursorTest {
    private final LuauTable table = new LuauTable();

    private static LuaValue number(int value) {
        return LuauNumber.of(value);
    }

    private static List<String> keys(Cursor cursor) {
        List<String> keys = new ArrayList<>();
        while (cursor.next()) {
            keys.add(cursor.key().tojstring() + "=" + cursor.value.tojstring());
        }
        return keys;
    }

    @Test
    void anEmptyTableHasNoEntries() {
        assertThat(new Cursor(table).next()).isFalse();
        assertThat(Cursor.overList(table).next()).isFalse();
    }

    @Test
    void theListComesFirstAndThenTheKeysInOrderOfTheirHash() {
        table.putAll(1, Values.of(number(1), number(2), number(3)));
        table.resizeNodes(3);
        table.put(Strings.of("a"), number(5));
        table.put(Strings.of("b"), number(6));
        table.put(Strings.of("c"), number(7));

        assertThat(keys(new Cursor(table))).containsExactly("1=1", "2=2", "3=3", "a=5", "c=7", "b=6");
    }

    @Test
    void keysOfTheListAreIndices() {
        table.put(1, number(10));
        table.put(Strings.of("x"), number(20));
        var cursor = new Cursor(table);

        assertThat(cursor.next()).isTrue();
        assertThat(cursor.keyIsIndex).isTrue();
        assertThat(cursor.index).isEqualTo(1);
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.keyIsIndex).isFalse();
        assertThat(cursor.key().tojstring()).isEqualTo("x");
    }

    @Test
    void aWalkOverTheListStopsAtTheFirstHole() {
        table.putAll(1, Values.of(new LuaValue[]{number(1), number(2), LuaValue.NIL, number(4)}));
        table.put(Strings.of("x"), number(5));

        assertThat(keys(Cursor.overList(table))).containsExactly("1=1", "2=2");
        assertThat(keys(new Cursor(table))).containsExactly("1=1", "2=2", "4=4", "x=5");
    }

    @Test
    void aWalkOverTheListGoesOnWhenAHoleIsFilled() {
        table.put(1, number(1));
        Cursor cursor = Cursor.overList(table);

        assertThat(cursor.next()).isTrue();
        assertThat(cursor.next()).isFalse();
        table.put(2, number(2));
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.index).isEqualTo(2);
    }

    @Test
    void entriesMayBeRemovedMeanwhile() {
        for (String key : List.of("a", "b", "c", "d")) {
            table.put(Strings.of(key), number(1));
        }
        var cursor = new Cursor(table);
        int visits = 0;
        while (cursor.next()) {
            table.put(cursor.key(), LuaValue.NIL);
            visits++;
        }

        assertThat(visits).isEqualTo(4);
        assertThat(new Cursor(table).next()).isFalse();
    }

    @Test
    void theWalkStaysAtItsSlotWhenTheTableIsMadeAnew() {
        table.putAll(1, Values.of(number(1), number(2)));
        var cursor = new Cursor(table);
        cursor.next();
        for (int i = 3; i <= 40; i++) {
            table.put(i, number(i));
        }

        assertThat(keys(cursor)).hasSize(39).startsWith("2=2", "3=3").endsWith("40=40");
    }

    @Test
    void theWalkEndsWhenTheTableIsCleared() {
        table.putAll(1, Values.of(number(1), number(2)));
        var cursor = new Cursor(table);
        cursor.next();
        table.clear();

        assertThat(cursor.next()).isFalse();
    }

    @Test
    void weakTablesAreWalkedTheSameWay() {
        var metatable = new LuauTable();
        metatable.put(MetaEvent.MODE.key, Strings.of("kv"));
        table.putAll(1, Values.of(number(1), LuaValue.NIL, number(3)));
        table.put(Strings.of("x"), number(4));
        table.metatable(metatable);

        assertThat(keys(new Cursor(table))).containsExactly("1=1", "3=3", "x=4");
        assertThat(keys(Cursor.overList(table))).containsExactly("1=1");
    }
}
