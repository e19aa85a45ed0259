package dev.moonloom.luau.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonloom.luau.runtime.Comparison;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.NativeFunction;
import dev.moonloom.luau.runtime.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** What single recorded calls cannot show. */
class TableLibraryTest {
    private final LuauState state = new LuauState();
    private final LuauTable library = TableLibrary.create(state);

    private LuauFunction function(String name) {
        return (LuauFunction) library.rawget(name);
    }

    private static LuauTable list(double... numbers) {
        var list = new LuauTable(numbers.length, 0);
        for (int i = 0; i < numbers.length; i++) {
            list.put(i + 1, LuauNumber.of(numbers[i]));
        }
        return list;
    }

    @Test
    void sortRefusesATableThatTheOrderMakesLarger() {
        LuauTable list = list(3, 1, 2);
        LuauFunction order = new NativeFunction(state, "order", _ -> {
            list.put(list.length() + 1, LuauNumber.of(0));
            return LuaValue.FALSE;
        });

        assertThatThrownBy(() -> function("sort").exec2(list, order)).hasMessage("table modified during sorting");
    }

    @Test
    void sortIsAFrameWhileItCallsTheOrder() {
        var callers = new ArrayList<Integer>();
        LuauFunction order = new NativeFunction(state, "order", arguments -> {
            callers.add(state.top);
            return LuaValue.valueOf(Comparison.less(arguments.at(1), arguments.at(2), arguments.callee()));
        });

        function("sort").exec2(list(2, 1), order);

        assertThat(callers).containsOnly(1);
        assertThat(state.top).isZero();
    }

    @Test
    void sortTakesNoMoreThanHeapsortForAListMadeToBeSlow() {
        int count = 4096;
        var values = new double[count];
        Arrays.fill(values, count);
        var compared = new int[1];
        LuauFunction lateOrder = lateOrder(values, compared);
        var places = new LuauTable(count, 0);
        for (int i = 0; i < count; i++) {
            places.put(i + 1, LuauNumber.of(i));
        }

        function("sort").exec2(places, lateOrder);

        assertThat(compared[0]).isLessThan(4 * count * 12);
    }

    /** An order of places by values that are decided as late as possible, which makes every pivot a bad one. */
    private LuauFunction lateOrder(double[] values, int[] compared) {
        double undecided = values.length;
        var candidate = new int[1];
        var decided = new int[1];
        return new NativeFunction(state, "order", arguments -> {
            compared[0]++;
            int a = arguments.integer(1);
            int b = arguments.integer(2);
            if (values[a] == undecided && values[b] == undecided) {
                values[a == candidate[0] ? a : b] = decided[0]++;
            }
            if (values[a] == undecided) {
                candidate[0] = a;
            } else if (values[b] == undecided) {
                candidate[0] = b;
            }
            return LuaValue.valueOf(values[a] < values[b]);
        });
    }

    @Test
    void moveOfAHugeRowTouchesTheEntriesOnly() {
        LuauTable source = list(1, 2);
        source.put(LuauNumber.of(1e9), LuauNumber.of(3));
        var target = new LuauTable();
        target.put(LuauNumber.of(-7), LuauNumber.of(4));

        function("move").execN(Values.of(new LuaValue[]{
            source, LuauNumber.of(1), LuauNumber.of(2e9), LuauNumber.of(-1e9), target
        }));

        assertThat(target.rawget(-1_000_000_000).todouble()).isEqualTo(1);
        assertThat(target.rawget(-1).todouble()).isEqualTo(3);
        assertThat(target.rawget(-7).isnil()).isTrue();
    }

    @Test
    void foreachStopsAtTheFirstResult() {
        var seen = new ArrayList<Double>();
        LuauFunction body = new NativeFunction(state, "body", arguments -> {
            seen.add(arguments.number(1));
            return seen.size() == 2 ? LuauNumber.of(7) : LuaValue.NONE;
        });

        assertThat(function("foreach").exec2(list(5, 6, 8), body).arg1().todouble()).isEqualTo(7);
        assertThat(seen).containsExactly(1.0, 2.0);
    }

    @Test
    void clonedTableIsWritableAndKeepsTheMetatable() {
        LuauTable original = list(1);
        original.metatable(new LuauTable());
        original.freeze();

        var copy = (LuauTable) function("clone").exec1(original);

        assertThat(copy.readonly()).isFalse();
        assertThat(copy.metatable()).isSameAs(original.metatable());
    }

    @Test
    void moveCopiesRowsWhereverInTheTablesTheyLie() {
        var random = new Random(1);
        for (int round = 0; round < 5_000; round++) {
            LuauTable source = scattered(random);
            LuauTable target = random.nextBoolean() ? source : scattered(random);
            int from = random.nextInt(-2, 12);
            int to = random.nextInt(-2, 12);
            int count = random.nextInt(12);
            List<LuaValue> row = IntStream.range(from, from + count).mapToObj(source::get).toList();
            List<LuaValue> expected = IntStream.rangeClosed(-30, 30)
                    .mapToObj(i -> i >= to && i < to + count ? row.get(i - to) : target.get(i)).toList();

            function("move")
                    .execN(Values.of(new LuaValue[]{source, LuauNumber.of(from), LuauNumber.of(from + count - 1),
                        LuauNumber.of(to), target}));

            assertThat(IntStream.rangeClosed(-30, 30).mapToObj(target::get).toList()).isEqualTo(expected);
        }
    }

    /** A table whose values lie partly in its array part. */
    private static LuauTable scattered(Random random) {
        var table = new LuauTable(random.nextInt(10), 0);
        for (int i = random.nextInt(12); i > 0; i--) {
            table.put(random.nextInt(-2, 14), LuauNumber.of(random.nextInt(100)));
        }
        return table;
    }

    /** With an order of its own, a list is always sorted step by step. */
    @Test
    void sortWithoutAnOrderLeavesWhatTheOrderLessThanWouldLeave() {
        LuauFunction less = new NativeFunction(state, "less", arguments -> LuaValue.valueOf(
                Comparison.less(arguments.at(1), arguments.at(2), arguments.callee())));
        var random = new Random(2);
        for (int round = 0; round < 2_000; round++) {
            int kind = random.nextInt(4);
            List<LuaValue> values = Stream.generate(() -> sortable(random, kind)).limit(random.nextInt(40)).toList();
            LuauTable plain = listOf(values);
            LuauTable ordered = listOf(values);

            assertThat(outcome(plain, LuaValue.NIL)).isEqualTo(outcome(ordered, less));
        }
    }

    private static LuaValue sortable(Random random, int kind) {
        double[] zeros = {0.0, -0.0, 1, -1, Double.NaN};
        return switch (kind) {
            case 0 -> LuauNumber.of(random.nextInt(20));
            case 1 -> LuauNumber.of(zeros[random.nextInt(4)]);
            case 2 -> LuaString.valueOf("text " + random.nextInt(30));
            default -> random.nextInt(10) == 0 ? LuaString.valueOf("x") : LuauNumber.of(zeros[random.nextInt(5)]);
        };
    }

    private static LuauTable listOf(List<LuaValue> values) {
        var list = new LuauTable(values.size(), 0);
        for (int i = 0; i < values.size(); i++) {
            list.put(i + 1, values.get(i));
        }
        return list;
    }

    /** {@return the list after sorting it, zeros with their signs, or how that failed} */
    private String outcome(LuauTable list, LuaValue order) {
        String failure = "";
        try {
            function("sort").invoke(Values.of(list, order));
        } catch (LuaError error) {
            failure = error.getMessage();
        }
        return failure + IntStream.rangeClosed(1, list.length())
                .mapToObj(i -> list.get(i) instanceof LuauNumber number
                        ? "" + number.todouble()
                        : list.get(i).tojstring())
                .toList();
    }
}
