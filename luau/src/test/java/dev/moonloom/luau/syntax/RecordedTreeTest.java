package dev.moonloom.luau.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RecordedTreeTest {
    @Test
    void makesTheTreeThatNativeLuauMakesWithTheSamePlaces() {
        String recorded = new String(Scripts.file("sample.tree"), StandardCharsets.US_ASCII);

        assertThat(TreeText.of(Parser.parse(Scripts.file("sample.luau")))).isEqualTo(recorded);
    }
}
