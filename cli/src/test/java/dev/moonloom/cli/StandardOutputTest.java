package dev.moonloom.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.moonloom.core.coroutine.Halt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

final class StandardOutputTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private PrintStream onto(OutputStream target) {
        return new PrintStream(new StandardOutput(target, new PrintStream(err, true, UTF_8)), true, UTF_8);
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException(message);
            }
        };
    }

    @Test
    void write_passesBytesOn() {
        var target = new ByteArrayOutputStream();
        PrintStream out = onto(target);
        out.println("line");
        out.write('x');
        assertThat(target.toString(UTF_8)).isEqualTo("line" + System.lineSeparator() + "x");
    }

    @Test
    void write_withoutReader_endsTheRunQuietly() {
        Halt halt = catchThrowableOfType(Halt.class, () -> onto(failing("Broken pipe")).println("x"));
        assertThat(halt.exitCode()).isEqualTo(141);
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void write_thatFailsOtherwise_endsTheRunAndSaysWhy() {
        Halt halt = catchThrowableOfType(Halt.class, () -> onto(failing("No space left on device")).println("x"));
        assertThat(halt.exitCode()).isEqualTo(1);
        assertThat(err.toString(UTF_8)).isEqualToNormalizingNewlines(
                "moonloom: cannot write to standard output: No space left on device\n");
    }
}
