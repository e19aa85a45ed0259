package dev.moonloom.luau.library;

/**
 * Functions that Java does not have, or whose last digit is more often that of the C library when they are built on
 * {@link Math#exp} and {@link Math#log}, which are more precise than those of {@link StrictMath}.
 */
final class PreciseMath {
    private static final double INVERSE_LN_2 = 1.4426950408889634;
    private static final double INVERSE_LN_10 = 0.4342944819032518;
    /** The logarithm of 2 to the base 10, cut to bits enough that its product with any exponent is exact. */
    private static final double LOG10_2_HIGH = 0x1.34413509f6p-2;
    private static final double LOG10_2_LOW = 3.694239077158931e-13;
    private static final double SQRT_2 = 1.4142135623730951;
    private static final double TWO_TO_54 = 0x1p54;

    private PreciseMath() {}

    /** {@return the logarithm to the base 2} It is exact for powers of two. */
    static double log2(double x) {
        if (!(x > 0) || x == Double.POSITIVE_INFINITY) {
            return Math.log(x);
        }
        if (x < Double.MIN_NORMAL) {
            return log2(x * TWO_TO_54) - 54;
        }
        int exponent = Math.getExponent(x);
        double significand = Math.scalb(x, -exponent);
        if (significand > SQRT_2) {
            exponent++;
            significand /= 2;
        }
        return Math.fma(Math.log(significand), INVERSE_LN_2, exponent);
    }

    /** {@return the logarithm to the base 10} It is exact for powers of ten. */
    static double log10(double x) {
        if (!(x > 0) || x == Double.POSITIVE_INFINITY) {
            return Math.log(x);
        }
        if (x < Double.MIN_NORMAL) {
            return scaledLog10(x * TWO_TO_54, -54);
        }
        return scaledLog10(x, 0);
    }

    private static double scaledLog10(double x, int scale) {
        int exponent = Math.getExponent(x);
        // Below 1 the significand is kept below 1 too, so that the two parts of the sum have the same sign.
        int whole = exponent + scale < 0 ? exponent + 1 : exponent;
        double significand = Math.scalb(x, -whole);
        double fine = (whole + scale) * LOG10_2_LOW + INVERSE_LN_10 * Math.log(significand);
        return fine + (whole + scale) * LOG10_2_HIGH;
    }

    static double cosh(double x) {
        double size = Math.abs(x);
        if (size < 0.5 * Math.log(2)) {
            double above = Math.expm1(size);
            double power = 1 + above;
            return 1 + above * above / (power + power);
        }
        if (size < 22) {
            double power = Math.exp(size);
            return 0.5 * power + 0.5 / power;
        }
        double root = Math.exp(0.5 * size);
        return size < 709 ? 0.5 * Math.exp(size) : 0.5 * root * root;
    }

    /** {@return a number rounded to the nearest whole one, away from zero when there are two} */
    static double round(double x) {
        double size = Math.abs(x);
        double below = Math.floor(size);
        return Math.copySign(size - below >= 0.5 ? below + 1 : below, x);
    }
}
