package dev.moonloom.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;

/** What an example prints. */
public final class Printed {
    private Printed() {}

    /** {@return the lines that an example prints} */
    public static List<String> by(Consumer<PrintStream> example) {
        var bytes = new ByteArrayOutputStream();
        example.accept(new PrintStream(bytes, true, UTF_8));
        return bytes.toString(UTF_8).lines().toList();
    }
}
