package dev.moonloom.luau.math;

/**
 * The tangent: the angle is brought to the nearest multiple of a quarter turn; the rest has a series when it is small, or
 * else the tangent of a near 256th is looked up, and the addition theorem adds the difference (IBM's accurate mathematical
 * library, {@code tan}).
 */
public final class Tangent {
    private static final double T3 = 0x1.5555555555555p-2;
    private static final double T5 = 0x1.11111111107c6p-3;
    private static final double T7 = 0x1.ba1ba1cdb8745p-5;
    private static final double T9 = 0x1.664ed49cfc666p-6;
    private static final double T11 = 0x1.2385a3cf2e4eap-7;

    private static final double D3 = 0x1.5555555554dbdp-2;
    private static final double D5 = 0x1.11112e0a6b45fp-3;

    private static final double TANGENT_IS_ANGLE_TO = 0x1.b096cp-27;
    private static final double SMALL_TO = 0x1.f212dp-5;
    private static final double ACUTE_TO = 0x1.92f1ap-1;
    private static final double ORDINARY_TO = 0x1.9p4;
    private static final double LARGE_TO = 0x1.7d784p26;

    /** The quarter turn has three parts for ordinary angles; this is the last one. */
    private static final double LAST_OF_THREE = -0x1.cb3b399d747f2p-55;

    private Tangent() {}

    /** {@return the tangent of an angle in radians} */
    public static double tan(double x) {
        double size = Math.abs(x);
        if (size <= SMALL_TO) {
            return size <= TANGENT_IS_ANGLE_TO ? x : Math.fma(x * (x * x), series(x * x), x);
        }
        if (size <= ACUTE_TO) {
            return ofRest(x, 0, 0);
        }
        if (size <= LARGE_TO) {
            return reduced(x, size <= ORDINARY_TO);
        }
        if (!Double.isFinite(x)) {
            return Double.NaN;
        }
        HugeAngle rest = HugeAngle.of(x);
        return ofSum(rest.high(), rest.low(), rest.quarters());
    }

    private static double reduced(double x, boolean ordinary) {
        double shifted = Math.fma(x, Angle.QUARTERS_PER_UNIT, Angle.WHOLE_ROUNDER);
        int quarters = (int) Double.doubleToRawLongBits(shifted);
        double turned = shifted - Angle.WHOLE_ROUNDER;
        double first = Math.fma(-turned, Angle.QUARTER_2, Math.fma(-turned, Angle.QUARTER_1, x));
        if (ordinary) {
            double high = Math.fma(-turned, LAST_OF_THREE, first);
            return ofRest(high, Math.fma(-turned, LAST_OF_THREE, first - high), quarters);
        }
        double second = Math.fma(-turned, Angle.QUARTER_3, first);
        double low = Math.fma(-turned, Angle.QUARTER_3, first - second);
        double high = Math.fma(-turned, Angle.QUARTER_4, second);
        return ofSum(high, low + Math.fma(-turned, Angle.QUARTER_4, second - high), quarters);
    }

    private static double ofSum(double a, double b, int quarters) {
        double high = a + b;
        return ofRest(high, lowOfSum(a, b, high), quarters);
    }

    /** {@return what the rounded sum of two numbers lacks} */
    static double lowOfSum(double a, double b, double sum) {
        return Math.abs(a) > Math.abs(b) ? a - sum + b : b - sum + a;
    }

    /** {@return the tangent of an angle of at most an eighth of a turn, given as a sum of two, and some quarter turns} */
    private static double ofRest(double high, double low, int quarters) {
        boolean turned = (quarters & 1) != 0;
        double size = Math.abs(high);
        if (size > SMALL_TO) {
            double tangent = ofLarger(size, high < 0 ? -low : low, turned);
            return high < 0 ? -tangent : tangent;
        }
        double square = high * high;
        double more = Math.fma(high * square, series(square), low);
        return turned ? negativeInverse(high, more) : high + more;
    }

    private static double series(double square) {
        return Math.fma(square, Math.fma(square, Math.fma(square, Math.fma(square, T11, T9), T7), T5), T3);
    }

    private static double negativeInverse(double a, double b) {
        double sum = a + b;
        double rest = lowOfSum(a, b, sum);
        double quotient = 1 / sum;
        double product = quotient * sum;
        double lack = 1 - product - Math.fma(quotient, sum, -product);
        double more = Math.fma(-rest, quotient, lack) / sum;
        double high = quotient + more;
        return -(high + (quotient - high + more));
    }

    private static double ofLarger(double size, double low, boolean turned) {
        int place = 3 * (int) (256 * size - 15.5);
        double x = size - TangentTable.TANGENTS[place] + low;
        double square = x * x;
        double difference = Math.fma(x * square, Math.fma(square, D5, D3), x);
        double tangent = TangentTable.TANGENTS[place + 1];
        double cotangent = TangentTable.TANGENTS[place + 2];
        double product = difference * (tangent + cotangent);
        return turned
                ? -(cotangent - product / (tangent + difference))
                : tangent + product / (cotangent - difference);
    }
}
