package dev.moonloom.tests.givingway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonloom.core.vm.ScriptVm;
import dev.moonloom.luau.codegen.GivingWay;
import dev.moonloom.tests.Script;
import dev.moonloom.tests.ScriptRun;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Functions that the JVM takes only in pieces run, pause and go on as short ones do. */
final class LargeFunctionTest {
    static final List<Script> SCRIPTS = LargeScripts.all();

    @ParameterizedTest
    @FieldSource("SCRIPTS")
    void run_pausesAndGoesOn(Script script) {
        ScriptRun.check(script, ScriptVm::compile);
    }

    @ParameterizedTest
    @FieldSource("SCRIPTS")
    void run_givingWayBeforeAllCalls_isTheSame(Script script) {
        var calls = new ResumedCalls(GivingWay.BEFORE_CALLS);

        ScriptRun.check(script, calls);

        assertThat(calls.neverResumed()).isEmpty();
    }
}
