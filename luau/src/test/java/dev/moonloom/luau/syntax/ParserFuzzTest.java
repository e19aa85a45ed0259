package dev.moonloom.luau.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes at all make a tree or a {@link SyntaxException}, and the same one each time. */
class ParserFuzzTest {
    @FuzzTest
    void bytesAreValidOrHaveASyntaxError(byte[] source) {
        String first = outcome(source);

        assertThat(outcome(source)).isEqualTo(first);
    }

    private static String outcome(byte[] source) {
        try {
            return Parser.parse(source, TreeText::of);
        } catch (SyntaxException e) {
            assertThat(e.errors()).isNotEmpty();
            return e.errors().toString();
        }
    }
}
