package dev.moonloom.luau.syntax;

import java.math.BigInteger;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** The values of number literals. */
final class Numerals {
    private static final Pattern DECIMAL = Pattern.compile("(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
    private static final Pattern HEXADECIMAL = Pattern.compile("0[xX][0-9a-fA-F]+");
    private static final Pattern BINARY = Pattern.compile("0[bB][01]+");

    /** Hexadecimal and binary literals do not get greater than this. */
    private static final BigInteger GREATEST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private Numerals() {}

    /** {@return the number, or nothing if the literal is malformed} */
    static OptionalDouble value(String literal) {
        String digits = literal.replace("_", "");
        if (DECIMAL.matcher(digits).matches()) {
            return OptionalDouble.of(Double.parseDouble(digits));
        }
        if (HEXADECIMAL.matcher(digits).matches()) {
            return OptionalDouble.of(integer(digits, 16));
        }
        if (BINARY.matcher(digits).matches()) {
            return OptionalDouble.of(integer(digits, 2));
        }
        return OptionalDouble.empty();
    }

    private static double integer(String digits, int radix) {
        return new BigInteger(digits.substring(2), radix).min(GREATEST).doubleValue();
    }
}
