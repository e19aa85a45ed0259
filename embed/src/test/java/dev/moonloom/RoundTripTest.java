package dev.moonloom;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.luaj.vm2.LuaValue;

/** Random values that go to Luau and come back as the same type. */
class RoundTripTest {
    private static final int VALUES_PER_SEED = 50;
    private static final List<Color> COLORS = List.of(Color.values());

    private final ValueWorld world = new ValueWorld("world");

    enum Color {
        RED, GREEN, BLUE
    }

    record Everything(
            boolean flag, byte tiny, short small, int whole, long large, float half, double real, char letter,
            String text,
            Optional<String> optional, Color color, Duration duration, UUID id, Vector vector, List<String> list,
            Set<Integer> set, Map<String, List<Double>> map, Map<Integer, Color> sparse, @Nullable Everything inside,
            @Int64 long integer, List<@Int64 Long> integers) {}

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void recordsOfAllTypesComeBackAsTheyWent(long seed) {
        var random = new RandomValues(seed);
        for (int i = 0; i < VALUES_PER_SEED; i++) {
            Everything sent = random.everything(3);
            assertThat(roundTrip(Everything.class, sent)).isEqualTo(sent);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void naturalValuesComeBackAsTheyWent(long seed) {
        var random = new RandomValues(seed);
        for (int i = 0; i < VALUES_PER_SEED; i++) {
            Object sent = random.natural(4);
            assertThat(roundTrip(Object.class, sent)).isEqualTo(sent);
        }
    }

    private @Nullable Object roundTrip(Type type, Object sent) {
        LuaValue there = world.conversions.toLuau(world.vm, sent);
        return world.conversions.fromLuau(type).convert(world.vm, there);
    }

    /** A source of random values that is the same for the same seed. */
    private static final class RandomValues {
        private final RandomGenerator random;

        RandomValues(long seed) {
            random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        }

        Everything everything(int depth) {
            Duration duration = Duration.ofMillis(random.nextLong(-1_000_000, 1_000_000) * 125);
            return new Everything(random.nextBoolean(), (byte) random.nextInt(), (short) random.nextInt(),
                    random.nextInt(),
                    random.nextLong(-Scalars.MOST_EXACT, Scalars.MOST_EXACT + 1), random.nextFloat(), real(), letter(),
                    text(),
                    random.nextBoolean() ? Optional.empty() : Optional.of(text()), color(), duration,
                    new UUID(random.nextLong(), random.nextLong()), vector(), list(this::text), set(), map(), sparse(),
                    depth == 0 || random.nextBoolean() ? null : everything(depth - 1), random.nextLong(),
                    list(random::nextLong));
        }

        Object natural(int depth) {
            return switch (random.nextInt(depth == 0 ? 4 : 6)) {
                case 0 -> real();
                case 1 -> text();
                case 2 -> random.nextBoolean();
                case 3 -> vector();
                case 4 -> {
                    List<Object> items = list(() -> natural(depth - 1));
                    yield items.isEmpty() ? Map.of() : items;
                }
                default -> {
                    Map<Object, Object> entries = new LinkedHashMap<>();
                    for (int i = random.nextInt(6); i > 0; i--) {
                        entries.put(text() + "!", natural(depth - 1));
                    }
                    yield entries;
                }
            };
        }

        private double real() {
            double any = Double.longBitsToDouble(random.nextLong());
            return Double.isNaN(any) || random.nextBoolean() ? random.nextInt(-100, 100) / 4.0 : any;
        }

        private Vector vector() {
            return new Vector(random.nextFloat(), random.nextInt(100), -random.nextFloat());
        }

        private Color color() {
            return COLORS.get(random.nextInt(COLORS.size()));
        }

        private char letter() {
            return (char) random.nextInt(Character.MIN_SURROGATE);
        }

        private String text() {
            var text = new StringBuilder();
            for (int i = random.nextInt(8); i > 0; i--) {
                int point = random.nextInt(random.nextBoolean() ? 128 : Character.MAX_CODE_POINT + 1);
                text.appendCodePoint(Character.isValidCodePoint(point) && !isHalf(point) ? point : '?');
            }
            return text.toString();
        }

        private static boolean isHalf(int point) {
            return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        }

        private <T> List<T> list(Supplier<T> item) {
            List<T> items = new ArrayList<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                items.add(item.get());
            }
            return items;
        }

        private Set<Integer> set() {
            return new LinkedHashSet<>(list(random::nextInt));
        }

        private Map<String, List<Double>> map() {
            Map<String, List<Double>> entries = new LinkedHashMap<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                entries.put(text(), list(this::real));
            }
            return entries;
        }

        private Map<Integer, Color> sparse() {
            Map<Integer, Color> entries = new LinkedHashMap<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                entries.put(random.nextInt(-5, 5), color());
            }
            return entries;
        }
    }
}
