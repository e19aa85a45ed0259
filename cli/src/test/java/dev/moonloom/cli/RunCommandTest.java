package dev.moonloom.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the words of the command line mean. */
final class RunCommandTest {
    private static final String PRINT_ARGUMENTS = "print(select('#', ...), ...)";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    private String script(String text) throws IOException {
        return Files.writeString(folder.resolve("script.luau"), text).toString();
    }

    @Test
    void file_withArguments_reachTheScript() throws IOException {
        CommandRun run = CommandRun.of("run", script(PRINT_ARGUMENTS), "a", "", "ü😀");
        assertThat(run).isEqualTo(new CommandRun(0, "3\ta\t\tü😀\n", ""));
    }

    @Test
    void file_wordsAfterItThatLookLikeOptions_areArguments() throws IOException {
        CommandRun run = CommandRun.of(
                "run", script(PRINT_ARGUMENTS), "--heartbeat", "-h", "--", "-", "-e", "-x", "@file",
                "${sys:user.home}");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("8\t--heartbeat\t-h\t--\t-\t-e\t-x\t@file\t${sys:user.home}\n");
    }

    @Test
    void file_afterTwoDashes_isTheScript() throws IOException {
        assertThat(CommandRun.of("run", "--", script(PRINT_ARGUMENTS), "--", "a").out()).isEqualTo("2\t--\ta\n");
    }

    @Test
    void dash_readsStandardInput() {
        CommandRun run = CommandRun.withInput("print(...)\nerror('here')", "run", "-", "a", "-e");
        assertThat(run).isEqualTo(
                new CommandRun(1, "a\t-e\n", "stdin:2: here\nstacktrace:\n[C] function error\nstdin:2\n"));
    }

    @Test
    void code_runsWithArguments() {
        assertThat(CommandRun.of("run", "-e", "print(...)", "a", "--legacy").out()).isEqualTo("a\t--legacy\n");
        assertThat(CommandRun.of("run", "-e", "print(...)", "--", "--legacy").out()).isEqualTo("--legacy\n");
    }

    @Test
    void legacy_addsTheDeprecatedGlobals() {
        String code = "print(wait and true, spawn and true, delay and true)";
        assertThat(CommandRun.of("run", "--legacy", "-e", code).out()).isEqualTo("true\ttrue\ttrue\n");
        assertThat(CommandRun.of("run", "-e", code).out()).isEqualTo("nil\tnil\tnil\n");
    }

    @Test
    void heartbeat_firesTimersOnItsBeats() {
        CommandRun run = CommandRun.of("run", "--virtual-time", "--heartbeat", "10", "-e", "print(task.wait(0.01))");
        assertThat(run).isEqualTo(new CommandRun(0, "0.1\n", ""));
    }

    @Test
    void help_goesToStandardOutput() {
        CommandRun run = CommandRun.of("run", "--help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("Usage: moonloom run [OPTIONS] FILE [ARGS...]")
                .contains("-e=CODE", "--heartbeat=HZ", "--virtual-time", "--legacy", "130");
        assertThat(CommandRun.of("--help").out()).containsPattern("run +Runs a script");
    }

    @Test
    void version_namesTheProgram() {
        assertThat(CommandRun.of("--version").out()).startsWith("moonloom ");
        assertThat(CommandRun.of("run", "--version").out()).startsWith("moonloom ");
    }

    @Test
    void usage_noCommand_saysWhatIsNeeded() {
        assertUsageError("a command is needed, such as: moonloom run FILE", "moonloom --help");
    }

    @Test
    void usage_unknownCommand_saysHowToRun() {
        assertUsageError(
                "there is no such command or option; a script is run by: moonloom run FILE", "moonloom --help",
                "script.luau");
    }

    @Test
    void usage_noScript_saysWhatIsNeeded() {
        assertUsageError("run needs a script: moonloom run FILE [ARGS...]", "moonloom run --help", "run");
    }

    @Test
    void usage_unknownOption_isNamed() {
        assertUsageError("Unknown option: '--fast'", "moonloom run --help", "run", "--fast", "script.luau");
    }

    @Test
    void usage_rateThatIsNoNumber_isNamed() {
        assertUsageError(
                "Invalid value for option '--heartbeat': 'often' is not a double", "moonloom run --help", "run",
                "--heartbeat", "often", "script.luau");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "NaN", "Infinity"})
    void usage_rateThatIsNoRate_isNamed(String rate) {
        CommandRun run = CommandRun.of("run", "--heartbeat=" + rate, "-e", "print(1)");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("moonloom: --heartbeat: a heartbeat runs at ");
        assertThat(run.out()).isEmpty();
    }

    private static void assertUsageError(String message, String tip, String... words) {
        assertThat(CommandRun.of(words))
                .isEqualTo(new CommandRun(2, "", "moonloom: " + message + "\nTry '" + tip + "'.\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no/such/file.luau", "nul\0byte"})
    void file_missing_isSaid(String file) {
        assertUnreadable(file, "there is no such file");
    }

    @Test
    void file_thatIsAFolder_isSaid() {
        assertUnreadable(folder.toString(), "it is a folder");
    }

    @Test
    void file_belowAFile_isSaid() throws IOException {
        assertUnreadable(script("") + "/below", "Not a directory");
    }

    @Test
    void file_withoutPermission_isSaid() throws IOException {
        String file = script("print(1)");
        assertThat(Path.of(file).toFile().setReadable(false)).isTrue();
        // The superuser reads everything.
        assumeThat(Files.isReadable(Path.of(file))).isFalse();
        assertUnreadable(file, "permission denied");
    }

    private static void assertUnreadable(String file, String reason) {
        assertThat(CommandRun.of("run", file))
                .isEqualTo(new CommandRun(2, "", "moonloom: cannot read " + file + ": " + reason + "\n"));
    }
}
