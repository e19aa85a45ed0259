package dev.moonloom.luau.math;

/**
 * Powers of e less one, without the loss of digits near zero: the exponent is cut into a multiple of ln 2 and a rest, for
 * which there is a rational function (fdlibm, {@code expm1}).
 */
final class PowerLessOne {
    private static final double INVERSE_LN_2 = 1.4426950408889634;
    private static final double LN_2_HIGH = 0x1.62e42feep-1;
    private static final double LN_2_LOW = 0x1.a39ef35793c76p-33;

    private static final double Q1 = -0x1.11111111110f4p-5;
    private static final double Q2 = 0x1.a01a019fe5585p-10;
    private static final double Q3 = -0x1.4ce199eaadbb7p-14;
    private static final double Q4 = 0x1.0cfca86e65239p-18;
    private static final double Q5 = -0x1.afdb76e09c32dp-23;

    private static final double TINY = 0x1p-54;
    /** The high halves of the bits of ln(2) / 2 and of three times that, with a one after the first. */
    private static final double WITHOUT_LN_2_BELOW = 0x1.62e43p-2;
    private static final double WITH_ONE_LN_2_BELOW = 0x1.0a2b2p0;
    /** From as many powers of two on, taking one away changes nothing. */
    private static final int ONE_IS_NOTHING = 57;
    /** From as many powers of two on, one is larger than what the rest adds. */
    private static final int ONE_IS_LITTLE = 20;

    private PowerLessOne() {}

    /** {@return e to the power of x, less one, for an exponent whose power fits and is not below 2^-56} */
    static double expm1(double x) {
        double size = Math.abs(x);
        if (size < WITHOUT_LN_2_BELOW) {
            return size < TINY ? x : small(x);
        }
        int twos;
        double high;
        double low;
        if (size < WITH_ONE_LN_2_BELOW) {
            twos = x > 0 ? 1 : -1;
            high = x - twos * LN_2_HIGH;
            low = twos * LN_2_LOW;
        } else {
            twos = (int) (INVERSE_LN_2 * x + Math.copySign(0.5, x));
            high = Math.fma(-(double) twos, LN_2_HIGH, x);
            low = twos * LN_2_LOW;
        }
        double rest = high - low;
        return scaled(twos, rest, high - rest - low);
    }

    private static double small(double x) {
        double halfSquare = x * (0.5 * x);
        return x - Math.fma(x, correction(x, halfSquare), -halfSquare);
    }

    /** {@return by what the power of a small number differs from the first three terms of its series, roughly} */
    private static double correction(double x, double halfSquare) {
        double square = halfSquare * halfSquare;
        double first = Math.fma(square, Math.fma(halfSquare, Q3, Q2), Math.fma(halfSquare, Q1, 1));
        double rational = Math.fma(square * square, Math.fma(halfSquare, Q5, Q4), first);
        double divided = Math.fma(-(0.5 * x), rational, 3);
        return halfSquare * ((rational - divided) / Math.fma(-divided, x, 6));
    }

    /** {@return 2^twos * e^(rest + tail) - 1} */
    private static double scaled(int twos, double rest, double tail) {
        double halfSquare = rest * (0.5 * rest);
        double less = Math.fma(correction(rest, halfSquare) - tail, rest, -tail) - halfSquare;
        if (twos == -1) {
            return Math.fma(rest - less, 0.5, -0.5);
        }
        if (twos == 1) {
            return rest < -0.25 ? -2 * (less - (rest + 0.5)) : Math.fma(rest - less, 2, 1);
        }
        double scale = Double.longBitsToDouble((long) (Double.MAX_EXPONENT + twos) << 52);
        if (twos < 0 || twos >= ONE_IS_NOTHING) {
            return (1 - (less - rest)) * scale - 1;
        }
        double inverse = Double.longBitsToDouble((long) (Double.MAX_EXPONENT - twos) << 52);
        return twos < ONE_IS_LITTLE
                ? (1 - inverse - (less - rest)) * scale
                : (rest - (less + inverse) + 1) * scale;
    }
}
