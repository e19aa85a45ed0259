package dev.moonloom.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** One run of the command inside this JVM: how it ended and what it wrote. */
record CommandRun(int exitCode, String out, String err) {
    static CommandRun of(String... words) {
        return withInput("", words);
    }

    /** Runs a line of code, in virtual time. */
    static CommandRun ofCode(String code) {
        return of("run", "--virtual-time", "-e", code);
    }

    static CommandRun withInput(String input, String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var console = new Console(
                new ByteArrayInputStream(input.getBytes(UTF_8)), new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
        int exitCode = Main.execute(console, words);
        return new CommandRun(exitCode, out.toString(UTF_8), err.toString(UTF_8));
    }
}
