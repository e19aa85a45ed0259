package dev.moonloom.tests.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonloom.tests.CommandLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A script that uses up the memory, in a process of its own with little of it. */
final class MemoryTest {
    private static Process run(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("run"));
        command.addAll(List.of(words));
        return CommandLine.start(
                List.of("-Xmx40m", "-Xss4m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                command.toArray(String[]::new));
    }

    @Test
    @Timeout(120)
    void bombs_ofEveryKind_failWithAnErrorAndTheVmGoesOn() throws Exception {
        Path script = Path.of(Objects.requireNonNull(
                MemoryTest.class.getResource("/sandbox/memory_bombs.luau")).toURI());
        Process process = run(script.toString());

        List<String> lines = CommandLine.outputOf(process);
        assertThat(lines).endsWith("done").hasSizeGreaterThan(42);
        assertThat(lines.subList(0, lines.size() - 1)).allMatch(line -> line.endsWith("\theld"));
        assertThat(process.waitFor()).isZero();
    }

    @Test
    @Timeout(60)
    void memory_thatIsUsedUpByAThread_endsThatThreadOnly() throws IOException, InterruptedException {
        Process process = run("-e", "task.spawn(function() local t = {} while true do table.insert(t, {}) end end)"
                + " task.wait(0.01) print('the others go on')");

        assertThat(CommandLine.outputOf(process))
                .contains("not enough memory", "the others go on");
        assertThat(process.waitFor()).isEqualTo(1);
    }
}
