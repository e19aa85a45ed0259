package dev.moonloom.luau.math;

/**
 * The logarithm to the base 2, in the way of {@link Logarithm} with 64 parts of an octave (ARM's optimized routines,
 * {@code log2}).
 */
public final class BinaryLogarithm {
    private static final double INVERSE_LN_2_HIGH = 0x1.71547652p0;
    private static final double INVERSE_LN_2_LOW = 0x1.705fc2eefa2p-33;

    private static final double A0 = -0x1.71547652b8339p-1;
    private static final double A1 = 0x1.ec709dc3a04bep-2;
    private static final double A2 = -0x1.7154764702ffbp-2;
    private static final double A3 = 0x1.2776c50034c48p-2;
    private static final double A4 = -0x1.ec7b328ea92bcp-3;
    private static final double A5 = 0x1.a6225e117f92ep-3;

    private static final double NEAR_ONE_FROM = 1 - 0x1.5b51p-5;
    private static final double NEAR_ONE_BELOW = 1 + 0x1.6ab2p-5;
    private static final double B0 = -0x1.71547652b82fep-1;
    private static final double B1 = 0x1.ec709dc3a03f7p-2;
    private static final double B2 = -0x1.71547652b7c3fp-2;
    private static final double B3 = 0x1.2776c50f05be4p-2;
    private static final double B4 = -0x1.ec709dd768fe5p-3;
    private static final double B5 = 0x1.a61761ec4e736p-3;
    private static final double B6 = -0x1.7153fbc64a79bp-3;
    private static final double B7 = 0x1.484d154f01b4ap-3;
    private static final double B8 = -0x1.289e4a72c383cp-3;
    private static final double B9 = 0x1.0b32f285aee66p-3;

    private BinaryLogarithm() {}

    /** {@return the logarithm to the base 2} It is exact for powers of two. */
    public static double log2(double x) {
        if (x >= NEAR_ONE_FROM && x < NEAR_ONE_BELOW) {
            return log2NearOne(x);
        }
        return Logarithm.isPositive(x) ? log2(Logarithm.normalBits(x)) : Logarithm.ofNoPositive(x);
    }

    private static double log2(long bits) {
        long offset = bits - Logarithm.ORIGIN;
        int part = (int) (offset >>> (Logarithm.SIGNIFICAND_BITS - BinaryLogarithmTable.BITS))
                & BinaryLogarithmTable.MASK;
        double twos = offset >> Logarithm.SIGNIFICAND_BITS;
        double significand = Double.longBitsToDouble(bits - (offset & Logarithm.EXPONENT_MASK));

        double r = Math.fma(significand, BinaryLogarithmTable.CENTERS[2 * part], -1);
        double product = r * INVERSE_LN_2_HIGH;
        double productLow = Math.fma(r, INVERSE_LN_2_LOW, Math.fma(r, INVERSE_LN_2_HIGH, -product));
        double whole = twos + BinaryLogarithmTable.CENTERS[2 * part + 1];
        double high = whole + product;
        double low = whole - high + product + productLow;
        double square = r * r;
        double first = Math.fma(square, Math.fma(r, A3, A2), Math.fma(r, A1, A0));
        double polynomial = Math.fma(square * square, Math.fma(r, A5, A4), first);
        return Math.fma(square, polynomial, low) + high;
    }

    private static double log2NearOne(double x) {
        double r = x - 1;
        double product = r * INVERSE_LN_2_HIGH;
        double productLow = Math.fma(r, INVERSE_LN_2_LOW, Math.fma(r, INVERSE_LN_2_HIGH, -product));
        double square = r * r;
        double fourth = square * square;
        double first = Math.fma(r, B1, B0);
        double high = Math.fma(square, first, product);
        double low = Math.fma(square, first, product - high) + productLow;
        double middle = Math.fma(square, Math.fma(r, B5, B4), Math.fma(r, B3, B2));
        double last = Math.fma(square, Math.fma(r, B9, B8), Math.fma(r, B7, B6));
        return high + Math.fma(fourth, Math.fma(fourth, last, middle), low);
    }
}
