package dev.moonloom.tests;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.moonloom.cli.Main;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The {@code moonloom} command in a process of its own. */
public final class CommandLine {
    private CommandLine() {}

    /** {@return the command, started; what it writes to either stream is its output} */
    public static Process start(List<String> jvmOptions, String... words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("--add-exports", "java.base/jdk.internal.vm=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(words));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** {@return all lines that a process writes until it ends} */
    public static List<String> outputOf(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    }
}
