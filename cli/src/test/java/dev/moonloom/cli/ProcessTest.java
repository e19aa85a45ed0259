package dev.moonloom.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only a process of its own can show: its exit status, signals, and a reader that goes away. */
@Timeout(60)
final class ProcessTest {
    private static Process start(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "--add-exports", "java.base/jdk.internal.vm=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(words));
        return new ProcessBuilder(command).start();
    }

    private static String errorsOf(Process process) throws IOException {
        return new String(process.getErrorStream().readAllBytes(), UTF_8);
    }

    @Test
    void status_isThatOfTheRun() throws Exception {
        Process process = start("run", "-e", "print(...) error('no')", "ü");
        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).isEqualTo("ü\n");
        assertThat(errorsOf(process)).isEqualTo("-e:1: no\nstacktrace:\n[C] function error\n-e:1\n");
        assertThat(process.waitFor()).isEqualTo(1);
    }

    @Test
    void interrupt_endsTheRunWith130() throws Exception {
        assumeThat(interruptsAreIgnored()).as("signals that a parent ignores are ignored for good").isFalse();
        Process process = start("run", "-e", "print('ready') task.wait(1e6)");
        assertThat(process.inputReader(UTF_8).readLine()).isEqualTo("ready");
        assertThat(new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor()).isZero();
        assertThat(process.waitFor()).isEqualTo(130);
        assertThat(errorsOf(process)).isEmpty();
    }

    /** Whether this process was started with SIGINT ignored, as the background jobs of a shell script are. */
    private static boolean interruptsAreIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }

    @Test
    void reader_thatGoesAway_endsTheRunQuietly() throws Exception {
        Process process = start("run", "-e", "while true do pcall(print, 'line') end");
        process.getInputStream().read();
        process.getInputStream().close();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(StandardOutput.NO_READER);
        assertThat(errorsOf(process)).isEmpty();
    }
}
