package dev.moonloom.luau.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The quick way to round gives what exact arithmetic gives. */
final class DecimalTest {
    private static final int NUMBERS = 20_000;

    @Test
    void ofDigits_anyNumber_isRoundedAsTheExactValue() {
        var random = new Random(1);
        for (int i = 0; i < NUMBERS; i++) {
            double number = anyNumber(random);
            int digits = 1 + random.nextInt(20);
            BigDecimal exact = new BigDecimal(number).round(new MathContext(digits, RoundingMode.HALF_EVEN));

            assertThat(value(Decimal.ofDigits(number, digits))).as("%s to %s digits", number, digits)
                    .isEqualByComparingTo(exact);
        }
    }

    @Test
    void ofPlaces_anyNumber_isRoundedAsTheExactValue() {
        var random = new Random(2);
        for (int i = 0; i < NUMBERS; i++) {
            double number = shortNumber(random);
            int places = random.nextInt(12);
            BigDecimal exact = new BigDecimal(number).setScale(places, RoundingMode.HALF_EVEN);

            assertThat(value(Decimal.ofPlaces(number, places))).as("%s to %s places", number, places)
                    .isEqualByComparingTo(exact);
        }
    }

    @Test
    void ofDigits_numbersWithFewDigits_isRoundedAsTheExactValue() {
        var random = new Random(3);
        for (int i = 0; i < NUMBERS; i++) {
            double number = shortNumber(random) + 1e-9;
            int digits = 1 + random.nextInt(8);
            BigDecimal exact = new BigDecimal(number).round(new MathContext(digits, RoundingMode.HALF_EVEN));

            assertThat(value(Decimal.ofDigits(number, digits))).as("%s to %s digits", number, digits)
                    .isEqualByComparingTo(exact);
        }
    }

    /** A number of any magnitude, subnormal ones included. */
    private static double anyNumber(Random random) {
        double number = Math.abs(Double.longBitsToDouble(random.nextLong()));
        return Double.isFinite(number) ? number : 1.5;
    }

    /** A number that is often just about half-way between two decimals. */
    private static double shortNumber(Random random) {
        return (random.nextInt(2_000_000) * 5) / Math.pow(10, random.nextInt(10));
    }

    private static BigDecimal value(Decimal decimal) {
        var value = BigDecimal.ZERO;
        for (int i = 0; i < decimal.significantDigits(); i++) {
            value = value.add(BigDecimal.valueOf(decimal.digit(i) - '0').scaleByPowerOfTen(decimal.exponent() - i));
        }
        return value;
    }
}
