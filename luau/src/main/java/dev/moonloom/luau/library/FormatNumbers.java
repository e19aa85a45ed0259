package dev.moonloom.luau.library;

import java.util.Locale;

/** Prints numbers as C's {@code printf} does. */
final class FormatNumbers {
    private static final int DEFAULT_PRECISION = 6;
    /** The exponent below which {@code %g} turns to scientific notation. */
    private static final int LEAST_FIXED_EXPONENT = -4;

    private FormatNumbers() {}

    /** Appends a whole number in base 10. */
    static void signed(ByteBuilder result, FormatDirective directive, long number) {
        if (directive.isPlain()) {
            result.add(Long.toString(number));
            return;
        }
        int start = result.length();
        directive.appendSign(result, number < 0);
        appendDigits(result, directive, start, Long.toUnsignedString(Math.abs(number)));
    }

    /** Appends a whole number that has no sign, in the base that the letter says. */
    static void unsigned(ByteBuilder result, FormatDirective directive, long number) {
        int start = result.length();
        switch (directive.conversion()) {
            case 'o' -> appendOctal(result, directive, start, Long.toOctalString(number));
            case 'u' -> appendDigits(result, directive, start, Long.toUnsignedString(number));
            case 'x' -> appendHexadecimal(result, directive, "0x", number, Long.toHexString(number));
            default -> appendHexadecimal(result, directive, "0X", number, upperCase(Long.toHexString(number)));
        }
    }

    /** In the alternative form the first digit is zero. */
    private static void appendOctal(ByteBuilder result, FormatDirective directive, int start, String digits) {
        boolean lead = directive.has('#') && digits.charAt(0) != '0' && directive.precision() <= digits.length();
        boolean onlyZero = directive.has('#') && directive.precision() == 0 && digits.equals("0");
        if (onlyZero) {
            result.add('0');
            directive.padText(result, start);
        } else {
            appendDigits(result, directive, start, lead ? "0" + digits : digits);
        }
    }

    private static void appendHexadecimal(ByteBuilder result, FormatDirective directive, String prefix, long number,
            String digits) {
        int start = result.length();
        if (directive.has('#') && number != 0) {
            result.add(prefix);
        }
        appendDigits(result, directive, start, digits);
    }

    /** The precision is the least number of digits; with one, zeros are no padding. */
    private static void appendDigits(ByteBuilder result, FormatDirective directive, int start, String digits) {
        int firstDigit = result.length();
        if (directive.precision() < 0) {
            result.add(digits);
            directive.padNumber(result, start, firstDigit);
            return;
        }
        result.fill('0', directive.precision() - digits.length());
        boolean nothing = directive.precision() == 0 && digits.equals("0");
        if (!nothing) {
            result.add(digits);
        }
        directive.padText(result, start);
    }

    /** Appends a number with a fraction. */
    static void floating(ByteBuilder result, FormatDirective directive, double number) {
        int start = result.length();
        directive.appendSign(result, isNegative(number));
        int firstDigit = result.length();
        double magnitude = Math.abs(number);
        if (Double.isNaN(magnitude) || Double.isInfinite(magnitude)) {
            String name = Double.isNaN(magnitude) ? "nan" : "inf";
            result.add(directive.conversion() < 'a' ? upperCase(name) : name);
            directive.padText(result, start);
            return;
        }
        int precision = directive.precision() < 0 ? DEFAULT_PRECISION : directive.precision();
        switch (directive.conversion()) {
            case 'f' -> appendFixed(result, directive, Decimal.ofPlaces(magnitude, precision), precision);
            case 'e', 'E' -> appendScientific(result, directive, Decimal.ofDigits(magnitude, precision + 1), precision);
            default -> appendGeneral(result, directive, magnitude, Math.max(precision, 1));
        }
        directive.padNumber(result, start, firstDigit);
    }

    /** The processor's own NaN has the sign bit set, and C prints it; Java leaves open which NaN an operation gives. */
    private static boolean isNegative(double number) {
        return Floats.bits(number) < 0;
    }

    private static void appendGeneral(ByteBuilder result, FormatDirective directive, double magnitude, int digits) {
        Decimal decimal = Decimal.ofDigits(magnitude, digits);
        int shown = directive.has('#') ? digits : Math.max(decimal.significantDigits(), 1);
        int exponent = decimal.exponent();
        if (exponent >= LEAST_FIXED_EXPONENT && exponent < digits) {
            appendFixed(result, directive, decimal, Math.max(shown - 1 - exponent, 0));
        } else {
            appendScientific(result, directive, decimal, shown - 1);
        }
    }

    private static void appendFixed(ByteBuilder result, FormatDirective directive, Decimal decimal, int places) {
        int exponent = decimal.exponent();
        if (exponent < 0) {
            result.add('0');
        }
        for (int i = 0; i <= exponent; i++) {
            result.add(decimal.digit(i));
        }
        appendPoint(result, directive, places);
        for (int i = exponent + 1; i <= exponent + places; i++) {
            result.add(decimal.digit(i));
        }
    }

    private static void appendScientific(ByteBuilder result, FormatDirective directive, Decimal decimal, int places) {
        result.add(decimal.digit(0));
        appendPoint(result, directive, places);
        for (int i = 1; i <= places; i++) {
            result.add(decimal.digit(i));
        }
        result.add(directive.conversion() < 'a' ? 'E' : 'e');
        int exponent = decimal.exponent();
        result.add(exponent < 0 ? '-' : '+');
        int size = Math.abs(exponent);
        if (size < 10) {
            result.add('0');
        }
        result.add(Integer.toString(size));
    }

    private static void appendPoint(ByteBuilder result, FormatDirective directive, int places) {
        if (places > 0 || directive.has('#')) {
            result.add('.');
        }
    }

    private static String upperCase(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
