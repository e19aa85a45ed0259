package dev.moonloom.luau.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaValue;

class ComparisonTest {
    private final LuauFunction self = new NativeFunction(new LuauState(), "self", Arguments::all);

    @Test
    void vectorWithNaNIsNotEqualToItself() {
        assertDiffersFromItself(LuauVector.of(1, Float.NaN, 3));
    }

    @Test
    void naNIsNotEqualToItself() {
        assertDiffersFromItself(LuauNumber.of(Double.NaN));
    }

    private void assertDiffersFromItself(LuaValue value) {
        assertThat(Comparison.rawEqual(value, value)).isFalse();
        assertThat(Comparison.equal(value, value, self)).isFalse();
    }

    @Test
    void integersAreEqualToIntegersOnly() {
        LuaValue a = LuauInteger.of(Long.MAX_VALUE);
        assertThat(Comparison.rawEqual(a, LuauInteger.of(Long.MAX_VALUE))).isTrue();
        assertThat(Comparison.equal(a, LuauInteger.of(Long.MAX_VALUE), self)).isTrue();
        assertThat(Comparison.equal(a, LuauInteger.of(Long.MAX_VALUE - 1), self)).isFalse();
        assertThat(Comparison.equal(a, LuauNumber.of(0x1p63), self)).isFalse();
        assertThat(Comparison.equal(LuauNumber.of(5), LuauInteger.of(5), self)).isFalse();
    }

    @Test
    void vectorsWithEqualComponentsAreEqual() {
        LuaValue a = LuauVector.of(0, 1, 2);
        LuaValue b = LuauVector.of(-0f, 1, 2);
        assertThat(Comparison.rawEqual(a, b)).isTrue();
        assertThat(Comparison.equal(a, b, self)).isTrue();
    }
}
