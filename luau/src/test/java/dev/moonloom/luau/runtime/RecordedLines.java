package dev.moonloom.luau.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Reads what native Luau printed. */
final class RecordedLines {
    private RecordedLines() {}

    /** {@return the lines of a file beside the tests' classes} */
    static List<String> of(String file) {
        try (InputStream stream = Objects.requireNonNull(RecordedLines.class.getResourceAsStream(file), file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
