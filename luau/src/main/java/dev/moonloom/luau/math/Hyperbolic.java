package dev.moonloom.luau.math;

/** The hyperbolic functions, from powers of e and from those less one, as fdlibm has them. */
public final class Hyperbolic {
    /** From here on the power with a negative exponent is too small beside the one with a positive. */
    private static final double LARGE = 22;
    /** The high half of the bits of ln(greatest number): from here on e to the power of x does not fit. */
    private static final double POWER_FITS_BELOW = 0x1.62e42p9;
    /** The high half of the bits of ln(2) / 2. */
    private static final double SMALL_BELOW = 0x1.62e43p-2;

    private Hyperbolic() {}

    /** {@return the hyperbolic sine} */
    public static double sinh(double x) {
        double size = Math.abs(x);
        if (size < 0x1p-28) {
            return x;
        }
        double half = Math.copySign(0.5, x);
        if (size < LARGE) {
            double above = PowerLessOne.expm1(size);
            return size < 1
                    ? half * (2 * above - above * above / (above + 1))
                    : half * (above + above / (above + 1));
        }
        return halfPower(size, half);
    }

    /** {@return the hyperbolic cosine} */
    public static double cosh(double x) {
        double size = Math.abs(x);
        if (size < SMALL_BELOW) {
            double above = PowerLessOne.expm1(size);
            double power = 1 + above;
            return 1 + above * above / (power + power);
        }
        if (size < LARGE) {
            double power = Exponential.exp(size);
            return 0.5 * power + 0.5 / power;
        }
        return halfPower(size, 0.5);
    }

    /** {@return e to the power of a number, times a half, which may fit where the power itself does not} */
    private static double halfPower(double size, double half) {
        if (size < POWER_FITS_BELOW) {
            return half * Exponential.exp(size);
        }
        double root = Exponential.exp(0.5 * size);
        return half * root * root;
    }

    /** {@return the hyperbolic tangent} */
    public static double tanh(double x) {
        double size = Math.abs(x);
        if (size < 0x1p-55 || Double.isNaN(x)) {
            return x;
        }
        return Math.copySign(tanhOfPositive(size), x);
    }

    private static double tanhOfPositive(double x) {
        if (x >= LARGE) {
            return 1;
        }
        if (x >= 1) {
            return 1 - 2 / (PowerLessOne.expm1(2 * x) + 2);
        }
        double below = PowerLessOne.expm1(-2 * x);
        return -below / (below + 2);
    }
}
