package dev.moonloom.examples.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonloom.examples.Printed;
import org.junit.jupiter.api.Test;

final class EmbeddingTest {
    @Test
    void run_shipsWhatWasOrdered() {
        assertThat(Printed.by(Embedding::run))
                .containsExactly("taken: tea, salt", "shipped: tea", "shipped: salt", "closed for today");
    }
}
