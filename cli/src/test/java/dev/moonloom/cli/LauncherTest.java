package dev.moonloom.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher {@code moonloom}, in a checkout without sources and with a JDK that is a script: it writes what it is called
 * with, and makes the caches that it is asked for.
 */
@Timeout(60)
final class LauncherTest {
    private static final Path BASH = Path.of("/bin/bash");
    private static final String JAVA = """
            #!/bin/bash
            for word in "$@"; do
                case $word in -XX:AOTCacheOutput=*) echo cache > "${word#*=}"; exit ;; --version) exit ;; esac
            done
            echo "LC_ALL=${LC_ALL-}"
            printf '%s\\n' "$@"
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    private Path checkout = Path.of("");
    private Path target = Path.of("");
    private Path jdk = Path.of("");

    @BeforeEach
    void makeCheckout() throws IOException {
        assumeThat(Files.isExecutable(BASH)).as("bash is there").isTrue();
        checkout = Files.createDirectory(folder.resolve("a checkout"));
        target = Files.createDirectories(checkout.resolve("cli/target"));
        Files.copy(Path.of("../moonloom"), checkout.resolve("moonloom"));
        Files.writeString(target.resolve("moonloom.jar"), "jar");
        jdk = Files.createDirectories(folder.resolve("a jdk"));
        Files.createDirectories(jdk.resolve("bin"));
        Path java = Files.writeString(jdk.resolve("bin/java"), JAVA);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        release("25.0.3");
    }

    private void release(String version) throws IOException {
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
    }

    /** Runs a line of bash in which {@code $M} is the launcher, in an environment that has nothing else. */
    private CommandRun bash(String line) throws IOException, InterruptedException {
        Path err = folder.resolve("err");
        var builder = new ProcessBuilder(BASH.toString(), "-c", line).directory(folder.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("M", checkout.resolve("moonloom").toString());
        builder.environment().put("MOONLOOM_JAVA_HOME", jdk.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new CommandRun(process.waitFor(), out, Files.readString(err));
    }

    private boolean preparesAStart() throws IOException, InterruptedException {
        CommandRun run = bash("bash \"$M\" run x");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).endsWith("\nrun\nx\n");
        assertThat(run.err()).isIn("", "moonloom: preparing faster starts...\n");
        return !run.err().isEmpty();
    }

    @Test
    void cache_isMadeOnce_howeverTheJarCame() throws Exception {
        assertThat(preparesAStart()).isTrue();
        assertThat(preparesAStart()).isFalse();
        assertThat(bash("bash \"$M\" run x").out()).contains("-XX:AOTCache=" + target.resolve("moonloom.aot"));
        try (var files = Files.list(target)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .containsExactlyInAnyOrder("moonloom.jar", "moonloom.aot", "moonloom.aot.txt");
        }
    }

    @Test
    void cacheOfAnotherJarOrJdk_orThatWasChanged_isReplaced() throws Exception {
        assertThat(preparesAStart()).isTrue();
        Files.setLastModifiedTime(target.resolve("moonloom.jar"), FileTime.from(Instant.EPOCH));
        assertThat(preparesAStart()).as("an older jar").isTrue();
        release("25.0.4");
        assertThat(preparesAStart()).as("another JDK").isTrue();
        Files.writeString(target.resolve("moonloom.aot"), "broken");
        assertThat(preparesAStart()).as("a changed cache").isTrue();
        assertThat(preparesAStart()).isFalse();
    }

    @Test
    void severalFirstStarts_allRun() throws Exception {
        CommandRun run = bash("for i in 1 2 3; do bash \"$M\" run x 2> /dev/null > out$i & done; wait; cat out?");
        assertThat(run.out().lines().filter(line -> line.equals("x"))).hasSize(3);
        assertThat(preparesAStart()).isFalse();
    }

    @Test
    void emptyEnvironment_hasALocaleThatKeepsNames() throws Exception {
        for (String locale : List.of("", "LANG=C", "LC_ALL=POSIX", "LC_ALL= LC_CTYPE=C", "LANG=xx_XX.UTF-8")) {
            assertThat(bash(locale + " bash \"$M\" run ünï").out()).as(locale)
                    .startsWith("LC_ALL=C.UTF-8\n").endsWith("\nünï\n");
        }
    }

    @Test
    void launcher_isFoundThroughLinks_whateverTheShellIsToldOfFolders() throws Exception {
        String last = bash("bash \"$M\" run x").out();
        assertThat(bash("ln -s 'a checkout/moonloom' m; bash m run x; ").out()).endsWith("\nx\n");
        for (String line : List.of("mkdir d; ln -s ../m d/m; bash d/m run x",
                "CDPATH=/:. bash 'a checkout/moonloom' run x",
                "cd 'a checkout'; bash moonloom run x", "POSIXLY_CORRECT=1 bash \"$M\" run x")) {
            assertThat(bash(line).out().replace("-XX:AOTCache=" + target.resolve("moonloom.aot"), "")).as(line)
                    .contains("\n" + target.resolve("moonloom.jar") + "\n").endsWith("\nrun\nx\n");
        }
        assertThat(last).isNotEmpty();
    }

    @Test
    void closedStreams_areNoFilesOfTheJvm() throws Exception {
        Files.writeString(jdk.resolve("bin/java"),
                "#!/bin/bash\nreadlink /proc/self/fd/{0,1,2} > \"$MOONLOOM_SEEN\"\n");
        assumeThat(Path.of("/proc/self/fd")).exists();
        CommandRun run = bash("export MOONLOOM_SEEN=$PWD/seen; bash \"$M\" run - <&- >&- 2>&-");
        assertThat(run.err()).isEmpty();
        assertThat(Files.readAllLines(folder.resolve("seen"))).startsWith("/dev/null").endsWith("/dev/null");
    }

    @Test
    void noJdk_noJar_orNoMaven_isSaidInALine() throws Exception {
        release("21.0.1");
        Files.delete(target.resolve("moonloom.jar"));
        CommandRun none = bash("JAVA_HOME= PATH=/nowhere /bin/bash \"$M\" run x");
        assertThat(none.err().lines()).hasSize(1).allMatch(line -> line.startsWith("moonloom: "));
        release("25");
        CommandRun run = bash("PATH=/nowhere /bin/bash \"$M\" run x");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines()).hasSize(1).allMatch(line -> line.startsWith("moonloom: cannot build "));
    }

    @Test
    void readOnlyCheckout_runsWhatItHas() throws Exception {
        assumeThat(target.toFile().setWritable(false) && !Files.isWritable(target)).as("the user is kept from files")
                .isTrue();
        assertThat(preparesAStart()).isFalse();
        Files.createDirectories(checkout.resolve("core/src/main"));
        assertThat(bash("bash \"$M\" run x").err()).isEqualTo("moonloom: the sources have changed, and " + target
                + " cannot be written: running what was built before\n");
    }
}
