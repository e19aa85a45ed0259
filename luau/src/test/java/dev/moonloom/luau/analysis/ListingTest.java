package dev.moonloom.luau.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Chunks are lowered as their files say. What is evaluated when, the lines and the places of tables were taken down from
 * runs of native Luau.
 */
final class ListingTest {
    @TestFactory
    Stream<DynamicTest> orderOfEvaluation() {
        return testsOf("order");
    }

    @TestFactory
    Stream<DynamicTest> statements() {
        return testsOf("statements");
    }

    @TestFactory
    Stream<DynamicTest> kindsOfVariables() {
        return testsOf("variables");
    }

    @TestFactory
    Stream<DynamicTest> liveVariables() {
        return testsOf("liveness");
    }

    @TestFactory
    Stream<DynamicTest> lines() {
        return testsOf("lines");
    }

    private static Stream<DynamicTest> testsOf(String file) {
        return ListedCase.of(file).stream().map(listed -> DynamicTest.dynamicTest(listed.name(),
                () -> assertThat(Listing.of(listed.lower()).strip()).isEqualTo(listed.listing())));
    }
}
