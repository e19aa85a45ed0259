package dev.moonloom.tests.givingway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonloom.luau.codegen.GivingWay;
import dev.moonloom.tests.Script;
import dev.moonloom.tests.ScriptRun;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;

/** Every behaviour script does what it expects, though its code gives way before its calls. */
final class GivingWayTest {
    @TestFactory
    Stream<DynamicTest> beforeNatives_scriptsCannotTell(TestReporter reporter) {
        return proof(GivingWay.BEFORE_NATIVES, reporter);
    }

    @TestFactory
    Stream<DynamicTest> beforeAllCalls_scriptsCannotTell(TestReporter reporter) {
        return proof(GivingWay.BEFORE_CALLS, reporter);
    }

    private static Stream<DynamicTest> proof(GivingWay givingWay, TestReporter reporter) {
        var calls = new ResumedCalls(givingWay);
        Stream<DynamicTest> scripts = Script.all().stream()
                .map(script -> DynamicTest.dynamicTest(script.name(), () -> ScriptRun.check(script, calls)));
        DynamicTest all = DynamicTest.dynamicTest("every call that returned was resumed", () -> {
            reporter.publishEntry(givingWay.name(), calls.count() + " of " + calls.sites() + " calls were resumed");
            assertThat(calls.neverResumed()).isEmpty();
            // The others fail, wait for ever, or are never made: loops over tables call nothing.
            assertThat(calls.count()).isGreaterThan(calls.sites() * 8 / 10);
        });
        return Stream.concat(scripts, Stream.of(all));
    }
}
