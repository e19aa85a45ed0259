package dev.moonloom.luau.syntax;

import java.math.BigInteger;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The values of literals of the types {@code number} and {@code integer}. */
final class Numerals {
    private static final Pattern DECIMAL = Pattern.compile("(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
    private static final Pattern WHOLE = Pattern.compile("[0-9]+");
    private static final Pattern HEXADECIMAL = Pattern.compile("0[xX][0-9a-fA-F]+");
    private static final Pattern BINARY = Pattern.compile("0[bB][01]+");

    /** Hexadecimal and binary literals do not get greater than this. */
    private static final BigInteger GREATEST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private Numerals() {}

    /** {@return whether a literal is meant as one of the type {@code integer}: it ends in {@code i}} */
    static boolean isInteger(String literal) {
        return digits(literal).endsWith("i");
    }

    /**
     * {@return the value of a literal that {@link #isInteger}, or nothing if it is malformed} In base 10 it is a signed
     * number, in the others it says what each of the 64 bits is.
     *
     * @throws ArithmeticException when it needs more bits
     */
    static OptionalLong integer(String literal) {
        String all = digits(literal);
        String digits = all.substring(0, all.length() - 1);
        if (WHOLE.matcher(digits).matches()) {
            return OptionalLong.of(new BigInteger(digits).longValueExact());
        }
        if (HEXADECIMAL.matcher(digits).matches()) {
            return OptionalLong.of(bits(digits, 16));
        }
        return BINARY.matcher(digits).matches() ? OptionalLong.of(bits(digits, 2)) : OptionalLong.empty();
    }

    private static long bits(String digits, int radix) {
        BigInteger value = withoutPrefix(digits, radix);
        if (value.bitLength() > Long.SIZE) {
            throw new ArithmeticException("more than 64 bits");
        }
        return value.longValue();
    }

    /** {@return the number, or nothing if the literal is malformed} */
    static OptionalDouble value(String literal) {
        String digits = digits(literal);
        if (DECIMAL.matcher(digits).matches()) {
            return OptionalDouble.of(Double.parseDouble(digits));
        }
        if (HEXADECIMAL.matcher(digits).matches()) {
            return OptionalDouble.of(withoutPrefix(digits, 16).min(GREATEST).doubleValue());
        }
        if (BINARY.matcher(digits).matches()) {
            return OptionalDouble.of(withoutPrefix(digits, 2).min(GREATEST).doubleValue());
        }
        return OptionalDouble.empty();
    }

    private static BigInteger withoutPrefix(String digits, int radix) {
        return new BigInteger(digits.substring(2), radix);
    }

    /** The underscores mean nothing. */
    private static String digits(String literal) {
        return literal.replace("_", "");
    }
}
