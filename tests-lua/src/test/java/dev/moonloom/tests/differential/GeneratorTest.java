package dev.moonloom.tests.differential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class GeneratorTest {
    @Test
    void program_ofTheSameSeed_isTheSame() {
        assertThat(Generator.program(42).text()).isEqualTo(Generator.program(42).text());
    }

    @Test
    void program_ofAnotherSeed_isAnother() {
        assertThat(Generator.program(42).statements()).isNotEqualTo(Generator.program(43).statements());
    }
}
