package dev.moonloom.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * A test of every behaviour script, on both carriers. Only those whose path contains some text:
 *
 * {@snippet lang=shell :
 * mvn test -pl tests-lua -am -Dmoonloom.script=cancel/ -Dtest=ScriptsTest -Dsurefire.failIfNoSpecifiedTests=false
 * }
 */
@Tag("carrier")
final class ScriptsTest {
    private static final Path FOLDER = Path.of("scripts");

    @TestFactory
    List<DynamicTest> script_run_doesWhatItExpects() throws IOException {
        String wanted = System.getProperty("moonloom.script", "");
        List<DynamicTest> tests = scripts().stream()
                .filter(script -> script.name().contains(wanted))
                .map(script -> DynamicTest.dynamicTest(script.name(), () -> ScriptRun.check(script)))
                .toList();
        assertThat(tests).as("scripts whose path contains '%s'", wanted).isNotEmpty();
        return tests;
    }

    private static List<Script> scripts() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            List<Path> sorted = files.filter(file -> file.toString().endsWith(".luau")).sorted().toList();
            return sorted.stream().map(file -> Script.read(FOLDER, file)).toList();
        }
    }
}
