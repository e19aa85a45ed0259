package dev.moonloom.luau.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.luaj.vm2.LuaValue;

/**
 * Lengths and orders of iteration against what native Luau printed; {@code table-traces.luau} says how it was recorded.
 */
class TableTraceTest {
    static Stream<String> traces() {
        return RecordedLines.of("table-traces.txt").stream();
    }

    @ParameterizedTest
    @MethodSource("traces")
    void shortTracesAreNatives(String line) {
        int space = line.indexOf(' ');
        int seed = Integer.parseInt(line.substring(0, space));

        assertThat(TableTrace.of(seed, 60)).isEqualTo(line.substring(space + 1));
    }

    @Test
    void longTracesHaveNativesChecksums() {
        List<String> recorded = RecordedLines.of("table-checksums.txt");

        assertThat(recorded).hasSizeGreaterThan(500).allSatisfy(line -> {
            String[] parts = line.split(" ", -1);
            assertThat(TableTrace.checksum(TableTrace.of(Integer.parseInt(parts[0]), 300))).isEqualTo(parts[1]);
        });
    }

    @Test
    void keysOfOneChainKeepNativesOrderAndAreFound() {
        List<LuauNumber> keys = collidingKeys();
        var table = new LuauTable();
        var model = new HashMap<Double, LuaValue>();
        var out = new StringBuilder();
        long state = 11;
        for (int step = 1; step <= 20_000; step++) {
            state = state * 16807 % 2147483647;
            int kind = (int) (state / 7 % 10);
            state = state * 16807 % 2147483647;
            int i = (int) (state / 7 % keys.size());
            LuauNumber key = kind < 7 ? keys.get(i) : LuauNumber.of(i + 0.5);
            boolean removes = kind == 2 || kind == 3 || kind == 9;
            LuaValue value = removes ? LuaValue.NIL : LuauNumber.of(step);
            table.put(key, value);
            model.put(key.value, value);
            if (step % 500 == 0) {
                keys(table).forEach(present -> out.append(present).append(' '));
                assertHolds(table, model);
            }
        }

        assertThat(TableTrace.checksum(out.toString())).isEqualTo(RecordedLines.of("colliding-keys.txt").getFirst());
    }

    @Test
    void integersAsKeysHaveNativesOrder() {
        var table = new LuauTable();
        long key = 1;
        for (int i = 1; i <= 300; i++) {
            key = key * 6364136223846793005L + 1442695040888963407L;
            table.put(LuauInteger.of(i % 3 == 0 ? i : key >> (i % 64)), LuauNumber.of(i));
            table.put(i * 7 % 50, LuauNumber.of(i));
        }

        assertThat(String.join(", ", keysWithTypes(table)))
                .isEqualTo(RecordedLines.of("integer-keys.txt").getFirst());
    }

    @Test
    void integersOfOneChainAreFound() {
        List<LuauInteger> keys = LongStream.iterate(1L << 40, key -> key + 1)
                .mapToObj(LuauInteger::of)
                .filter(key -> (key.hashCode() & 0x1fff) == 5)
                .limit(1000)
                .toList();
        var table = new LuauTable();
        keys.forEach(key -> table.put(key, key));

        assertThat(keys).allSatisfy(key -> assertThat(table.find(LuauInteger.of(key.value))).isSameAs(key));
    }

    private static List<String> keysWithTypes(LuauTable table) {
        var cursor = new Cursor(table);
        return Stream.generate(() -> cursor.next() ? cursor.key() : null)
                .takeWhile(Objects::nonNull)
                .map(key -> key.typename() + " " + key.tojstring())
                .toList();
    }

    private static List<LuauNumber> collidingKeys() {
        return Stream.iterate(3e9, key -> key + 1)
                .filter(key -> (TableLayout.hash(key) & 0x1fff) == 5)
                .limit(3000)
                .map(LuauNumber::of)
                .toList();
    }

    private static List<String> keys(LuauTable table) {
        var cursor = new Cursor(table);
        return Stream.generate(() -> cursor.next() ? cursor.key().tojstring() : null)
                .takeWhile(Objects::nonNull)
                .toList();
    }

    private static void assertHolds(LuauTable table, Map<Double, LuaValue> model) {
        model.forEach((key, value) -> assertThat(table.rawget(LuauNumber.of(key))).isSameAs(value));
    }
}
