package dev.moonloom.examples.stepped;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonloom.examples.Printed;
import org.junit.jupiter.api.Test;

final class TickLoopTest {
    @Test
    void run_resumesScriptsTickByTick() {
        assertThat(Printed.by(TickLoop::run))
                .containsExactly(
                        "1\tAda walks on", "1\tBob walks on", "--", "2\tAda walks on", "--", "3\tAda walks on",
                        "3\tBob walks on", "--", "4\tAda runs", "--", "5\tBob runs");
    }
}
