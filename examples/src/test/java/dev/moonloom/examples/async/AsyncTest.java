package dev.moonloom.examples.async;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonloom.examples.Printed;
import org.junit.jupiter.api.Test;

final class AsyncTest {
    @Test
    void run_waitsForTheHostsAnswers() {
        assertThat(Printed.by(Async::run))
                .containsExactly(
                        "sun", "Oslo: snow; Atlantis: nobody knows the weather there; Quito: rain",
                        "pages in the archive: 1204");
    }
}
