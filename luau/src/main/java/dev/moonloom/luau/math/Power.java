package dev.moonloom.luau.math;

/**
 * Powers of any number: the logarithm with 68 bits, times the exponent, then {@link Exponential} (ARM's optimized
 * routines, {@code pow}).
 */
public final class Power {
    /* The coefficients carry the powers of -0.5 with which the squares below are scaled. */
    private static final double A1 = -0x1.555555555556p-1;
    private static final double A2 = 0x1.0000000000006p-1;
    private static final double A3 = 0x1.999999959554ep-1;
    private static final double A4 = -0x1.555555529a47ap-1;
    private static final double A5 = -0x1.2495b9b4845e9p0;
    private static final double A6 = 0x1.0002b8b263fc3p0;

    /**
     * Squares and roots have the same bits when they are computed as such, unless what rounding cuts off is nearly half of
     * the last digit: the way over logarithms is off by 0.04 of it at most before it rounds. So they count when this many
     * times what is cut off would still be cut off.
     */
    private static final double MORE = 1.125;
    /** Above, the difference between a product and its rounded value can be told. */
    private static final double EXACT_FROM = 0x1p-900;

    /** The least significand of the table's interval, as the bits of a number. */
    private static final long ORIGIN = 0x3fe6955500000000L;

    private static final int GREATEST_EXPONENT = 0x7ff;
    /** An exponent of the size of 2^-65 or less makes one of every number. */
    private static final int TINY = 0x3be;
    /** One of 2^63 or more makes zero or infinity of every number but one. */
    private static final int HUGE = 0x43e;

    private Power() {}

    /** {@return C's {@code pow(x, y)}} */
    public static double pow(double x, double y) {
        if (y == 2) {
            double square = x * x;
            if (square >= EXACT_FROM && square + MORE * Math.fma(x, x, -square) == square) {
                return square;
            }
        } else if (y == 0.5 && x >= EXACT_FROM) {
            double root = Math.sqrt(x);
            if (root + MORE * Math.fma(-root, root, x) / (2 * root) == root) {
                return root;
            }
        }
        return powOfAny(x, y);
    }

    private static double powOfAny(double x, double y) {
        long bits = Double.doubleToRawLongBits(x);
        int exponent = (int) (bits >>> Logarithm.SIGNIFICAND_BITS);
        return exponent - 1 >= 0 && exponent < GREATEST_EXPONENT && isOrdinary(y)
                ? powerOfPositive(bits, y, 0)
                : unusual(x, y);
    }

    private static boolean isOrdinary(double y) {
        int exponent = (int) (Double.doubleToRawLongBits(y) >>> Logarithm.SIGNIFICAND_BITS) & GREATEST_EXPONENT;
        return exponent >= TINY && exponent < HUGE;
    }

    private static double powerOfPositive(long bits, double y, long sign) {
        long offset = bits - ORIGIN;
        int place = 3 * ((int) (offset >>> (Logarithm.SIGNIFICAND_BITS - PowerTable.BITS)) & PowerTable.MASK);
        double twos = offset >> Logarithm.SIGNIFICAND_BITS;
        double significand = Double.longBitsToDouble(bits - (offset & Logarithm.EXPONENT_MASK));
        double inverse = PowerTable.CENTERS[place];

        // log x = twos * ln 2 + log center + log(1 + r); what is rounded off on the way is kept in low
        double r = Math.fma(significand, inverse, -1);
        double whole = Math.fma(twos, Logarithm.LN_2_HIGH, PowerTable.CENTERS[place + 1]);
        double first = whole + r;
        double low = Math.fma(twos, Logarithm.LN_2_LOW, PowerTable.CENTERS[place + 2]) + (whole - first + r);
        double half = -0.5 * r;
        double square = r * half;
        double second = first + square;
        low = low + Math.fma(half, r, -square) + (first - second + square);
        double polynomial = Math.fma(square, Math.fma(square, Math.fma(r, A6, A5), Math.fma(r, A4, A3)),
                Math.fma(r, A2, A1));
        low = Math.fma(r * square, polynomial, low);
        double log = second + low;
        double tail = second - log + low;

        double high = y * log;
        return Exponential.exp(high, Math.fma(y, tail, Math.fma(y, log, -high)), sign);
    }

    /** Zeros, infinities, NaN, negative and subnormal numbers, and exponents out of proportion. */
    private static double unusual(double x, double y) {
        if (y == 0 || x == 1) {
            return 1;
        }
        if (Double.isNaN(x) || Double.isNaN(y)) {
            return Double.NaN;
        }
        double size = Math.abs(x);
        if (Double.isInfinite(y)) {
            return size == 1 ? 1 : limit(size > 1, y);
        }
        boolean negates = Math.copySign(1, x) < 0 && isOdd(y);
        if (size == 0 || size == Double.POSITIVE_INFINITY) {
            double limit = limit(size > 1, y);
            return negates ? -limit : limit;
        }
        if (x < 0 && y != Math.rint(y)) {
            return Double.NaN;
        }
        if (!isOrdinary(y)) {
            return size == 1 || Math.abs(y) < 1 ? 1 : limit(size > 1, y);
        }
        return powerOfPositive(Logarithm.normalBits(size), y, negates ? Exponential.NEGATIVE : 0);
    }

    /** {@return to what the powers of a number above or below one tend} */
    private static double limit(boolean grows, double y) {
        return grows == (y > 0) ? Double.POSITIVE_INFINITY : 0;
    }

    private static boolean isOdd(double y) {
        return Math.abs(y) < 0x1p53 && y == Math.rint(y) && ((long) y & 1) != 0;
    }
}
