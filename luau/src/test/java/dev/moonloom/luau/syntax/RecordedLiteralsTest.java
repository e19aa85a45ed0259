package dev.moonloom.luau.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The values that native Luau gives to literals: the bits of a number, an integer in base 10, and the bytes of a string
 * between angles.
 */
class RecordedLiteralsTest {
    static Stream<List<String>> numbers() {
        return Scripts.rows("recorded-numbers.tsv").stream();
    }

    static Stream<List<String>> integers() {
        return Scripts.rows("recorded-integers.tsv").stream();
    }

    static Stream<List<String>> strings() {
        return Scripts.rows("recorded-strings.tsv").stream();
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void numberHasTheSameBits(List<String> row) {
        Expression.Number number = (Expression.Number) returned(row.getFirst());

        assertThat(Double.doubleToRawLongBits(number.value())).isEqualTo(Long.parseUnsignedLong(row.get(1), 16));
    }

    @ParameterizedTest
    @MethodSource("integers")
    void integerIsTheSame(List<String> row) {
        Expression.Integer integer = (Expression.Integer) returned(row.getFirst());

        assertThat(integer.value()).isEqualTo(Long.parseLong(row.get(1)));
    }

    @ParameterizedTest
    @MethodSource("strings")
    void stringHasTheSameBytes(List<String> row) {
        Expression.Text text = (Expression.Text) returned(row.getFirst());
        String recorded = row.get(1).substring(1, row.get(1).length() - 1);

        assertThat(Scripts.bytes(text.value())).isEqualTo(Scripts.unescape(recorded));
    }

    private static Expression returned(String literal) {
        ByteArrayOutputStream script = new ByteArrayOutputStream();
        script.writeBytes("return ".getBytes(StandardCharsets.US_ASCII));
        script.writeBytes(Scripts.unescape(literal));
        Statement statement = Parser.parse(script.toByteArray()).block().statements().getFirst();
        return ((Statement.Return) statement).values().getFirst();
    }
}
