package dev.moonloom.luau.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What native Luau finds wrong with the scripts of {@code recorded-errors.tsv}: the script, then all its errors, each
 * with the place from start to end.
 */
class RecordedErrorsTest {
    static Stream<List<String>> rows() {
        return Scripts.rows("recorded-errors.tsv").stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void findsTheSameErrorsAtTheSamePlaces(List<String> row) {
        List<String> recorded = row.subList(1, row.size()).stream()
                .map(error -> new String(Scripts.unescape(error), StandardCharsets.UTF_8))
                .toList();

        assertThat(Scripts.errors(Scripts.unescape(row.getFirst())))
                .extracting(error -> place(error.span()) + " " + error.message())
                .isEqualTo(recorded);
    }

    private static String place(Span span) {
        return span.line() + ":" + span.column() + "-" + span.endLine() + ":" + span.endColumn();
    }
}
