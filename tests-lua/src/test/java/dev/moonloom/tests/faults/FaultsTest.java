package dev.moonloom.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The behaviour scripts tell the compiler from one with a fault. */
final class FaultsTest {
    private static final int SECONDS = 60;
    private static final FaultyCompiler COMPILER = new FaultyCompiler();

    @ParameterizedTest
    @FieldSource("dev.moonloom.tests.faults.Faults#ALL")
    void fault_isFound(PlantedFault fault) throws Exception {
        Map<String, byte[]> changed = COMPILER.compile(fault);

        String found = probe(changed, fault.script());

        assertThat(found).as("what %s has against: %s", fault.script(), fault).isNotEmpty();
    }

    @Test
    void withoutAFault_nothingIsFound() throws Exception {
        assertThat(probe(Map.of(), "giving_way/loop")).isEmpty();
    }

    /** Runs scripts on code that is loaded anew, some classes changed. A fault may make them run for ever. */
    private static String probe(Map<String, byte[]> changed, String scripts) throws Exception {
        Class<?> probe = new FaultyLoader(changed).loadClass(ScriptProbe.class.getName());
        @SuppressWarnings("unchecked") var run = (UnaryOperator<String>) probe.getConstructor().newInstance();
        try (var thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory())) {
            return thread.submit(() -> run.apply(scripts)).get(SECONDS, TimeUnit.SECONDS);
        }
    }
}
