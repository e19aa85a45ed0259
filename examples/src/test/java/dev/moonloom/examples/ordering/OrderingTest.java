package dev.moonloom.examples.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonloom.examples.Printed;
import org.junit.jupiter.api.Test;

final class OrderingTest {
    @Test
    void run_printsItsLinesInOrder() {
        assertThat(Printed.by(Ordering::run))
                .extracting(line -> line.substring(0, line.indexOf('\t')))
                .containsExactly("1", "2", "3", "4", "5", "6", "7");
    }
}
