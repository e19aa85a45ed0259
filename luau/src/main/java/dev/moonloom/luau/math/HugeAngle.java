package dev.moonloom.luau.math;

/**
 * What is left of an angle above a hundred million after whole quarter turns. The angle is cut into two halves of its
 * bits, and each multiplied with those digits of two over pi that matter for it (IBM's accurate mathematical library,
 * {@code branred}).
 *
 * @param high the rest, with {@code low} at most an eighth of a turn
 * @param low the rest of that
 * @param quarters the number of quarter turns, modulo 4
 */
record HugeAngle(double high, double low, int quarters) {
    /** Two over pi, 24 bits in each. */
    private static final int[] QUARTERS_PER_UNIT = {
        10680707, 7228996, 1387004, 2578385, 16069853, 12639074, 9804092, 4427841, 16666979, 11263675,
        12935607, 2387514, 4345298, 14681673, 3074569, 13734428, 16653803, 1880361, 10960616, 8533493,
        3062596, 8710556, 7349940, 6258241, 3772886, 3769171, 3798172, 8675211, 12450088, 3874808,
        9961438, 366607, 15675153, 9132554, 7151469, 3571407, 2607881, 12013382, 4155038, 6285869,
        7677882, 13102053, 15825725, 473591, 9065106, 15363067, 6271263, 9264392, 5636912, 4652155,
        7056368, 13614112, 10155062, 1944035, 9527646, 15080200, 6658437, 6231200, 6832269, 16767104,
        5075751, 3212806, 1398474, 7579849, 6349435, 12618859, 4703257, 12806093, 14477321, 2786137,
        12875403, 9837734, 14528324, 13719321, 343717,
    };

    private static final double SPLITTER = 0x1p27 + 1;
    /** A sum with it is rounded to a whole number. */
    private static final double ROUNDER = 0x1.8p52;
    /** A sum with it is rounded to a multiple of four. */
    private static final double TURN_ROUNDER = 0x1.8p54;

    private static final int DIGITS = 6;
    private static final int WHOLE_DIGITS = 3;
    private static final int BITS = 24;
    private static final double PER_DIGIT = 0x1p-24;
    /** The exponent, with its bias, of a scaled number for which the first digit matters. */
    private static final int FIRST_EXPONENT = 450;

    private static final double QUARTER_HIGH = 0x1.921fb54442d18p0;
    private static final double QUARTER_LOW = 0x1.1a62633145c07p-54;
    /* A quarter turn as two numbers of few bits, which together have the digits of the first number above. */
    private static final double QUARTER_1 = 0x1.921fb58p0;
    private static final double QUARTER_2 = -0x1.dde974p-27;

    /** Quarter turns, modulo 4, of a half of the bits: their number and a fraction as a sum of two. */
    private record Product(double quarters, double high, double low) {}

    static HugeAngle of(double x) {
        double scaled = x * 0x1p-600;
        double shifted = scaled * SPLITTER;
        double upper = shifted - (shifted - scaled);
        Product first = multiply(upper);
        Product second = multiply(scaled - upper);

        double quarters = first.quarters + second.quarters;
        double sum = first.high + second.high;
        double rest = Math.abs(first.high) > Math.abs(second.high)
                ? first.high - sum + second.high
                : second.high - sum + first.high;
        if (sum > 0.5) {
            sum -= 1;
            quarters += 1;
        } else if (sum < -0.5) {
            sum += 1;
            quarters -= 1;
        }
        double high = sum + (rest + first.low + second.low);
        double low = sum - high + rest + (first.low + second.low);
        return ofFraction(high, low, (int) quarters);
    }

    private static Product multiply(double half) {
        int skipped = Math.max(0, (Math.getExponent(half) + Double.MAX_EXPONENT - FIRST_EXPONENT) / BITS);
        double scale = Math.scalb(0x1p576, -skipped * BITS);
        var digits = new double[DIGITS];
        for (int i = 0; i < DIGITS; i++) {
            digits[i] = half * QUARTERS_PER_UNIT[skipped + i] * scale;
            scale *= PER_DIGIT;
        }
        double quarters = 0;
        for (int i = 0; i < WHOLE_DIGITS; i++) {
            double whole = digits[i] + ROUNDER - ROUNDER;
            quarters += whole;
            digits[i] -= whole;
        }
        double fraction = 0;
        for (int i = DIGITS - 1; i >= 0; i--) {
            fraction += digits[i];
        }
        double rest = digits[0] - fraction;
        for (int i = 1; i < DIGITS; i++) {
            rest += digits[i];
        }
        double whole = fraction + ROUNDER - ROUNDER;
        quarters += whole;
        fraction -= whole;
        double high = fraction + rest;
        return new Product(quarters - (quarters + TURN_ROUNDER - TURN_ROUNDER), high, fraction - high + rest);
    }

    /** {@return a fraction of a quarter turn in radians} */
    private static HugeAngle ofFraction(double fraction, double rest, int quarters) {
        double shifted = fraction * SPLITTER;
        double upper = shifted - (shifted - fraction);
        double lower = fraction - upper;
        double product = fraction * QUARTER_HIGH;
        double exact = upper * QUARTER_1 - product + upper * QUARTER_2 + lower * QUARTER_1;
        double tail = exact + (lower * QUARTER_2 + fraction * QUARTER_LOW + rest * QUARTER_HIGH);
        double high = product + tail;
        return new HugeAngle(high, product - high + tail, quarters & 3);
    }

    /** {@return the sine of the angle and some more quarter turns} */
    double sine(int more) {
        return Angle.sine(high, low, quarters + more);
    }
}
