package dev.moonloom.tests.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ShrinkerTest {
    @Test
    void shrink_programThatFailsForTwoStatements_leavesThoseTwo() throws IOException, InterruptedException {
        Statement first = Statement.of("first()");
        Statement second = Statement.of("second()");
        Statement other = Statement.of("other()");
        Statement loop = Statement.around("while condition do", List.of(other, second, other), "end");
        Statement choice = Statement.around("if condition then", List.of(other), "else").then(List.of(loop), "end");
        var program = new Program(1, List.of(other, first, other, choice, other));

        Program small = Shrinker.shrink(program,
                candidate -> candidate.statements().toString().matches(".*first\\(\\).*second\\(\\).*"));

        assertThat(small.statements()).containsExactly(first, second);
    }
}
