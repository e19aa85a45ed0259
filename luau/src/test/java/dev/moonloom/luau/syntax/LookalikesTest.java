package dev.moonloom.luau.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LookalikesTest {
    @Test
    void typographicQuoteIsToldToLookLikeAPlainOne() {
        assertThat(Lookalikes.describe(0x201C)).isEqualTo("Unicode character U+201c (did you mean '\"'?)");
    }

    @Test
    void cyrillicLetterIsToldToLookLikeALatinOne() {
        assertThat(Lookalikes.describe(0x0430)).isEqualTo("Unicode character U+430 (did you mean 'a'?)");
    }

    @Test
    void characterThatLooksLikeNothingElseIsJustNamed() {
        assertThat(Lookalikes.describe(0x2603)).isEqualTo("Unicode character U+2603");
    }
}
