package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.LuauNumber;

/** Numbers as 32 bits, which {@code int}s hold without regard to a sign. */
final class Bits {
    static final int COUNT = 32;

    private Bits() {}

    static LuauNumber box(int bits) {
        return LuauNumber.of((double) Integer.toUnsignedLong(bits));
    }

    static int shiftLeft(int bits, int places) {
        if (places < 0) {
            return places <= -COUNT ? 0 : bits >>> -places;
        }
        return places >= COUNT ? 0 : bits << places;
    }

    static int shiftRight(int bits, int places) {
        if (places < 0) {
            return places <= -COUNT ? 0 : bits << -places;
        }
        return places >= COUNT ? 0 : bits >>> places;
    }

    /** Fills with the highest bit from the left; to the left it shifts as any other. */
    static int shiftRightWithSign(int bits, int places) {
        if (places < 0) {
            return shiftRight(bits, places);
        }
        return bits >> Math.min(places, COUNT - 1);
    }

    /** {@return so many ones} Only the low five bits of one less than the count matter. */
    static int ones(int count) {
        return ~(-2 << (count - 1));
    }
}
