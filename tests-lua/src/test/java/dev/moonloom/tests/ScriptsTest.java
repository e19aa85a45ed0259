package dev.moonloom.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * A test of every behaviour script: on both carriers, and once more without the JIT. Only those whose path contains
 * some text:
 *
 * {@snippet lang=shell :
 * mvn test -pl tests-lua -am -Dmoonloom.script=cancel/ -Dtest=ScriptsTest \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dmoonloom.requireTests=false
 * }
 */
@Tag("carrier")
@Tag("interpreted")
final class ScriptsTest {
    @TestFactory
    List<DynamicTest> script_run_doesWhatItExpects() {
        String wanted = System.getProperty("moonloom.script", "");
        List<DynamicTest> tests = Script.all().stream()
                .filter(script -> script.name().contains(wanted))
                .map(script -> DynamicTest.dynamicTest(script.name(), () -> ScriptRun.check(script)))
                .toList();
        assertThat(tests).as("scripts whose path contains '%s'", wanted).isNotEmpty();
        return tests;
    }
}
