package dev.moonloom.examples.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonloom.examples.Printed;
import org.junit.jupiter.api.Test;

final class FeedbackTest {
    @Test
    void run_writesDownEveryThread() {
        assertThat(Printed.by(Feedback::run))
                .containsExactly(
                        "thread 1 is new, from the host", "thread 2 is new, from thread 1", "thread 2 gave way (SPAWN)",
                        "thread 3 is new, from thread 1", "thread 4 is new, from thread 1",
                        "thread 4 was cancelled (DELAY)", "false\ta script may have 4 threads",
                        "thread 1 returned 0 values (HOST)", "thread 3 returned 1 values (DEFER)",
                        "thread 2 failed: feedback:4: out of coffee (WAIT)", "feedback:4: out of coffee", "stacktrace:",
                        "[C] function error", "feedback:4");
    }
}
