package dev.moonloom.luau.math;

/**
 * The arc tangent: of a number below a sixteenth it is a series, of one below one a series around the nearest 256th, and of
 * a larger one a quarter turn less that of its inverse (IBM's accurate mathematical library, {@code atan} and
 * {@code atan2}).
 */
public final class ArcTangent {
    private static final double T3 = -0x1.5555555555555p-2;
    private static final double T5 = 0x1.99999999997fdp-3;
    private static final double T7 = -0x1.24924923f7603p-3;
    private static final double T9 = 0x1.c71c6e5129a3bp-4;
    private static final double T11 = -0x1.7458022b13c25p-4;
    private static final double T13 = 0x1.375f08b31cbcep-4;

    private static final double ITSELF_BELOW = 0x1.bb67ap-27;
    private static final double SMALL_BELOW = 0x1p-4;
    private static final double INVERSE_IS_SMALL_FROM = 0x1p4;
    private static final double INVERSE_IS_NOTHING_FROM = 0x1.49ff2p52;

    private static final double QUARTER_HIGH = Math.PI / 2;
    private static final double QUARTER_LOW = 0x1.1a62633145c07p-54;
    private static final double HALF_LOW = 2 * QUARTER_LOW;

    /** Of two numbers whose exponents differ by so much, one is nothing beside the other. */
    private static final int FAR_APART = 57;
    private static final double TINY_BELOW = 0x1p-500;
    private static final double HUGE_ABOVE = 0x1p500;

    private ArcTangent() {}

    /** {@return the arc tangent in radians} */
    public static double atan(double x) {
        double size = Math.abs(x);
        if (size < SMALL_BELOW) {
            return size < ITSELF_BELOW ? x : Math.fma(cube(x), series(x * x), x);
        }
        return Double.isNaN(x) ? x : Math.copySign(atanOfLarger(size), x);
    }

    private static double atanOfLarger(double x) {
        if (x < 1) {
            int place = place(x);
            double difference = x - ArcTangentTable.SERIES[place];
            return Math.fma(difference, seriesAt(place, difference), ArcTangentTable.SERIES[place + 1]);
        }
        if (x >= INVERSE_IS_NOTHING_FROM) {
            return QUARTER_HIGH;
        }
        double inverse = 1 / x;
        double product = inverse * x;
        double lack = 1 - product - Math.fma(inverse, x, -product);
        if (x < INVERSE_IS_SMALL_FROM) {
            int place = place(inverse);
            double difference = Math.fma(inverse, lack, inverse - ArcTangentTable.SERIES[place]);
            double fine = Math.fma(-difference, seriesAt(place, difference), QUARTER_LOW);
            return QUARTER_HIGH - ArcTangentTable.SERIES[place + 1] + fine;
        }
        double high = QUARTER_HIGH - inverse;
        double low = QUARTER_HIGH - high - inverse + QUARTER_LOW - inverse * lack;
        return high + (low - cube(inverse) * series(inverse * inverse));
    }

    /** {@return the angle of a point, from minus to plus half a turn} */
    public static double atan2(double y, double x) {
        if (Double.isNaN(x) || Double.isNaN(y)) {
            return Double.NaN;
        }
        return Math.copySign(angleAbove(Math.abs(y), x), y);
    }

    private static double angleAbove(double y, double x) {
        boolean left = Math.copySign(1, x) < 0;
        if (y == 0) {
            return left ? Math.PI : 0;
        }
        double size = Math.abs(x);
        if (size == Double.POSITIVE_INFINITY) {
            return angleAtInfinity(y, left);
        }
        int apart = Math.getExponent(y) - Math.getExponent(size);
        if (size == 0 || y == Double.POSITIVE_INFINITY || apart >= FAR_APART) {
            return QUARTER_HIGH;
        }
        if (apart <= -FAR_APART) {
            return left ? Math.PI : y / size;
        }
        if (y < TINY_BELOW || size < TINY_BELOW) {
            return angle(y * HUGE_ABOVE, size * HUGE_ABOVE, left);
        }
        return y > HUGE_ABOVE || size > HUGE_ABOVE
                ? angle(y * TINY_BELOW, size * TINY_BELOW, left)
                : angle(y, size, left);
    }

    private static double angleAtInfinity(double y, boolean left) {
        if (y == Double.POSITIVE_INFINITY) {
            return left ? 3 * Math.PI / 4 : Math.PI / 4;
        }
        return left ? Math.PI : 0;
    }

    private static double angle(double y, double size, boolean left) {
        if (y < size) {
            double ratio = y / size;
            double more = lack(y, size, ratio) / size;
            return left ? turned(Math.PI, HALF_LOW, -1, ratio, more) : acute(ratio, more);
        }
        double ratio = size / y;
        double more = lack(size, y, ratio) / y;
        if (left && size == y) {
            return turned(Math.PI, HALF_LOW, -1, ratio, more);
        }
        return turned(QUARTER_HIGH, QUARTER_LOW, left ? 1 : -1, ratio, more);
    }

    /** {@return what the product of a divisor and a rounded quotient lacks} */
    private static double lack(double dividend, double divisor, double quotient) {
        double product = divisor * quotient;
        return dividend - product - Math.fma(divisor, quotient, -product);
    }

    /** {@return the arc tangent of a number below one, given as a sum of two} */
    private static double acute(double ratio, double more) {
        if (ratio < SMALL_BELOW) {
            return ratio + Math.fma(cube(ratio), series(ratio * ratio), more);
        }
        int place = place(ratio);
        double[] table = ArcTangentTable.SERIES;
        double difference = ratio - table[place];
        double high = difference + more;
        double low = Tangent.lowOfSum(difference, more, high);
        double slope = table[place + 2];
        double bend = Math.fma(high,
                Math.fma(high, Math.fma(high, table[place + 6], table[place + 5]), table[place + 4]),
                table[place + 3]);
        return table[place + 1] + Math.fma(high, slope, Math.fma(low, slope, high * high * bend));
    }

    /** {@return an angle, given as a sum of two, and the arc tangent of a number of at most one with a sign} */
    private static double turned(double from, double fromLow, int sign, double ratio, double more) {
        if (ratio < SMALL_BELOW) {
            double signed = sign * ratio;
            double high = from + signed;
            double low = from - high + signed + fromLow + sign * more;
            return high + (low + cube(signed) * series(ratio * ratio));
        }
        int place = place(ratio);
        double difference = ratio - ArcTangentTable.SERIES[place] + more;
        double fine = Math.fma(sign * difference, seriesAt(place, difference), fromLow);
        return from + sign * ArcTangentTable.SERIES[place + 1] + fine;
    }

    private static int place(double x) {
        return ArcTangentTable.COLUMNS * ((int) Math.rint(256 * x) - 16);
    }

    private static double seriesAt(int place, double x) {
        double[] table = ArcTangentTable.SERIES;
        double last = Math.fma(x, Math.fma(x, table[place + 6], table[place + 5]), table[place + 4]);
        return Math.fma(x, Math.fma(x, last, table[place + 3]), table[place + 2]);
    }

    private static double cube(double x) {
        return x * (x * x);
    }

    private static double series(double square) {
        double last = Math.fma(square, Math.fma(square, Math.fma(square, T13, T11), T9), T7);
        return Math.fma(square, Math.fma(square, last, T5), T3);
    }
}
