package dev.moonloom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Annotated methods that ask who calls. */
final class CallParameterTest {
    @SuppressWarnings("unused") // scripts call them
    private static final class Calls {
        @Scripted
        String before(Call call, double a, String b) {
            return call.vm().name() + a + b;
        }

        @Scripted
        String between(double a, Call call, String... b) {
            return call.vm().name() + a + String.join("", b);
        }

        @Scripted
        @Blocking
        String blocking(Call call, double a, String... b) {
            return a + String.join("", b);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "calls.before(1, 'x') | world1.0x",
        "calls.between(1, 'x', 'y') | world1.0xy",
        "calls.blocking(1, 'x', 'y') | 1.0xy",
        "select(2, pcall(calls.before, 1)) | missing argument #2 to 'before' (string expected)",
        "select(2, pcall(calls.blocking, 'x')) | invalid argument #1 to 'blocking' (number expected, got string)",
    })
    void call_takesNoArgument(String expression, String result) {
        try (Moonloom moonloom = Moonloom.builder().library("calls", new Calls()).build();
                Vm vm = moonloom.newVm("world")) {
            Values results = vm.run(Script.of("test", "return " + expression)).result().join();
            assertThat(results.get(1, String.class)).isEqualTo(result);
        }
    }
}
