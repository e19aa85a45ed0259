package dev.moonloom.tests.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.moonloom.cli.Main;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A script that uses up the memory, in a process of its own with little of it. */
final class MemoryTest {
    private static Process start(String... words) throws IOException {
        List<String> java = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
                "-Xss8m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--add-exports", "java.base/jdk.internal.vm=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"), Main.class.getName(), "run");
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(java)).redirectErrorStream(true);
        builder.command().addAll(List.of(words));
        return builder.start();
    }

    @Test
    @Timeout(120)
    void bombs_ofEveryKind_failWithAnErrorAndTheVmGoesOn() throws Exception {
        Path script = Path.of(Objects.requireNonNull(
                MemoryTest.class.getResource("/sandbox/memory_bombs.luau")).toURI());
        Process process = start(script.toString());

        List<String> lines = new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
        assertThat(lines).endsWith("done").hasSizeGreaterThan(42);
        assertThat(lines.subList(0, lines.size() - 1)).allMatch(line -> line.endsWith("\theld"));
        assertThat(process.waitFor()).isZero();
    }

    @Test
    @Timeout(60)
    void memory_thatIsUsedUpByAThread_endsThatThreadOnly() throws IOException, InterruptedException {
        Process process = start("-e", "task.spawn(function() local t = {} while true do table.insert(t, {}) end end)"
                + " task.wait(0.01) print('the others go on')");

        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8).lines())
                .contains("not enough memory", "the others go on");
        assertThat(process.waitFor()).isEqualTo(1);
    }
}
