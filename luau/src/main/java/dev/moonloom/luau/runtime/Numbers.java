package dev.moonloom.luau.runtime;

import dev.moonloom.luau.math.Power;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Luau's numbers: their arithmetic where Java's differs, and their conversions. */
public final class Numbers {
    private Numbers() {}

    /** {@return a number as Luau shows it} */
    public static LuaString toString(LuaValue number) {
        return Strings.ofBytes(NumberFormat.format(number.todouble()));
    }

    /** {@return the shortest text that reads back as the same number} */
    public static String format(double number) {
        return Strings.text(Strings.ofBytes(NumberFormat.format(number)));
    }

    /** {@return whether a value is a number or a string that spells one} */
    public static boolean isConvertible(LuaValue value) {
        return value instanceof LuaNumber || (value instanceof LuaString string && parse(string) != null);
    }

    /** {@return a number, or the one that a string spells; NaN for anything else} */
    public static double convert(LuaValue value) {
        if (value instanceof LuauNumber number) {
            return number.value;
        }
        if (value instanceof LuaString string) {
            LuauNumber parsed = parse(string);
            return parsed == null ? Double.NaN : parsed.value;
        }
        return value instanceof LuaNumber ? value.todouble() : Double.NaN;
    }

    /** {@return the number that a string spells, read as C's {@code strtod} does} */
    public static @Nullable LuauNumber parse(LuaString text) {
        return new NumberParser(text).parse();
    }

    /**
     * {@return the whole number that a string spells in a base from 2 to 36, read as C's {@code strtoull} does}
     *
     * <p>Luau reads base 10 with {@link #parse(LuaString)} instead.
     */
    public static @Nullable LuauNumber parse(LuaString text, int base) {
        return new NumberParser(text).parse(base);
    }

    /**
     * {@return the integer that a string spells in a base from 2 to 36, or null} In base 10 it is read as C's
     * {@code strtoll} does: what does not fit becomes the least or the greatest one. {@code 0x} may stand before it. In
     * other bases it is read as {@code strtoull} does: 64 bits, all of them set when they do not suffice.
     */
    public static @Nullable LuauInteger parseInteger(LuaString text, int base) {
        return new NumberParser(text).parseInteger(base);
    }

    /** {@return a number cut to 32 bits, as C does it on x86: the smallest one when it does not fit} */
    public static int toInt(double number) {
        int cut = (int) number;
        return cut == Integer.MAX_VALUE || cut == 0 ? toIntAtTheEdge(number, cut) : cut;
    }

    /** Java saturates and makes NaN zero. */
    private static int toIntAtTheEdge(double number, int cut) {
        boolean fits = number < 0x1p31;
        return fits ? cut : Integer.MIN_VALUE;
    }

    /** {@return a number cut to 64 bits, as C does it on x86: the smallest one when it does not fit} */
    public static long toLong(double number) {
        return number < 0x1p63 ? (long) number : Long.MIN_VALUE;
    }

    /** {@return the low 32 bits of a number cut to 64 bits, which is how {@code bit32} reads its arguments} */
    public static int toUnsigned(double number) {
        return (int) toLong(number);
    }

    /** {@return Luau's {@code a % b}} The result has the sign of the divisor. */
    public static double modulo(double a, double b) {
        return a - Math.floor(a / b) * b;
    }

    /** {@return Luau's {@code a // b}} */
    public static double floorDivide(double a, double b) {
        return Math.floor(a / b);
    }

    /** {@return Luau's {@code base ^ exponent}, which is C's {@code pow}} */
    public static double power(double base, double exponent) {
        return Power.pow(base, exponent);
    }

    /**
     * {@return {@code base ^ exponent} for an exponent that is a constant of the source} Luau multiplies and takes
     * roots then, which rounds differently and differs for {@code -0} and infinity.
     */
    public static double powerOfConstant(double base, double exponent) {
        if (exponent == 2) {
            return base * base;
        }
        if (exponent == 0.5) {
            return Math.sqrt(base);
        }
        return exponent == 3 ? base * base * base : power(base, exponent);
    }
}
