package dev.moonloom.luau.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.OneArgFunction;
import org.luaj.vm2.lib.TwoArgFunction;

/** The table through LuaJ's API. */
class TableForHostsTest {
    private final LuauTable table = new LuauTable();
    private final LuauTable metatable = new LuauTable();

    private static final LuaValue KEY_TWICE = new TwoArgFunction() {
        @Override
        public LuaValue call(LuaValue self, LuaValue key) {
            return key.concat(key);
        }
    };

    private static LuaValue list(int... numbers) {
        var list = new LuauTable();
        IntStream.range(0, numbers.length).forEach(i -> list.set(i + 1, LuaInteger.valueOf(numbers[i])));
        return list;
    }

    private static String text(LuaValue list) {
        return list.checktable().concat(Strings.of(","), 1, list.length()).tojstring();
    }

    @Test
    void luajsNumbersBecomeOurs() {
        table.set("int", 5);
        table.set("double", 0.1);
        table.set("value", LuaInteger.valueOf(7));
        table.set(LuaInteger.valueOf(1), LuaValue.valueOf(2.5));
        table.rawset(2, LuaInteger.valueOf(3));

        assertThat(Stream.of(table.keys()).map(table::get)).hasSize(5).allMatch(value -> value instanceof LuauNumber);
        assertThat(table.get("int").toint()).isEqualTo(5);
        assertThat(table.get(1).todouble()).isEqualTo(2.5);
    }

    @Test
    void luajsTablesAreRefusedAsValuesAndAsKeys() {
        var foreign = new LuaTable();
        metatable.set("__newindex", new LuauTable());

        List<ThrowingCallable> ways = List.of(() -> table.set("x", foreign), () -> table.set(1, foreign),
                () -> table.set(foreign, LuaValue.TRUE), () -> table.rawset("x", foreign),
                () -> table.rawset(1, foreign),
                () -> table.rawset(foreign, LuaValue.TRUE), () -> table.hashset(Strings.of("x"), foreign),
                () -> table.insert(1, foreign),
                () -> new LuauTable().setmetatable(metatable).set("x", foreign));

        assertThat(ways).allSatisfy(way -> assertThatThrownBy(way).isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("a table of LuaJ \\(.*\\) is no value of Luau, which needs a LuauTable"));
        assertThat(table.keyCount()).isZero();
    }

    @Test
    void textsOfJavaAreUtf8() {
        table.set("\ud83d\ude00", "\ud83d\ude00");

        assertThat(table.get("\ud83d\ude00")).isNotEqualTo(LuaValue.NIL);
        assertThat(table.find(Strings.of("\ud83d\ude00"))).isNotNull();
        assertThat(table.get("\ud83d\ude00").rawlen()).isEqualTo(4);
    }

    @Test
    void numericStringsStayStrings() {
        table.set("x", 1);
        table.set("x", "5");

        assertThat(table.get("x").type()).isEqualTo(LuaValue.TSTRING);
    }

    @Test
    void getAsksTheMetatableAndRawgetDoesNot() {
        metatable.set("__index", KEY_TWICE);
        table.setmetatable(metatable);

        assertThat(table.get("a").tojstring()).isEqualTo("aa");
        assertThat(table.get(1).tojstring()).isEqualTo("11");
        assertThat(table.rawget("a").isnil()).isTrue();
        assertThat(table.rawget(1).isnil()).isTrue();
    }

    @Test
    void setAsksTheMetatableForNewKeysAndRawsetDoesNot() {
        var target = new LuauTable();
        metatable.set("__newindex", target);
        table.rawset("old", 1);
        table.setmetatable(metatable);

        table.set("old", 2);
        table.set("new", 3);
        table.rawset("raw", "text");

        assertThat(table.rawget("old").toint()).isEqualTo(2);
        assertThat(table.rawget("new").isnil()).isTrue();
        assertThat(target.rawget("new")).isInstanceOf(LuauNumber.class);
        assertThat(table.rawget("raw").tojstring()).isEqualTo("text");
    }

    @Test
    void metatablesMustBeOurs() {
        assertThatThrownBy(() -> table.setmetatable(new LuaTable())).isInstanceOf(LuaError.class);
        assertThat(table.setmetatable(metatable)).isSameAs(table);
        assertThat(table.getmetatable()).isSameAs(metatable);
        assertThat(table.setmetatable(LuaValue.NIL).getmetatable()).isNull();
    }

    @Test
    void lenAsksTheMetatableAndRawlenDoesNot() {
        metatable.set("__len", new OneArgFunction() {
            @Override
            public LuaValue call(LuaValue self) {
                return LuauNumber.of(42);
            }
        });
        table.set(1, "x");
        table.setmetatable(metatable);

        assertThat(table.len().toint()).isEqualTo(42);
        assertThat(table.rawlen()).isEqualTo(1);
        assertThat(list(1, 2).len()).isInstanceOf(LuauNumber.class);
    }

    @Test
    void tablesAreEqualByMetamethodOnlyWhenBothHaveIt() {
        var other = new LuauTable();
        metatable.set("__eq", new TwoArgFunction() {
            @Override
            public LuaValue call(LuaValue a, LuaValue b) {
                return TRUE;
            }
        });
        table.setmetatable(metatable);
        assertThat(table.eq_b(other)).isFalse();

        other.setmetatable(metatable);
        assertThat(table.eq(other).toboolean()).isTrue();
        assertThat(table.raweq(other)).isFalse();
        assertThat(table.eq_b(table)).isTrue();
        assertThat(table.eq_b(LuaValue.TRUE)).isFalse();
    }

    @Test
    void nextAndInextIterate() {
        LuaValue list = list(10, 20);
        Varargs first = list.inext(LuaInteger.valueOf(0));

        assertThat(first.arg1().toint()).isEqualTo(1);
        assertThat(first.arg(2).toint()).isEqualTo(10);
        assertThat(list.inext(LuaInteger.valueOf(2)).isnil(1)).isTrue();
        assertThat(list.next(LuaInteger.valueOf(1)).arg(2).toint()).isEqualTo(20);
    }

    @Test
    void keysAreListedInOrderOfIteration() {
        LuaTable list = list(10, 20).checktable();

        assertThat(list.keyCount()).isEqualTo(2);
        assertThat(list.keys()).extracting(LuaValue::toint).containsExactly(1, 2);
    }

    @Test
    void listsAreUnpacked() {
        LuaTable list = list(10, 20, 30).checktable();

        assertThat(list.unpack().narg()).isEqualTo(3);
        assertThat(list.unpack(2).arg1().toint()).isEqualTo(20);
        assertThat(list.unpack(2, 5).narg()).isEqualTo(4);
        assertThat(list.unpack(3, 2).narg()).isZero();
    }

    @Test
    void insertMovesUp() {
        LuaTable list = list(1, 2, 3).checktable();
        list.insert(2, LuaInteger.valueOf(9));
        list.insert(0, LuaInteger.valueOf(8));

        assertThat(text(list)).isEqualTo("1,9,2,3,8");
    }

    @Test
    void removeMovesDown() {
        LuaTable list = list(1, 2, 3, 4).checktable();

        assertThat(list.remove(2).toint()).isEqualTo(2);
        assertThat(list.remove(0).toint()).isEqualTo(4);
        assertThat(list.remove(9).isnil()).isTrue();
        assertThat(text(list)).isEqualTo("1,3");
    }

    @Test
    void sortsByOrderOrByAFunction() {
        LuaValue list = list(3, 1, 2, 10);
        list.checktable().sort(LuaValue.NIL);
        assertThat(text(list)).isEqualTo("1,2,3,10");

        list.checktable().sort(new TwoArgFunction() {
            @Override
            public LuaValue call(LuaValue a, LuaValue b) {
                return valueOf(a.gt_b(b));
            }
        });
        assertThat(text(list)).isEqualTo("10,3,2,1");
    }

    @Test
    void sortsStringsByUnsignedBytesAndBearsContradictions() {
        table.set(1, "\u00e9");
        table.set(2, "z");
        table.sort(LuaValue.NIL);
        assertThat(table.get(1).tojstring()).isEqualTo("z");

        LuaTable list = list(IntStream.range(0, 100).toArray()).checktable();
        list.sort(new TwoArgFunction() {
            @Override
            public LuaValue call(LuaValue a, LuaValue b) {
                return TRUE;
            }
        });
        assertThat(list.length()).isEqualTo(100);
    }

    @Test
    void presizeMakesRoom() {
        table.presize(10, 4);

        assertThat(table.arraySize()).isEqualTo(10);
        assertThat(table.nodeCount()).isEqualTo(4);
        table.presize(3);
        assertThat(table.arraySize()).isEqualTo(10);
    }

    @Test
    void hashsetAndCheckedAccessWork() {
        table.hashset(LuaInteger.valueOf(7), LuaInteger.valueOf(8));

        assertThat(table.find(7)).isInstanceOf(LuauNumber.class);
        assertThat(table.checktable()).isSameAs(table);
        assertThat(table.opttable(null)).isSameAs(table);
        assertThat(table.istable()).isTrue();
    }
}
