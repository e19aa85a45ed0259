package dev.moonloom.luau.library;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A number rounded to some decimal digits: exactly, and to the even one of two equally near.
 *
 * <p>The shortest digits that read back as the number mostly suffice to round from. Rounding them cannot differ from
 * rounding the number itself, unless what is cut off is exactly a half: any other half-way point between the number and
 * its shortest digits would read back as the number too, and would be shorter or nearer. And as long as no more than 15
 * digits are wanted, zeros may stand behind the shortest digits. In all other cases the exact value is computed.
 */
final class Decimal {
    /** Any decimal number of so many digits reads back as itself from the double next to it. */
    private static final int SAFE_DIGITS = 15;
    /** Below it doubles are too coarse for that. */
    private static final double LEAST_SAFE = 1e-290;
    /** Whole numbers below it are their shortest digits. */
    private static final double LEAST_UNSAFE_INTEGER = 0x1p53;

    private final byte[] digits;
    private final int count;
    private final int exponent;

    private Decimal(byte[] digits, int count, int exponent) {
        this.digits = digits;
        this.count = count;
        this.exponent = exponent;
    }

    /** {@return a positive number or zero, rounded to so many digits} */
    static Decimal ofDigits(double number, int wanted) {
        if (number == 0) {
            return zero();
        }
        Decimal shortest = shortest(number);
        return shortest.canRoundTo(number, wanted)
                ? shortest.rounded(wanted)
                : exact(new BigDecimal(number).round(new MathContext(wanted, RoundingMode.HALF_EVEN)));
    }

    /** {@return a positive number or zero, rounded to so many digits behind the point} */
    static Decimal ofPlaces(double number, int places) {
        if (number == 0) {
            return zero();
        }
        Decimal shortest = shortest(number);
        int wanted = shortest.exponent + 1 + places;
        return shortest.canRoundTo(number, wanted)
                ? shortest.rounded(wanted)
                : exact(new BigDecimal(number).setScale(places, RoundingMode.HALF_EVEN));
    }

    private static Decimal zero() {
        return new Decimal(new byte[0], 0, 0);
    }

    private static Decimal exact(BigDecimal number) {
        if (number.signum() == 0) {
            return zero();
        }
        String text = number.unscaledValue().toString();
        var digits = new byte[text.length()];
        for (int i = 0; i < digits.length; i++) {
            digits[i] = (byte) text.charAt(i);
        }
        return trimmed(digits, digits.length, digits.length - 1 - number.scale());
    }

    /** Takes apart what Java writes, such as {@code 123.0}, {@code 0.00123} or {@code 1.23E-5}. */
    private static Decimal shortest(double number) {
        String text = Double.toString(number);
        var digits = new byte[text.length()];
        int count = 0;
        int pointAt = 0;
        int leadingZeros = 0;
        int end = text.indexOf('E');
        int mantissaEnd = end < 0 ? text.length() : end;
        for (int i = 0; i < mantissaEnd; i++) {
            char character = text.charAt(i);
            if (character == '.') {
                pointAt = count + leadingZeros;
            } else if (character == '0' && count == 0) {
                leadingZeros++;
            } else {
                digits[count++] = (byte) character;
            }
        }
        int scale = end < 0 ? 0 : Integer.parseInt(text, end + 1, text.length(), 10);
        return trimmed(digits, count, pointAt - 1 - leadingZeros + scale);
    }

    private static Decimal trimmed(byte[] digits, int length, int exponent) {
        int count = length;
        while (count > 0 && digits[count - 1] == '0') {
            count--;
        }
        return new Decimal(digits, count, exponent);
    }

    private boolean canRoundTo(double number, int wanted) {
        if (wanted < count) {
            boolean half = wanted == count - 1 && wanted >= 0 && digits[wanted] == '5';
            return !half;
        }
        return (number >= LEAST_SAFE && wanted <= SAFE_DIGITS)
                || (number < LEAST_UNSAFE_INTEGER && number == Math.rint(number));
    }

    private Decimal rounded(int wanted) {
        if (wanted >= count) {
            return this;
        }
        if (wanted < 0) {
            return zero();
        }
        int kept = wanted;
        if (digits[wanted] < '5') {
            return kept == 0 ? zero() : trimmed(digits, kept, exponent);
        }
        while (kept > 0 && digits[kept - 1] == '9') {
            kept--;
        }
        if (kept == 0) {
            return new Decimal(new byte[]{'1'}, 1, exponent + 1);
        }
        digits[kept - 1]++;
        return new Decimal(digits, kept, exponent);
    }

    /** {@return the decimal exponent of the first digit} */
    int exponent() {
        return exponent;
    }

    /** {@return how many digits there are up to the last one that is not zero} */
    int significantDigits() {
        return count;
    }

    /** {@return the digit so many places behind the first one; zero where there is none} */
    int digit(int position) {
        return position >= 0 && position < count ? digits[position] : '0';
    }
}
