package dev.moonloom.luau.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** What users of LuaJ's API see of our numbers. */
class LuauNumberTest {
    private static final LuauNumber SEVEN = LuauNumber.of(7);
    private static final LuauNumber HALF = LuauNumber.of(0.5);

    private static double number(LuaValue value) {
        assertThat(value).isInstanceOf(LuaNumber.class);
        return value.todouble();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -5, 7, 0.5, -2.25, 1e10, 1e300, Double.POSITIVE_INFINITY})
    void hashesAndEqualsLikeLuajsNumber(double value) {
        LuaValue luajs = LuaValue.valueOf(value);
        LuauNumber ours = LuauNumber.of(value);

        assertThat(ours.hashCode()).isEqualTo(luajs.hashCode());
        assertThat(ours.equals(luajs)).isTrue();
        assertThat(ours.raweq(luajs)).isTrue();
        assertThat(luajs.raweq(ours)).isTrue();
        assertThat(luajs.eq_b(ours)).isTrue();
        assertThat(ours.eq_b(luajs)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 3, 0.5, -7, 1e10})
    void stockTablesFindTheirKeys(double value) {
        var table = new LuaTable();
        table.set(LuaValue.valueOf(value), LuaValue.valueOf("found"));

        assertThat(table.get(LuauNumber.of(value)).tojstring()).isEqualTo("found");
    }

    @Test
    void differentNumbersAreNotEqual() {
        assertThat(SEVEN.raweq(HALF)).isFalse();
        assertThat(SEVEN.raweq(LuaInteger.valueOf(8))).isFalse();
        assertThat(SEVEN.raweq(LuaValue.valueOf("7"))).isFalse();
        assertThat(LuauNumber.of(Double.NaN).raweq(LuauNumber.of(Double.NaN))).isFalse();
        assertThat(LuauNumber.of(-0.0).raweq(LuauNumber.of(0))).isTrue();
    }

    @Test
    void luajsNumbersComputeWithOurs() {
        LuaValue three = LuaInteger.valueOf(3);
        LuaValue quarter = LuaDouble.valueOf(0.25);

        assertThat(number(three.add(HALF))).isEqualTo(3.5);
        assertThat(number(three.sub(HALF))).isEqualTo(2.5);
        assertThat(number(three.mul(HALF))).isEqualTo(1.5);
        assertThat(number(three.div(HALF))).isEqualTo(6);
        assertThat(number(three.mod(SEVEN))).isEqualTo(3);
        assertThat(number(three.pow(LuauNumber.of(2)))).isEqualTo(9);
        assertThat(number(quarter.add(HALF))).isEqualTo(0.75);
        assertThat(number(quarter.sub(HALF))).isEqualTo(-0.25);
        assertThat(number(quarter.mul(SEVEN))).isEqualTo(1.75);
        assertThat(number(quarter.div(HALF))).isEqualTo(0.5);
        assertThat(number(quarter.pow(HALF))).isEqualTo(0.5);
    }

    @Test
    void oursComputeWithLuajsNumbers() {
        LuaValue three = LuaInteger.valueOf(3);

        assertThat(number(SEVEN.add(three))).isEqualTo(10);
        assertThat(number(SEVEN.sub(three))).isEqualTo(4);
        assertThat(number(SEVEN.mul(three))).isEqualTo(21);
        assertThat(number(HALF.div(LuaValue.valueOf(2)))).isEqualTo(0.25);
        assertThat(number(SEVEN.mod(three))).isEqualTo(1);
        assertThat(number(SEVEN.pow(LuaValue.valueOf(2)))).isEqualTo(49);
        assertThat(number(SEVEN.neg())).isEqualTo(-7);
    }

    @Test
    void negativeZeroSurvives() {
        assertThat(number(LuauNumber.of(0).neg())).isEqualTo(-0.0);
        assertThat(number(LuauNumber.of(1).div(LuauNumber.of(-0.0)))).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(LuauNumber.of(-0.0).tojstring()).isEqualTo("-0");
    }

    @Test
    void numbersOfAllClassesAreOrdered() {
        LuaValue three = LuaInteger.valueOf(3);

        assertThat(HALF.lt_b(three)).isTrue();
        assertThat(three.lt_b(HALF)).isFalse();
        assertThat(three.lt_b(SEVEN)).isTrue();
        assertThat(three.gteq_b(SEVEN)).isFalse();
        assertThat(SEVEN.lteq_b(LuauNumber.of(7))).isTrue();
        assertThat(SEVEN.gt(three).toboolean()).isTrue();
        assertThat(LuauNumber.of(Double.NaN).lteq_b(SEVEN)).isFalse();
        assertThat(SEVEN.gteq_b(LuauNumber.of(Double.NaN))).isFalse();
    }

    @Test
    void comparingWithAStringIsAnError() {
        assertThatThrownBy(() -> SEVEN.lt_b(LuaValue.valueOf("8"))).isInstanceOf(LuaError.class);
        assertThatThrownBy(() -> SEVEN.strcmp(LuaValue.valueOf("8").checkstring())).isInstanceOf(LuaError.class);
    }

    @Test
    void onlyWholeNumbersAreOfIntegerType() {
        assertThat(SEVEN.isinttype()).isTrue();
        assertThat(SEVEN.isint()).isTrue();
        assertThat(HALF.isinttype()).isFalse();
        assertThat(LuauNumber.of(1e10).isint()).isFalse();
        assertThat(LuauNumber.of(1e10).islong()).isTrue();
        assertThat(LuauNumber.of(Double.NaN).isvalidkey()).isFalse();
    }

    @Test
    void hostFunctionsTakeThemAsArguments() {
        LuauNumber value = LuauNumber.of(12.75);

        assertThat(value.checkint()).isEqualTo(12);
        assertThat(value.checklong()).isEqualTo(12);
        assertThat(value.checkdouble()).isEqualTo(12.75);
        assertThat(value.checkinteger().v).isEqualTo(12);
        assertThat(value.checknumber()).isSameAs(value);
        assertThat(value.checkjstring()).isEqualTo("12.75");
        assertThat(value.checkstring().tojstring()).isEqualTo("12.75");
        assertThat(value.optint(1)).isEqualTo(12);
        assertThat(value.optlong(1)).isEqualTo(12);
        assertThat(value.optdouble(1)).isEqualTo(12.75);
        assertThat(value.optjstring("")).isEqualTo("12.75");
        assertThat(value.toint()).isEqualTo(12);
        assertThat(value.tofloat()).isEqualTo(12.75f);
        assertThat(value.tobyte()).isEqualTo((byte) 12);
        assertThat(value.tochar()).isEqualTo((char) 12);
        assertThat(value.toshort()).isEqualTo((short) 12);
    }

    @Test
    void concatenatesAsText() {
        assertThat(LuauNumber.of(0.1).concat(LuaValue.valueOf("!")).tojstring()).isEqualTo("0.1!");
        assertThat(LuaValue.valueOf("x").concat(LuauNumber.of(1e100)).tojstring()).isEqualTo("x1e+100");
        assertThat(SEVEN.concat(HALF).tojstring()).isEqualTo("70.5");
        assertThat(SEVEN.tostring().tojstring()).isEqualTo("7");
    }
}
