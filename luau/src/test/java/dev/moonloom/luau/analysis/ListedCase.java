package dev.moonloom.luau.analysis;

import dev.moonloom.luau.syntax.Parser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A chunk with the listing that it should have.
 *
 * @param name what it shows
 */
record ListedCase(String name, String source, String listing) {
    private static final List<String> FILES = List.of("order", "statements", "variables", "liveness", "lines");

    /** {@return the cases of all files} */
    static List<ListedCase> all() {
        return FILES.stream().flatMap(file -> of(file).stream()).toList();
    }

    /** {@return the cases of one file} Each is a title, a chunk, a line of dashes and the listing. */
    static List<ListedCase> of(String file) {
        var cases = new ArrayList<ListedCase>();
        for (String part : read(file).split("(?m)^=== ")) {
            if (!part.isEmpty()) {
                int title = part.indexOf('\n');
                int dashes = part.indexOf("\n---\n");
                cases.add(new ListedCase(part.substring(0, title), part.substring(title + 1, dashes),
                        part.substring(dashes + 5).strip()));
            }
        }
        return cases;
    }

    private static String read(String file) {
        try (InputStream stream = ListedCase.class.getResourceAsStream(file + ".txt")) {
            if (stream == null) {
                throw new AssertionError("no file " + file);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LoweredFunction lower() {
        return lower(source);
    }

    static LoweredFunction lower(String source) {
        return Parser.parse(source.getBytes(StandardCharsets.UTF_8), Lowering::lower);
    }
}
