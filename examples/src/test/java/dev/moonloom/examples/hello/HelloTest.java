package dev.moonloom.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonloom.examples.Printed;
import org.junit.jupiter.api.Test;

final class HelloTest {
    @Test
    void run_printsBothLines() {
        assertThat(Printed.by(Hello::run)).containsExactly("Hello, Java!", "Good bye, Java.");
    }
}
