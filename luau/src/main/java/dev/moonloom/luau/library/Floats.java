package dev.moonloom.luau.library;

/**
 * The bits of floating-point numbers. Java leaves open which NaN an operation gives: it differs between interpreted and
 * compiled code. A NaN that came from an operation therefore always counts as the one that x86 gives, with the sign bit
 * set; every other NaN keeps its bits.
 */
final class Floats {
    private static final long JAVA_NAN = 0x7ff8_0000_0000_0000L;
    private static final int JAVA_FLOAT_NAN = 0x7fc0_0000;

    private Floats() {}

    /** {@return the bits of a number} */
    static long bits(double number) {
        long bits = Double.doubleToRawLongBits(number);
        return bits == JAVA_NAN ? bits | Long.MIN_VALUE : bits;
    }

    /** {@return the bits of a number cut to 32 bits} */
    static int floatBits(double number) {
        int bits = Float.floatToRawIntBits((float) number);
        return bits == JAVA_FLOAT_NAN ? bits | Integer.MIN_VALUE : bits;
    }
}
