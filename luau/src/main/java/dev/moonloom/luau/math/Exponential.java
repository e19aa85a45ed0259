package dev.moonloom.luau.math;

/**
 * Powers of e: the exponent is cut into a multiple of ln 2 / 128, whose power is looked up, and a small rest, whose power
 * is a polynomial of degree 5 (ARM's optimized routines, {@code exp}).
 */
public final class Exponential {
    /** Added to the number of steps, it makes the result negative. */
    static final long NEGATIVE = 0x800L << ExponentialTable.BITS;

    private static final double STEPS_PER_UNIT = 0x1.71547652b82fep7;
    private static final double MINUS_STEP_HIGH = -0x1.62e42fefap-8;
    private static final double MINUS_STEP_LOW = -0x1.cf79abc9e3b3ap-47;
    /** A sum with it is rounded to a whole number, which is then in the low bits. */
    private static final double ROUNDER = 0x1.8p52;

    private static final double C2 = 0x1.ffffffffffdbdp-2;
    private static final double C3 = 0x1.555555555543cp-3;
    private static final double C4 = 0x1.55555cf172b91p-5;
    private static final double C5 = 0x1.1111167a4d017p-7;

    /** Below, the power is one to the last digit. */
    private static final double TINY = 0x1p-54;
    /** From here on the result may leave the range of normal numbers. */
    private static final double LARGE = 512;
    /** From here on it leaves the range of all numbers. */
    private static final double HUGE = 1024;

    private static final int SIGNIFICAND_BITS = 52;
    private static final int STEP_MASK = (1 << ExponentialTable.BITS) - 1;

    private Exponential() {}

    /** {@return e to the power of x} */
    public static double exp(double x) {
        double size = Math.abs(x);
        if (!(size >= TINY && size < HUGE)) {
            return unusual(x);
        }
        double shifted = Math.fma(STEPS_PER_UNIT, x, ROUNDER);
        double steps = shifted - ROUNDER;
        double rest = Math.fma(steps, MINUS_STEP_LOW, Math.fma(steps, MINUS_STEP_HIGH, x));
        return power(Double.doubleToRawLongBits(shifted), rest, 0, size >= LARGE);
    }

    /**
     * {@return e to the power of a sum}
     *
     * @param low is small beside {@code high}
     * @param sign 0, or {@link #NEGATIVE} for the result with a minus
     */
    static double exp(double high, double low, long sign) {
        double size = Math.abs(high);
        if (!(size >= TINY && size < HUGE)) {
            double result = unusual(high);
            return sign == 0 ? result : -result;
        }
        double shifted = Math.fma(STEPS_PER_UNIT, high, ROUNDER);
        double steps = shifted - ROUNDER;
        double rest = Math.fma(steps, MINUS_STEP_LOW, Math.fma(steps, MINUS_STEP_HIGH, high)) + low;
        return power(Double.doubleToRawLongBits(shifted), rest, sign, size >= LARGE);
    }

    private static double unusual(double x) {
        if (Math.abs(x) < HUGE || Double.isNaN(x)) {
            return 1 + x;
        }
        return x > 0 ? Double.POSITIVE_INFINITY : 0;
    }

    /** {@return 2 to the power of steps / 128, times e to the power of a small rest} */
    private static double power(long steps, double rest, long sign, boolean large) {
        int place = 2 * ((int) steps & STEP_MASK);
        double tail = Double.longBitsToDouble(ExponentialTable.POWERS[place]);
        long bits = ExponentialTable.POWERS[place + 1] + ((steps + sign) << (SIGNIFICAND_BITS - ExponentialTable.BITS));
        double square = rest * rest;
        double lower = Math.fma(square, Math.fma(rest, C3, C2), tail + rest);
        double above = Math.fma(square * square, Math.fma(rest, C5, C4), lower);
        if (large) {
            return (int) steps >= 0 ? nearOverflow(bits, above) : nearUnderflow(bits, above);
        }
        double scale = Double.longBitsToDouble(bits);
        return Math.fma(scale, above, scale);
    }

    private static double nearOverflow(long bits, double above) {
        double scale = Double.longBitsToDouble(bits - (1009L << SIGNIFICAND_BITS));
        return 0x1p1009 * Math.fma(scale, above, scale);
    }

    /** Rounds once, to the digits that the result has where it is subnormal. */
    private static double nearUnderflow(long bits, double above) {
        double scale = Double.longBitsToDouble(bits + (1022L << SIGNIFICAND_BITS));
        double more = scale * above;
        double result = scale + more;
        if (Math.abs(result) < 1) {
            double one = Math.copySign(1, result);
            double low = scale - result + more;
            double high = one + result;
            double rounded = high + (one - high + result + low) - one;
            result = rounded == 0 ? Math.copySign(0, scale) : rounded;
        }
        return Double.MIN_NORMAL * result;
    }
}
