package dev.moonloom.luau.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

class NumbersTest {
    private static final double NAN = Double.NaN;
    private static final double INF = Double.POSITIVE_INFINITY;

    @Test
    void numbersAreWrittenAsNativeWritesThem() {
        assertThat(RecordedLines.of("number-formats.txt")).hasSizeGreaterThan(500).allSatisfy(line -> {
            double number = Double.longBitsToDouble(Long.parseUnsignedLong(line, 0, 16, 16));
            assertThat(Numbers.format(number)).isEqualTo(line.substring(17));
        });
    }

    @Test
    void textsAreReadAsNativeReadsThem() {
        assertThat(RecordedLines.of("number-texts.txt")).hasSizeGreaterThan(500).allSatisfy(line -> {
            int colon = line.indexOf(':');
            int space = line.indexOf(' ');
            int base = Integer.parseInt(line.substring(0, colon));
            LuaString text = Strings.ofBytes(HexFormat.of().parseHex(line, colon + 1, space));
            LuauNumber number = base == 10 ? Numbers.parse(text) : Numbers.parse(text, base);
            assertThat(bits(number)).as(line).isEqualTo(line.substring(space + 1));
        });
    }

    private static String bits(@Nullable LuauNumber number) {
        return number == null
                ? "nil"
                : String.format(Locale.ROOT, "%016x", Double.doubleToRawLongBits(number.value));
    }

    @Test
    void theSmallestLongIsWrittenInShortestDigits() {
        assertThat(Numbers.format(-0x1p63)).isEqualTo("-9223372036854776000");
    }

    @Test
    void luajsNumbersAreWrittenLikeOurs() {
        assertThat(Numbers.toString(LuaDouble.valueOf(0.1)).tojstring()).isEqualTo("0.1");
        assertThat(Numbers.toString(LuaInteger.valueOf(7)).tojstring()).isEqualTo("7");
    }

    @Test
    void numbersAndNumericStringsAreConvertible() {
        assertThat(Numbers.isConvertible(LuauNumber.of(NAN))).isTrue();
        assertThat(Numbers.isConvertible(LuaInteger.valueOf(1))).isTrue();
        assertThat(Numbers.isConvertible(Strings.of(" 0x10 "))).isTrue();
        assertThat(Numbers.isConvertible(Strings.of("ten"))).isFalse();
        assertThat(Numbers.isConvertible(LuaValue.TRUE)).isFalse();
        assertThat(Numbers.isConvertible(LuaValue.NIL)).isFalse();
    }

    @Test
    void convertsNumbersAndNumericStrings() {
        assertThat(Numbers.convert(LuauNumber.of(1.5))).isEqualTo(1.5);
        assertThat(Numbers.convert(LuaInteger.valueOf(3))).isEqualTo(3);
        assertThat(Numbers.convert(Strings.of("-2e1"))).isEqualTo(-20);
        assertThat(Numbers.convert(Strings.of("x"))).isNaN();
        assertThat(Numbers.convert(LuaValue.TRUE)).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"0.9, 0", "-0.9, 0", "2147483647.9, 2147483647", "-2147483648.9, -2147483648",
        "2147483648, -2147483648",
        "1e300, -2147483648", "-1e300, -2147483648", "NaN, -2147483648", "Infinity, -2147483648"})
    void cutsToAnIntAsX86Does(double number, int cut) {
        assertThat(Numbers.toInt(number)).isEqualTo(cut);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0x1p63, 1e300, -1e300, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatDoesNotFitIntoALongIsTheSmallestOne(double number) {
        assertThat(Numbers.toLong(number)).isEqualTo(Long.MIN_VALUE);
    }

    @ParameterizedTest
    @CsvSource({"-1, -1", "4294967295, -1", "4294967296, 0", "4294967301.7, 5", "1e100, 0", "NaN, 0", "-Infinity, 0"})
    void bitOperandsAreTheLowBits(double number, int bits) {
        assertThat(Numbers.toUnsigned(number)).isEqualTo(bits);
    }

    @ParameterizedTest
    @CsvSource({"5, 3, 2", "-5, 3, 1", "5, -3, -1", "-5, -3, -2", "5.5, 2, 1.5", "1, 0, NaN", "5, Infinity, NaN",
        "-6, 2, 0"})
    void moduloHasTheSignOfTheDivisor(double a, double b, double result) {
        assertThat(Numbers.modulo(a, b)).isEqualTo(Double.valueOf(result));
    }

    @ParameterizedTest
    @CsvSource({"7, 2, 3", "-7, 2, -4", "5, 0, Infinity", "-0.0, 1, -0.0", "-1, Infinity, -0.0"})
    void floorDivisionRoundsDown(double a, double b, double result) {
        assertThat(Numbers.floorDivide(a, b)).isEqualTo(Double.valueOf(result));
    }

    @Test
    void oneToAnyPowerIsOne() {
        assertThat(Numbers.power(1, NAN)).isEqualTo(1);
        assertThat(Numbers.power(-1, INF)).isEqualTo(1);
        assertThat(Numbers.power(-1, -INF)).isEqualTo(1);
        assertThat(Numbers.power(-1, NAN)).isNaN();
        assertThat(Numbers.power(NAN, 0)).isEqualTo(1);
        assertThat(Numbers.power(-8, 1.0 / 3)).isNaN();
    }

    @Test
    void constantExponentsMultiplyAndTakeRoots() {
        assertThat(Numbers.powerOfConstant(-0.0, 0.5)).isEqualTo(-0.0);
        assertThat(Numbers.power(-0.0, 0.5)).isEqualTo(0.0);
        assertThat(Numbers.powerOfConstant(-INF, 0.5)).isNaN();
        assertThat(Numbers.power(-INF, 0.5)).isEqualTo(INF);
        assertThat(Numbers.powerOfConstant(0.1, 3)).isEqualTo(0.1 * 0.1 * 0.1);
        assertThat(Numbers.powerOfConstant(3, 2)).isEqualTo(9);
        assertThat(Numbers.powerOfConstant(2, 10)).isEqualTo(1024);
    }
}
