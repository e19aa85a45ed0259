package dev.moonloom.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.moonloom.core.scheduler.SchedulerOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where the paths of scripts lead, in made trees of modules, against what native Luau answered when it was asked. Any number
 * of further trees are compared with native Luau itself:
 *
 * {@snippet lang=shell :
 * mvn test -pl cli -am -Dtest=RequirePathsTest -Dsurefire.failIfNoSpecifiedTests=false -Dmoonloom.requireTests=false \
 *     -Dluau.cli=PATH -Dluau.trees=1000 -Dluau.seed=1000000
 * }
 *
 * <p>With {@code -Dluau.record=true} it records the answers again, as is needed when the trees are made in another way.
 */
@Timeout(120)
final class RequirePathsTest {
    private static final int RECORDED_TREES = 48;
    private static final Path RECORDING = Path.of("src/test/resources/dev/moonloom/cli/require-paths.gz");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    /** What runs the script of a tree. */
    @FunctionalInterface
    private interface Runner {
        /** {@return what the script prints, run from a folder} */
        String run(Path working, String script) throws IOException, InterruptedException;
    }

    @Test
    void paths_leadWhereNativeLuauSaysTheyLead() throws IOException, InterruptedException {
        assumeThat(Files.exists(Files.createFile(folder.resolve("a")).resolveSibling("A")))
                .as("file names of two cases are the same here").isFalse();
        if (Boolean.getBoolean("luau.record")) {
            record(transcript(0, RECORDED_TREES, RequirePathsTest::runNatively));
        }

        assertThat(transcript(0, RECORDED_TREES, RequirePathsTest::runHere)).isEqualTo(recorded());
    }

    @Test
    void furtherPaths_leadWhereNativeLuauLeads() throws IOException, InterruptedException {
        assumeThat(System.getProperty("luau.cli")).as("native Luau's program, from -Dluau.cli=PATH").isNotNull();
        int first = Integer.getInteger("luau.seed", RECORDED_TREES);
        for (int seed = first; seed < first + Integer.getInteger("luau.trees", 300); seed++) {
            assertThat(transcript(seed, 1, RequirePathsTest::runHere)).as("tree " + seed)
                    .isEqualTo(transcript(seed, 1, RequirePathsTest::runNatively));
        }
    }

    private String transcript(int firstSeed, int trees, Runner runner) throws IOException, InterruptedException {
        var transcript = new StringBuilder();
        for (int seed = firstSeed; seed < firstSeed + trees; seed++) {
            // Deep enough for paths that lead above it.
            Path top = Files.createTempDirectory(folder, "tree").toRealPath();
            Path root = Files.createDirectories(top.resolve("deep/below"));
            ModuleTree tree = ModuleTree.of(seed);
            tree.write(root);
            transcript.append(run(runner, root, tree.main(), !ModuleTree.hasAbsoluteAlias(seed)));
        }
        return transcript.toString();
    }

    /**
     * {@return what a script prints, in terms of the tree}
     *
     * @param named whether the names of modules are shown as they are. Native Luau makes them of the way on which a module was
     *        first found, which is another one behind an alias with an absolute path
     */
    private static String run(Runner runner, Path root, String script, boolean named)
            throws IOException, InterruptedException {
        var lines = new StringBuilder("-- " + script).append('\n');
        for (String line : runner.run(root, script).split("\n")) {
            String[] parts = line.split("\t");
            boolean found = parts.length == 3 && parts[1].equals("true");
            lines.append(found && !named
                    ? parts[0] + " leads to " + root.relativize(root.resolve(parts[2]).normalize())
                    : line).append('\n');
        }
        // Native Luau writes two slashes where its way has led over the working folder itself.
        return lines.toString().replace(".//init", "./init").replace(root.toString(), "{root}");
    }

    private static String runHere(Path working, String script) throws IOException {
        var printed = new ByteArrayOutputStream();
        var out = new PrintStream(printed, true, UTF_8);
        Source source = Source.ofFile(working, script, List.of(), null);
        new ScriptRun(source, new Console(InputStream.nullInputStream(), out, out), SchedulerOptions.defaults(), false)
                .executeVirtually();
        return printed.toString(UTF_8);
    }

    private static String runNatively(Path working, String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(System.getProperty("luau.cli", "luau"), script).directory(working.toFile())
                .redirectError(Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        return printed;
    }

    /** {@return a number that changes when the trees do} */
    private static String version() {
        var sum = new CRC32();
        for (int seed = 0; seed < RECORDED_TREES; seed++) {
            sum.update(ModuleTree.of(seed).toString().getBytes(UTF_8));
        }
        return "%08x of %d trees\n".formatted(sum.getValue(), RECORDED_TREES);
    }

    private static void record(String answers) throws IOException {
        Files.createDirectories(Objects.requireNonNull(RECORDING.getParent()));
        try (var zipped = new GZIPOutputStream(Files.newOutputStream(RECORDING))) {
            zipped.write((version() + answers).getBytes(UTF_8));
        }
    }

    private static String recorded() throws IOException {
        try (var unzipped = new GZIPInputStream(Files.newInputStream(RECORDING))) {
            String text = new String(unzipped.readAllBytes(), UTF_8);
            assertThat(text).as("the recorded trees; when others are made now, record them again")
                    .startsWith(version());
            return text.substring(version().length());
        }
    }
}
