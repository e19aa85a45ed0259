package dev.moonloom.luau.math;

/**
 * Sine and cosine: the angle is brought to the nearest multiple of a quarter turn; for the rest, the sine and cosine of
 * the nearest 128th are looked up, and the addition theorem adds what a polynomial says of the difference (IBM's accurate
 * mathematical library, without its passes of many digits, as in today's C library).
 */
public final class Angle {
    /** A sum with it is rounded to the nearest 128th, the number of which is then in the low bits. */
    private static final double ROUNDER = 0x1.8p45;
    /** A sum with it is rounded to a whole number, which is then in the low bits. */
    static final double WHOLE_ROUNDER = 0x1.8p52;

    private static final double S3 = -0x1.5555555555515p-3;
    private static final double S5 = 0x1.11110e829872fp-7;
    private static final double C4 = -0x1.5555555555535p-5;
    private static final double C6 = 0x1.6c16bedd9e239p-10;

    /** Below, the sine is a polynomial alone. */
    private static final double SMALL = 0.126;
    private static final double T3 = -0x1.5555555555555p-3;
    private static final double T5 = 0x1.1111111110ecep-7;
    private static final double T7 = -0x1.a01a019db08b8p-13;
    private static final double T9 = 0x1.71de27b9a7ed9p-19;
    private static final double T11 = -0x1.addffc2fcdf59p-26;

    private static final double QUARTER_HIGH = 0x1.921fb54442d18p0;
    private static final double QUARTER_LOW = 0x1.1a62633145c07p-54;
    static final double QUARTERS_PER_UNIT = 0x1.45f306dc9c883p-1;
    /* A quarter turn in four parts, each with bits so few that a million of it is exact. */
    static final double QUARTER_1 = 0x1.921fb58p0;
    static final double QUARTER_2 = -0x1.dde973cp-27;
    static final double QUARTER_3 = -0x1.cb3b398p-55;
    static final double QUARTER_4 = -0x1.d747f23e32ed7p-83;

    private static final double SINE_IS_ANGLE_BELOW = 0x1p-26;
    private static final double COSINE_IS_ONE_BELOW = 0x1p-27;
    private static final double ACUTE_BELOW = 0x1.b6p-1;
    private static final double OBTUSE_BELOW = 0x1.368fdp1;
    private static final double HUGE = 0x1.921fbp26;

    private Angle() {}

    /** {@return the sine of an angle in radians} */
    public static double sin(double x) {
        double size = Math.abs(x);
        if (size < ACUTE_BELOW) {
            return size < SINE_IS_ANGLE_BELOW ? x : sine(x, 0);
        }
        if (size < OBTUSE_BELOW) {
            return Math.copySign(cosine(QUARTER_HIGH - size, QUARTER_LOW), x);
        }
        return reduced(x, 0);
    }

    /** {@return the cosine of an angle in radians} */
    public static double cos(double x) {
        double size = Math.abs(x);
        if (size < ACUTE_BELOW) {
            return size < COSINE_IS_ONE_BELOW ? 1 : cosine(x, 0);
        }
        if (size < OBTUSE_BELOW) {
            double rest = QUARTER_HIGH - size;
            double high = rest + QUARTER_LOW;
            return sine(high, rest - high + QUARTER_LOW);
        }
        return reduced(x, 1);
    }

    /** {@return the sine of an angle and some quarter turns} */
    private static double reduced(double x, int quarters) {
        if (!(Math.abs(x) < HUGE)) {
            return Double.isFinite(x) ? HugeAngle.of(x).sine(quarters) : Double.NaN;
        }
        double shifted = Math.fma(x, QUARTERS_PER_UNIT, WHOLE_ROUNDER);
        double turned = shifted - WHOLE_ROUNDER;
        double first = Math.fma(-turned, QUARTER_2, Math.fma(-turned, QUARTER_1, x));
        double second = Math.fma(-turned, QUARTER_3, first);
        double low = Math.fma(-turned, QUARTER_3, first - second);
        double high = Math.fma(-turned, QUARTER_4, second);
        low += Math.fma(-turned, QUARTER_4, second - high);
        return sine(high, low, (int) Double.doubleToRawLongBits(shifted) + quarters);
    }

    /** {@return the sine of an angle of at most an eighth of a turn, given as a sum of two, and some quarter turns} */
    static double sine(double high, double low, int quarters) {
        double result = (quarters & 1) == 0 ? sine(high, low) : cosine(high, low);
        return (quarters & 2) == 0 ? result : -result;
    }

    private static double sine(double high, double low) {
        double size = Math.abs(high);
        if (size < SMALL) {
            double square = high * high;
            double series = Math.fma(square, Math.fma(square, Math.fma(square, Math.fma(square, T11, T9), T7), T5), T3);
            return high + Math.fma(square, Math.fma(high, series, -(0.5 * low)), low);
        }
        double shifted = size + ROUNDER;
        double x = size - (shifted - ROUNDER);
        double tail = high <= 0 ? -low : low;
        double square = x * x;
        double sine = x + Math.fma(x * square, Math.fma(square, S5, S3), tail);
        double lack = Math.fma(x, tail, square * lackOfCosine(square));

        int place = (int) Double.doubleToRawLongBits(shifted) << 2;
        double[] table = AngleTable.SINES_AND_COSINES;
        double near = table[place];
        double more = Math.fma(-lack, near, Math.fma(sine, table[place + 3], table[place + 1]));
        return Math.copySign(near + Math.fma(sine, table[place + 2], more), high);
    }

    private static double cosine(double high, double low) {
        double size = Math.abs(high);
        double shifted = size + ROUNDER;
        double x = size - (shifted - ROUNDER) + (high < 0 ? -low : low);
        double square = x * x;
        double sine = Math.fma(x * square, Math.fma(square, S5, S3), x);
        double lack = square * lackOfCosine(square);

        int place = (int) Double.doubleToRawLongBits(shifted) << 2;
        double[] table = AngleTable.SINES_AND_COSINES;
        double near = table[place + 2];
        double less = Math.fma(-lack, near, Math.fma(-sine, table[place + 1], table[place + 3]));
        return near + Math.fma(-sine, table[place], less);
    }

    /** {@return the part of a square by which the cosine of its root is less than one} */
    private static double lackOfCosine(double square) {
        return Math.fma(square, Math.fma(square, C6, C4), 0.5);
    }
}
