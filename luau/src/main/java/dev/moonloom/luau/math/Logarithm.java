package dev.moonloom.luau.math;

/**
 * Logarithms: the number is divided by the center of one of 128 parts of an octave, whose logarithm is looked up, and the
 * logarithm of the quotient is a polynomial; near one there is a longer polynomial alone (ARM's optimized routines,
 * {@code log}). Base 10 is fdlibm's way from the natural logarithm.
 */
public final class Logarithm {
    static final int SIGNIFICAND_BITS = 52;
    static final long EXPONENT_MASK = 0xfffL << SIGNIFICAND_BITS;
    /** The least significand of the tables' interval, as the bits of a number. */
    static final long ORIGIN = 0x3fe6000000000000L;

    /** Cut to bits enough that its product with any exponent is exact. */
    static final double LN_2_HIGH = 0x1.62e42fefa38p-1;
    static final double LN_2_LOW = 0x1.ef35793c7673p-45;

    private static final double A0 = -0x1.0000000000001p-1;
    private static final double A1 = 0x1.555555551305bp-2;
    private static final double A2 = -0x1.fffffffeb459p-3;
    private static final double A3 = 0x1.999b324f10111p-3;
    private static final double A4 = -0x1.55575e506c89fp-3;

    private static final double NEAR_ONE_FROM = 1 - 0x1p-4;
    private static final double NEAR_ONE_BELOW = 1 + 0x1.09p-4;
    private static final double B1 = 0x1.5555555555577p-2;
    private static final double B2 = -0x1.ffffffffffdcbp-3;
    private static final double B3 = 0x1.999999995dd0cp-3;
    private static final double B4 = -0x1.55555556745a7p-3;
    private static final double B5 = 0x1.24924a344de3p-3;
    private static final double B6 = -0x1.fffffa4423d65p-4;
    private static final double B7 = 0x1.c7184282ad6cap-4;
    private static final double B8 = -0x1.999eb43b068ffp-4;
    private static final double B9 = 0x1.78182f7afd085p-4;
    private static final double B10 = -0x1.5521375d145cdp-4;

    private static final double INVERSE_LN_10 = 0.4342944819032518;
    /** The logarithm of 2 to the base 10, cut to bits enough that its product with any exponent is exact. */
    private static final double LOG10_2_HIGH = 0x1.34413509f6p-2;
    private static final double LOG10_2_LOW = 3.694239077158931e-13;

    private Logarithm() {}

    /** {@return the natural logarithm} */
    public static double log(double x) {
        if (x >= NEAR_ONE_FROM && x < NEAR_ONE_BELOW) {
            return logNearOne(x);
        }
        if (!(x >= Double.MIN_NORMAL && x < Double.POSITIVE_INFINITY)) {
            return isPositive(x) ? log(normalBits(x)) : ofNoPositive(x);
        }
        return log(Double.doubleToRawLongBits(x));
    }

    private static double log(long bits) {
        long offset = bits - ORIGIN;
        int place = 2 * ((int) (offset >>> (SIGNIFICAND_BITS - LogarithmTable.BITS)) & LogarithmTable.MASK);
        double twos = offset >> SIGNIFICAND_BITS;
        double significand = Double.longBitsToDouble(bits - (offset & EXPONENT_MASK));

        double r = Math.fma(significand, LogarithmTable.CENTERS[place], -1);
        double whole = Math.fma(twos, LN_2_HIGH, LogarithmTable.CENTERS[place + 1]);
        double high = whole + r;
        double low = Math.fma(twos, LN_2_LOW, whole - high + r);
        double square = r * r;
        double polynomial = Math.fma(square, Math.fma(r, A4, A3), Math.fma(r, A2, A1));
        return Math.fma(r * square, polynomial, Math.fma(square, A0, low)) + high;
    }

    private static double logNearOne(double x) {
        double r = x - 1;
        double square = r * r;
        double cube = r * square;
        double last = Math.fma(B10, cube, Math.fma(B9, square, Math.fma(B8, r, B7)));
        double middle = Math.fma(B6, square, Math.fma(B5, r, B4));
        double first = Math.fma(B3, square, Math.fma(B2, r, B1));
        double polynomial = Math.fma(Math.fma(last, cube, middle), cube, first);

        // r - r * r / 2 as a sum of two, from r cut to 26 bits and its rest
        double shift = r * 0x1p27;
        double rounded = r + shift - shift;
        double rest = r - rounded;
        double halfSquare = -0.5 * (rounded * rounded);
        double high = r + halfSquare;
        double low = Math.fma(-0.5 * rest, rounded + r, r - high + halfSquare);
        return Math.fma(polynomial, cube, low) + high;
    }

    /** {@return the logarithm to the base 10} It is exact for powers of ten. */
    public static double log10(double x) {
        if (!isPositive(x)) {
            return ofNoPositive(x);
        }
        boolean subnormal = x < Double.MIN_NORMAL;
        double normal = subnormal ? x * 0x1p54 : x;
        int exponent = Math.getExponent(normal);
        int twos = subnormal ? exponent - 54 : exponent;
        // Below 1 the significand is kept below 1 too, so that the two parts of the sum have the same sign.
        int up = twos < 0 ? 1 : 0;
        double significand = Math.scalb(normal, -exponent - up);
        double fine = (twos + up) * LOG10_2_LOW + INVERSE_LN_10 * log(significand);
        return fine + (twos + up) * LOG10_2_HIGH;
    }

    /** {@return whether it is above zero and finite} */
    static boolean isPositive(double x) {
        return x > 0 && x < Double.POSITIVE_INFINITY;
    }

    /** {@return the logarithm, to any base, of a number that is not positive or not finite} */
    static double ofNoPositive(double x) {
        if (x == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        return x > 0 ? x : Double.NaN;
    }

    /** {@return the bits of a positive number, of a subnormal one with an exponent below zero} */
    static long normalBits(double x) {
        return x < Double.MIN_NORMAL
                ? Double.doubleToRawLongBits(x * 0x1p52) - (52L << SIGNIFICAND_BITS)
                : Double.doubleToRawLongBits(x);
    }
}
