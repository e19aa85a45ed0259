package dev.moonloom.luau.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonloom.luau.analysis.LoweredFunction;
import dev.moonloom.luau.analysis.Lowering;
import dev.moonloom.luau.syntax.Parser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The code generated for a dozen constructs, as it was when somebody last looked at it. A change of the emitter shows here;
 * {@code -Dmoonloom.recordListings=true} records what it emits now.
 */
final class ListingTest {
    private static final Path RECORDINGS = Path.of("src/test/resources/dev/moonloom/luau/codegen");

    @ParameterizedTest
    @ValueSource(strings = {"arithmetic", "call", "closure", "compare", "concat", "field", "method", "numeric-for",
        "generic-for", "recursion", "repeat", "results", "table", "varargs"})
    void generatesTheRecordedCode(String construct) throws IOException {
        String source = resource(construct + ".luau");

        String listing = listing(source);

        if (Boolean.getBoolean("moonloom.recordListings")) {
            Files.writeString(RECORDINGS.resolve(construct + ".listing"), listing);
        }
        assertThat(listing).isEqualTo(resource(construct + ".listing"));
    }

    /** The direct code of the source's last function, and the rest of it where it may give way. */
    private static String listing(String source) {
        LoweredFunction chunk = Parser.parse(source.getBytes(StandardCharsets.UTF_8), Lowering::lower);
        LoweredFunction function = chunk.functions().getLast();
        var loader = new ChunkLoader(chunk, "test.luau", new byte[0], GivingWay.NEVER);
        String direct = "body\n" + Disassembly.of(loader.emitClosure(function), "body");
        if (function.sites().isEmpty()) {
            return direct;
        }
        return direct + "\nrest\n" + Disassembly.of(loader.emitRest(function), "run");
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = ListingTest.class.getResourceAsStream(name)) {
            return stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
