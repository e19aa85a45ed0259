package dev.moonloom.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.moonloom.luau.codegen.GivingWay;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A test of every file of Luau's conformance suite that needs nothing but the language and its libraries: run as
 * scripts are, and with every call resumed.
 *
 * {@snippet lang=shell :
 * mvn test -pl tests-lua -am -Dluau.src=/path/to/luau -Dtest=ConformanceTest \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dmoonloom.requireTests=false
 * }
 */
final class ConformanceTest {
    private static final String CHECKOUT = System.getProperty("luau.src", "");

    @BeforeAll
    static void needsACheckoutOfLuau() {
        assumeTrue(!CHECKOUT.isEmpty(), "Luau's conformance suite runs with -Dluau.src=FOLDER, a checkout of Luau");
    }

    @TestFactory
    Stream<DynamicTest> file_run_answersOk() throws IOException {
        return tests(GivingWay.NEVER);
    }

    @TestFactory
    Stream<DynamicTest> file_runGivingWayBeforeNatives_answersOk() throws IOException {
        return tests(GivingWay.BEFORE_NATIVES);
    }

    @TestFactory
    Stream<DynamicTest> file_runGivingWayBeforeCalls_answersOk() throws IOException {
        return tests(GivingWay.BEFORE_CALLS);
    }

    private static Stream<DynamicTest> tests(GivingWay givingWay) throws IOException {
        List<String> notRun = resource("not_run.txt").lines().map(line -> line.split(" ")[0]).toList();
        List<KnownFailure> known = KnownFailure.parse(resource("known_failures.txt"));
        List<SuiteFile> files = files().stream().filter(file -> !notRun.contains(file.name())).toList();
        assertThat(files).extracting(SuiteFile::name).containsAll(known.stream().map(KnownFailure::file).toList());
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.name(), () -> check(file, known, givingWay)));
    }

    /** What is known to fail is left out, and then found to fail each by itself: no entry outlives its reason. */
    private static void check(SuiteFile file, List<KnownFailure> known, GivingWay givingWay)
            throws InterruptedException {
        List<KnownFailure> here = known.stream().filter(failure -> failure.file().equals(file.name())).toList();
        assertThat(ConformanceRun.result(file.without(here), givingWay)).isEqualTo("OK");
        for (KnownFailure failure : here) {
            List<KnownFailure> others = here.stream().filter(other -> other != failure).toList();
            String result = ConformanceRun.result(file.without(others), givingWay);
            assertThat(result)
                    .as("the result with %s, which is listed as failing with: %s", failure.place(), failure.error())
                    .matches(failure::explains);
        }
    }

    private static List<SuiteFile> files() throws IOException {
        Path folder = Path.of(CHECKOUT, "tests", "conformance");
        try (Stream<Path> paths = Files.list(folder)) {
            List<Path> files = paths.filter(path -> path.toString().endsWith(".luau")).sorted().toList();
            return files.stream().map(SuiteFile::read).toList();
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream content = ConformanceTest.class.getResourceAsStream("/conformance/" + name)) {
            return new String(Objects.requireNonNull(content, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
