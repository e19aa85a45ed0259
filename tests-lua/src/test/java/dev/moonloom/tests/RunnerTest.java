package dev.moonloom.tests;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The runner finds what is wrong with a script, and says where. */
@Tag("carrier")
final class RunnerTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            expects_nothing            | expects_nothing.luau: the script expects nothing
            other_line                 | other_line.luau:2: expected  -- expect: right
            other_line                 | but was  -- expect: wrong
            other_order                | other_order.luau:3: expected  -- expect: first
            never_reached              | never_reached.luau:4: never came:  -- expect: woken
            surplus_line               | surplus_line.luau: not expected:  -- expect: more
            uncaught_error             | uncaught_error.luau: not expected:  -- expect uncaught: nobody catches this
            uncaught_error_in_a_thread | uncaught_error_in_a_thread.luau: not expected:  -- expect uncaught: from a thread
            main_left_suspended        | main_left_suspended.luau: not expected:  -- expect end: suspended at 0 s
            host_never_answers         | host_never_answers.luau: not expected:  -- expect end: waiting for the host at 0 s
            stale_wake                 | stale_wake.luau:3: expected  -- expect: 2
            syntax_error               | no valid script: syntax_error.luau:3:
            waits_without_end          | waits_without_end.luau: the script still waits after 86400 s of virtual time
            spins_at_one_time          | spins_at_one_time.luau: time stands still at 1 s
            unknown_directive          | unknown_directive.luau:1: there is no 'expect something:'
            unknown_option             | unknown_option.luau:1: there is no option 'hearbeat=60'
            """)
    void run_ofABadScript_failsAndSaysWhere(String planted, String reason) {
        assertThatThrownBy(() -> ScriptRun.check(planted(planted))).hasMessageContaining(reason);
    }

    @Test
    void run_ofAGoodScript_passes() {
        assertThatCode(() -> ScriptRun.check(planted("good"))).doesNotThrowAnyException();
    }

    private static Script planted(String name) throws URISyntaxException {
        URL resource = Objects.requireNonNull(RunnerTest.class.getResource("/planted/" + name + ".luau"), name);
        Path file = Path.of(resource.toURI());
        return Script.read(Objects.requireNonNull(file.getParent()), file);
    }
}
