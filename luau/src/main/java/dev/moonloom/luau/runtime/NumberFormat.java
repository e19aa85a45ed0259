package dev.moonloom.luau.runtime;

import java.nio.charset.StandardCharsets;

/**
 * Writes numbers in the fewest digits that read back as the same number. {@link Double#toString(double)} finds the
 * digits; the layout is Luau's.
 */
final class NumberFormat {
    /** Whole numbers below are exact, so that their own digits are the shortest. */
    private static final long EXACT = 1L << 53;
    /** In between, Java writes numbers that are not whole as Luau does. */
    private static final double SMALLEST_PLAIN = 1e-3;
    private static final double LARGEST_PLAIN = 1e7;
    private static final int SMALLEST_FIXED = -5;
    private static final int LARGEST_FIXED = 21;

    private NumberFormat() {}

    static byte[] format(double number) {
        long whole = (long) number;
        if (whole == number && whole < EXACT && whole > -EXACT && !isNegativeZero(number)) {
            return ascii(Long.toString(whole));
        }
        if (Double.isNaN(number)) {
            return ascii("nan");
        }
        if (Double.isInfinite(number)) {
            return ascii(number > 0 ? "inf" : "-inf");
        }
        double size = Math.abs(number);
        if (size >= SMALLEST_PLAIN && size < LARGEST_PLAIN) {
            return ascii(Double.toString(number));
        }
        return number == 0 ? ascii("-0") : lay(number < 0, Decimal.of(size));
    }

    private static boolean isNegativeZero(double number) {
        return number == 0 && 1 / number < 0;
    }

    private static byte[] lay(boolean negative, Decimal decimal) {
        var text = new StringBuilder(32);
        if (negative) {
            text.append('-');
        }
        if (decimal.point < SMALLEST_FIXED || decimal.point > LARGEST_FIXED) {
            layScientific(text, decimal);
        } else {
            layFixed(text, decimal);
        }
        return ascii(text.toString());
    }

    private static void layFixed(StringBuilder text, Decimal decimal) {
        String digits = decimal.digits;
        int point = decimal.point;
        if (point <= 0) {
            text.append("0.").repeat('0', -point).append(digits);
        } else if (point >= digits.length()) {
            text.append(digits).repeat('0', point - digits.length());
        } else {
            text.append(digits, 0, point).append('.').append(digits, point, digits.length());
        }
    }

    private static void layScientific(StringBuilder text, Decimal decimal) {
        String digits = decimal.digits;
        text.append(digits.charAt(0));
        if (digits.length() > 1) {
            text.append('.').append(digits, 1, digits.length());
        }
        int exponent = decimal.point - 1;
        text.append('e').append(exponent < 0 ? '-' : '+');
        int size = Math.abs(exponent);
        if (size < 10) {
            text.append('0');
        }
        text.append(size);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * The digits of a positive number without zeros at either end, and where its point stands: the value is
     * {@code 0.digits} times ten to the power of {@code point}.
     */
    private record Decimal(String digits, int point) {
        static Decimal of(double number) {
            String text = Double.toString(number);
            int mark = text.indexOf('E');
            int exponent = mark < 0 ? 0 : Integer.parseInt(text, mark + 1, text.length(), 10);
            String mantissa = mark < 0 ? text : text.substring(0, mark);
            int dot = mantissa.indexOf('.');
            var decimal = trimmed(mantissa.substring(0, dot) + mantissa.substring(dot + 1), dot + exponent);
            return decimal.digits.length() == 2 && number < Double.MIN_NORMAL ? decimal.shortened(number) : decimal;
        }

        private static Decimal trimmed(String digits, int point) {
            int from = 0;
            while (digits.charAt(from) == '0') {
                from++;
            }
            int to = digits.length();
            while (digits.charAt(to - 1) == '0') {
                to--;
            }
            return new Decimal(digits.substring(from, to), point - from);
        }

        /** Java prefers two digits to one where two come closer, as they can for the smallest numbers of all. */
        private Decimal shortened(double number) {
            int tens = digits.charAt(0) - '0';
            boolean up = digits.charAt(1) >= '5';
            Decimal nearer = oneDigit(up ? tens + 1 : tens);
            Decimal farther = oneDigit(up ? tens : tens + 1);
            if (nearer.isExactly(number)) {
                return nearer;
            }
            return farther.isExactly(number) ? farther : this;
        }

        private Decimal oneDigit(int digit) {
            return digit == 10 ? new Decimal("1", point + 1) : new Decimal(Integer.toString(digit), point);
        }

        private boolean isExactly(double number) {
            return Double.parseDouble("0." + digits + "E" + point) == number;
        }
    }
}
