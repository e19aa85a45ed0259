package dev.moonloom.luau.math;

/**
 * Arc sine and arc cosine: of a number below an eighth they are a series, of one below 31/32 a series around a near number,
 * and close to one they come from a square root (IBM's accurate mathematical library, {@code asin} and {@code acos}).
 */
public final class ArcSine {
    private static final double T3 = 0x1.55555555554f9p-3;
    private static final double T5 = 0x1.333333336127dp-4;
    private static final double T7 = 0x1.6db6dae42c0e4p-5;
    private static final double T9 = 0x1.f1c7e04f4ad99p-6;
    private static final double T11 = 0x1.6e442c822d419p-6;
    private static final double T13 = 0x1.292d80f453c72p-6;

    /* The inverse of a root, from one that is nearly right and by how much that is not. */
    private static final double R0 = 0x1.fffffffecc1ddp-1;
    private static final double R1 = 0x1.fffffff757304p-2;
    private static final double R2 = 0x1.800496769c91ap-2;
    private static final double R3 = 0x1.4006318d1dab9p-2;

    private static final double QUARTER_HIGH = Math.PI / 2;
    private static final double QUARTER_LOW = 0x1.1a62633145c07p-54;

    private static final double SINE_ITSELF_BELOW = 0x1p-26;
    private static final double SMALL_BELOW = 0.125;
    private static final double STEEP_FROM = 0.96875;

    private static final int SIGNIFICAND_BITS = 52;
    /** The sums with these leave 29 and 26 bits of a root. */
    private static final double SINE_ROUNDER = 0x1p24;
    private static final double COSINE_SPLITTER = 0x1p27;

    private ArcSine() {}

    /** {@return the arc sine in radians} */
    public static double asin(double x) {
        double size = Math.abs(x);
        if (size < SMALL_BELOW) {
            return size < SINE_ITSELF_BELOW ? x : Math.fma(series(x * x), x * (x * x), x);
        }
        if (size < STEEP_FROM) {
            int place = place(size);
            return Math.copySign(ArcSineTable.SERIES[place + 12] + around(size, place), x);
        }
        if (size < 1) {
            return Math.copySign(steepSine(0.5 * (1 - size)), x);
        }
        return size == 1 ? Math.copySign(QUARTER_HIGH, x) : Double.NaN;
    }

    /** {@return the arc cosine in radians} */
    public static double acos(double x) {
        double size = Math.abs(x);
        if (size < SMALL_BELOW) {
            double high = QUARTER_HIGH - x;
            double low = QUARTER_HIGH - high - x + QUARTER_LOW;
            return high + Math.fma(-series(x * x), x * (x * x), low);
        }
        if (size < STEEP_FROM) {
            int place = place(size);
            double fine = around(size, place);
            double sine = ArcSineTable.SERIES[place + 12];
            return x > 0 ? QUARTER_HIGH - sine + (QUARTER_LOW - fine) : QUARTER_HIGH + sine + (QUARTER_LOW + fine);
        }
        if (size < 1) {
            return steepCosine(0.5 * (1 - size), x > 0);
        }
        if (size == 1) {
            return x > 0 ? 0 : Math.PI;
        }
        return Double.NaN;
    }

    private static double series(double square) {
        double last = Math.fma(square, Math.fma(square, Math.fma(square, T13, T11), T9), T7);
        return Math.fma(square, Math.fma(square, last, T5), T3);
    }

    /** {@return where the series around a number begins in the table} An octave has 32, 64, or 128 of them. */
    private static int place(double size) {
        int significand = (int) (Double.doubleToRawLongBits(size) >>> Integer.SIZE) & 0xfffff;
        int row;
        if (size < 0.25) {
            row = significand >> 15;
        } else {
            row = size < 0.5 ? 32 + (significand >> 14) : 96 + (significand >> 13);
        }
        return ArcSineTable.COLUMNS * row;
    }

    /** {@return by what the arc sine exceeds the larger part of that of a near number} */
    private static double around(double size, int place) {
        double[] table = ArcSineTable.SERIES;
        double x = size - table[place];
        double last = Math.fma(Math.fma(Math.fma(table[place + 10], x, table[place + 9]), x, table[place + 8]), x,
                table[place + 7]);
        double middle = Math.fma(Math.fma(Math.fma(last, x, table[place + 6]), x, table[place + 5]), x,
                table[place + 4]);
        double bend = Math.fma(Math.fma(middle, x, table[place + 3]), x, table[place + 2]);
        return Math.fma(table[place + 1], x, Math.fma(x * x, bend, table[place + 11]));
    }

    /** {@return the arc sine of 1 - 2 * rest} */
    private static double steepSine(double rest) {
        double inverse = inverseRoot(rest);
        double root = inverse * rest;
        double rounded = root + SINE_ROUNDER - SINE_ROUNDER;
        double more = lackOfRoot(rest, inverse, root, rounded);
        double low = Math.fma(-2, more, QUARTER_LOW);
        return Math.fma(-2, rounded, QUARTER_HIGH) + Math.fma(-(2 * (rounded + more)), series(rest) * rest, low);
    }

    /** {@return the arc cosine of 1 - 2 * rest, or that of the negative} */
    private static double steepCosine(double rest, boolean positive) {
        double inverse = inverseRoot(rest);
        double root = inverse * rest;
        double rounded = Math.fma(-root, COSINE_SPLITTER, Math.fma(root, COSINE_SPLITTER, root));
        double more = lackOfRoot(rest, inverse, root, rounded);
        double bend = series(rest) * rest * (rounded + more);
        return 2 * (positive ? rounded + (more + bend) : QUARTER_HIGH - rounded + (QUARTER_LOW - more - bend));
    }

    private static double lackOfRoot(double rest, double inverse, double root, double rounded) {
        double correction = Math.fma(-(0.5 * inverse), root, 1.5);
        return Math.fma(-rounded, rounded, rest) / Math.fma(correction, root, rounded);
    }

    private static double inverseRoot(double x) {
        long bits = Double.doubleToRawLongBits(x);
        int row = (int) (bits >>> (SIGNIFICAND_BITS - InverseRoots.BITS)) & InverseRoots.MASK;
        int scale = Double.MAX_EXPONENT / 2 - (int) (bits >>> (SIGNIFICAND_BITS + 1));
        double near = InverseRoots.NEAR[row] * Math.scalb(1.0, scale);
        double r = Math.fma(-(near * near), x, 1);
        return Math.fma(Math.fma(Math.fma(r, R3, R2), r, R1), r, R0) * near;
    }

    /** Inverse roots with fourteen digits for two octaves in 64 parts each. */
    private static final class InverseRoots {
        static final int BITS = 6;
        /** One bit of the exponent tells the octave. */
        static final int MASK = (2 << BITS) - 1;
        static final double[] NEAR = new double[MASK + 1];

        private static final int PARTS = 1 << BITS;
        private static final double DIGITS = 1e14;

        static {
            for (int i = 0; i < NEAR.length; i++) {
                double middle = (1 + (i % PARTS + 0.5) / PARTS) * (i < PARTS ? 0.5 : 1);
                NEAR[i] = Math.rint(DIGITS / Math.sqrt(middle)) / DIGITS;
            }
        }
    }
}
