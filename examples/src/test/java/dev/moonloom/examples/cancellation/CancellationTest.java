package dev.moonloom.examples.cancellation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonloom.examples.Printed;
import org.junit.jupiter.api.Test;

final class CancellationTest {
    @Test
    void run_leavesNothingBehind() {
        assertThat(Printed.by(Cancellation::run))
                .containsExactly("worker: dead, alarm: dead", "too slow", "the host ends 3 threads");
    }
}
