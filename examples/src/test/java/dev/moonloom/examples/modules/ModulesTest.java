package dev.moonloom.examples.modules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonloom.examples.Printed;
import org.junit.jupiter.api.Test;

final class ModulesTest {
    @Test
    void run_eachRoomHasItsOwnThings() {
        assertThat(Printed.by(Modules::run)).containsExactly("cellar: lamp, rope", "attic: lamp");
    }
}
