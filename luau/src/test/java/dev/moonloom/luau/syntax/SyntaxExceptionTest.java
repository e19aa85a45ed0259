package dev.moonloom.luau.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SyntaxExceptionTest {
    @Test
    void messageIsTheFirstErrorWithItsPlace() {
        SyntaxException thrown = thrownBy("local a =\nlocal b = )");

        assertThat(thrown).hasMessage("2:1: Expected identifier when parsing expression, got 'local'");
    }

    @Test
    void errorsAreInTheOrderOfTheScript() {
        assertThat(thrownBy("local 1\nbreak\nlocal 2").errors())
                .extracting(error -> error.span().line())
                .containsExactly(1, 2, 3);
    }

    @Test
    void secondErrorAtTheSamePlaceIsDropped() {
        assertThat(thrownBy("local a = (((b + ").errors()).hasSize(1);
    }

    @Test
    void hundredErrorsEndTheParsing() {
        SyntaxException thrown = thrownBy("break\n".repeat(1000));

        assertThat(thrown.errors()).hasSize(101);
        assertThat(thrown.errors().getLast()).hasToString("100:1: Reached error limit (100)");
    }

    @Test
    void bytesOfTheSourceInAMessageAreReadAsUtf8() {
        assertThat(thrownBy("return 'caf\u00E9' 'x'").errors().getFirst().message())
                .isEqualTo("Expected <eof>, got \"x\"");
        assertThat(thrownBy("return 1 'caf\u00E9'").errors().getFirst().message())
                .isEqualTo("Expected <eof>, got \"caf\u00E9\"");
    }

    private static SyntaxException thrownBy(String source) {
        return catchThrowableOfType(SyntaxException.class,
                () -> Parser.parse(source.getBytes(StandardCharsets.UTF_8)));
    }
}
