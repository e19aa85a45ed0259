package dev.moonloom.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.moonloom.task.Libraries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All scripts here before the analyzer of native Luau, beside the definitions of what scripts have.
 *
 * {@snippet lang=shell :
 * mvn test -pl examples -am -Dtest=AnalyzedScriptsTest -Dsurefire.failIfNoSpecifiedTests=false -Dluau.analyze=PATH
 * }
 *
 * <p>The analyzer's command takes no definition files. Its language has no other word for them than {@code declare}: so here
 * each declaration becomes a local variable at the top of the script. What the host of an example gives is of any type.
 */
final class AnalyzedScriptsTest {
    private static final @Nullable String ANALYZER = System.getProperty("luau.analyze");
    private static final Path SCRIPTS = Path.of("src/main/resources/dev/moonloom/examples");

    /** By folder. */
    private static final Map<String, List<String>> OF_HOSTS = Map.of(
            "async", List.of("archive", "forecast"), "embedding", List.of("orders"),
            "stepped", List.of("alarmed", "tick"));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void scripts_haveTheTypesThatDefinitionsSay() throws IOException, InterruptedException {
        assumeThat(ANALYZER).as("native Luau's analyzer, from -Dluau.analyze=PATH").isNotNull();
        try (Stream<Path> files = Files.walk(SCRIPTS)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".luau")).toList()) {
                Path copy = folder.resolve(SCRIPTS.relativize(file));
                Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                String given = String.valueOf(Objects.requireNonNull(file.getParent()).getFileName());
                Files.writeString(copy,
                        withDefinitions(Files.readString(file), OF_HOSTS.getOrDefault(given, List.of())));
            }
        }

        String analyzer = Objects.requireNonNull(ANALYZER);
        assertThat(faults(analyzer)).isEmpty();
        assertThat(
                Files.writeString(folder.resolve("wrong.luau"), withDefinitions("--!strict\ntask.wiat(1)", List.of())))
                .exists();
        assertThat(faults(analyzer)).singleElement().asString().contains("wiat");
    }

    /** Lines keep their numbers but for one. */
    private static String withDefinitions(String script, List<String> given) {
        String locals = Libraries.definitions(false, false)
                .replaceAll("(?m)^--.*$", "")
                .replaceAll("(?m)^declare function (\\w+)\\(\\.\\.\\.: (.*)\\): (.*)$", "declare $1: (...$2) -> $3")
                .replaceAll("(?ms)^declare (.*?)(?=\\n\\n|\\z)", "local $1 = nil :: any;")
                .replace('\n', ' ');
        var prelude = new StringBuilder(locals);
        given.forEach(name -> prelude.append(" local ").append(name).append(" = nil :: any;"));
        // How strict it is has to be said first.
        boolean saysMode = script.startsWith("--!");
        return saysMode
                ? script.replaceFirst("\n", "\n" + prelude.toString().replace("$", "\\$") + "\n")
                : prelude + "\n" + script;
    }

    private List<String> faults(String analyzer) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(analyzer));
        command.add(folder.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.lines().filter(line -> line.contains("Error: ")).toList();
    }
}
