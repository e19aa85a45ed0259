package dev.moonloom.luau.runtime;

import static dev.moonloom.luau.runtime.Yield.YIELD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A caller that overlooks the sentinel hears of it at its first use. */
final class YieldTest {
    static Stream<ThrowingCallable> uses() {
        return Stream.of(
                YIELD::narg, YIELD::arg1, () -> YIELD.arg(1), () -> YIELD.subargs(1), () -> YIELD.isnil(1),
                () -> YIELD.checkint(1), YIELD::tojstring);
    }

    @ParameterizedTest
    @MethodSource("uses")
    void sentinel_usedAsAValue_isAnAssertionError(ThrowingCallable use) {
        assertThatThrownBy(use).isInstanceOf(AssertionError.class).hasMessageContaining("YIELD");
    }

    @Test
    void sentinel_inALog_namesItself() {
        assertThat(YIELD).hasToString("YIELD");
    }
}
