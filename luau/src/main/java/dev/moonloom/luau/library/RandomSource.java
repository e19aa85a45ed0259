package dev.moonloom.luau.library;

/** The random numbers of one VM: the PCG generator with 64 bits of state and 32 bits of output that native Luau has. */
final class RandomSource {
    private static final long MULTIPLIER = 6_364_136_223_846_793_005L;
    private static final long INCREMENT = 105;

    private long state;

    RandomSource(long seed) {
        seed(seed);
    }

    void seed(long seed) {
        state = INCREMENT + seed;
        next();
    }

    /** {@return the next 32 random bits} */
    int next() {
        long before = state;
        state = before * MULTIPLIER + INCREMENT;
        int folded = (int) (((before >>> 18) ^ before) >>> 27);
        return Integer.rotateRight(folded, (int) (before >>> 59));
    }

    /** {@return a number from 0 up to 1} It is 1 itself when all bits that count are set. */
    double nextUnit() {
        long low = Integer.toUnsignedLong(next());
        long high = Integer.toUnsignedLong(next());
        return Math.scalb(unsignedToDouble((high << 32) | low), -64);
    }

    /** {@return an integer from 0 up to a bound, itself excluded} The bound is unsigned. */
    int nextBelow(int bound) {
        return (int) ((Integer.toUnsignedLong(bound) * Integer.toUnsignedLong(next())) >>> 32);
    }

    /** Java rounds signed integers only: half of a greater one, with no bit lost, is rounded as the whole would be. */
    private static double unsignedToDouble(long bits) {
        return bits >= 0 ? (double) bits : 2 * (double) ((bits >>> 1) | (bits & 1));
    }
}
