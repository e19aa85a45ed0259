package dev.moonloom.tests.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file of the suite.
 *
 * @param text its bytes, a character each
 */
record SuiteFile(String name, String text) {
    static SuiteFile read(Path file) {
        try {
            return new SuiteFile(file.getFileName().toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** {@return the file with the lines of some statements left empty, so that all others keep their numbers} */
    SuiteFile without(List<KnownFailure> statements) {
        String[] lines = text.split("\n", -1);
        for (KnownFailure statement : statements) {
            for (int line = statement.first(); line <= statement.last(); line++) {
                lines[line - 1] = "";
            }
        }
        return new SuiteFile(name, String.join("\n", lines));
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
