package dev.moonloom.tests.differential;

import java.util.List;
import java.util.SplittableRandom;

/** The choices of a generator: the same ones for the same seed, on every JVM. */
final class Chance {
    private final SplittableRandom random;

    Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    /** {@return true as often as this percentage says} */
    boolean in(int percent) {
        return random.nextInt(100) < percent;
    }

    /** {@return a number from 0 to one less than the bound} */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** {@return a number between these two, both included} */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    String oneOf(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
