package dev.moonloom.examples.timers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonloom.examples.Printed;
import org.junit.jupiter.api.Test;

final class TimersTest {
    @Test
    void run_firesEveryTimerAtItsTime() {
        assertThat(Printed.by(Timers::run))
                .containsExactly(
                        "10 min\tthe eggs are done", "20 min\tvisit 1, after 20 minutes",
                        "40 min\tvisit 2, after 20 minutes", "45 min\tthe bread is done",
                        "60 min\tvisit 3, after 20 minutes", "60 min\tthe roast is done",
                        "virtual time passed: 60 minutes");
    }
}
