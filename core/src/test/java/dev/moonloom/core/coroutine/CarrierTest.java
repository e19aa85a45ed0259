package dev.moonloom.core.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each run of the tests is on the carrier that it was started for. */
@Tag("carrier")
final class CarrierTest {
    @Test
    void best_ofThisRun_isTheOneItWasStartedFor() {
        assertThat(new Coroutines(new JavaEngine()).carrier())
                .hasToString(System.getProperty("moonloom.expectedCarrier"));
    }
}
