package dev.moonloom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run prints, how long it goes on, and how it ends. */
final class ScriptRunTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    private CommandRun runFile(byte[] text) throws IOException {
        return CommandRun.of("run", Files.write(folder.resolve("script.luau"), text).toString());
    }

    @Test
    void run_untilEverythingIsDone() {
        CommandRun run = CommandRun.ofCode("""
                task.delay(60, function() print('minute') task.spawn(function() task.wait(60) print('two') end) end)
                task.defer(print, 'deferred')
                print('main')
                """);
        assertThat(run).isEqualTo(new CommandRun(0, "main\ndeferred\nminute\ntwo\n", ""));
    }

    @Test
    void run_inRealTime_waits() {
        CommandRun run = CommandRun.of("run", "-e", """
                local started = os.clock()
                local waited = task.wait(0.02)
                print(waited >= 0.02, os.clock() - started >= waited)
                """);
        assertThat(run).isEqualTo(new CommandRun(0, "true\ttrue\n", ""));
    }

    @Test
    void virtualTime_movesTheClock() {
        CommandRun run = CommandRun.ofCode("local s = os.clock() print(task.wait(3600), os.clock() - s)");
        assertThat(run).isEqualTo(new CommandRun(0, "3600\t3600\n", ""));
    }

    @Test
    void virtualTime_endlessLoop_isStoppedAfterADay() {
        CommandRun run = CommandRun.ofCode("while true do task.wait(600) end");
        assertThat(run).isEqualTo(new CommandRun(
                1, "", "moonloom: the script still waits after 24 hours of virtual time, which is the limit\n"));
    }

    @Test
    void print_writesTheVeryBytes() throws IOException {
        CommandRun run = runFile("print(#'ü😀', 'ü😀', nil, 1.5)".getBytes(StandardCharsets.UTF_8));
        assertThat(run.out()).isEqualTo("6\tü😀\tnil\t1.5\n");
    }

    @Test
    void warn_writesToStandardError() {
        assertThat(CommandRun.ofCode("warn('careful', 1)")).isEqualTo(new CommandRun(0, "", "careful\t1\n"));
    }

    @Test
    void uncaughtError_isPrintedWithItsFrames() {
        CommandRun run = CommandRun.ofCode("""
                local function inner()
                    error('ü😀')
                end
                local function outer() inner() end
                outer()
                """);
        assertThat(run).isEqualTo(new CommandRun(1, "", """
                -e:2: ü😀
                stacktrace:
                [C] function error
                -e:2 function inner
                -e:4 function outer
                -e:5
                """));
    }

    @Test
    void uncaughtErrors_ofSeveralThreads_areAllPrintedAndTheOthersGoOn() {
        CommandRun run = CommandRun.ofCode("""
                task.spawn(function() error('first', 0) end)
                task.defer(function() error('second', 0) end)
                task.delay(1, print, 'still here')
                """);
        assertThat(run).isEqualTo(new CommandRun(
                1, "still here\n",
                "first\nstacktrace:\n[C] function error\n-e:1\nsecond\nstacktrace:\n[C] function error\n-e:2\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            error(nil)                                                                             | nil
            error(5, 0)                                                                            | 5
            error(true)                                                                            | true
            error(setmetatable({}, {__tostring = function() return 'shown' end}))                  | shown
            task.spawn(error, setmetatable({}, {__tostring = function() return 7 end}))            | 7
            """)
    void uncaughtError_thatIsNoString_isShownByItsTostring(String code, String shown) {
        CommandRun run = CommandRun.ofCode(code);
        assertThat(run.err()).startsWith(shown + "\nstacktrace:\n");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"error('worse')", "task.wait(1)", "return {}", "return __tostring()"})
    void uncaughtError_withATostringThatFails_isShownAsATable(String tostring) {
        CommandRun run = CommandRun.ofCode(
                "task.spawn(function() error(setmetatable({}, {__tostring = function() " + tostring
                        + " end})) end) task.wait(2) print('on')");
        assertThat(run.err()).startsWith("table: ").contains("\nstacktrace:\n");
        assertThat(run.out()).isEqualTo("on\n");
    }

    @Test
    void caughtErrors_leaveNoTrace() {
        CommandRun run = CommandRun.ofCode("""
                print(pcall(function() error('a', 0) end))
                print(coroutine.resume(coroutine.create(function() error('b', 0) end)))
                """);
        assertThat(run).isEqualTo(new CommandRun(0, "false\ta\nfalse\tb\n", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            os.exit()      | 0
            os.exit(true)  | 0
            os.exit(false) | 1
            os.exit(7)     | 7
            os.exit('8')   | 8
            """)
    void exit_endsTheRunWithItsCode(String call, int code) {
        assertThat(CommandRun.ofCode(call)).isEqualTo(new CommandRun(code, "", ""));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void exit_endsAtOnceWhateverIsPending(boolean virtually) {
        String code = """
                task.delay(0.01, print, 'delayed')
                task.defer(print, 'deferred')
                task.spawn(function() error('counts for nothing', 0) end)
                coroutine.wrap(function() pcall(function() pcall(os.exit, 3) end) end)()
                print('never')
                """;
        CommandRun run = virtually ? CommandRun.ofCode(code) : CommandRun.of("run", "-e", code);
        assertThat(run).isEqualTo(
                new CommandRun(3, "", "counts for nothing\nstacktrace:\n[C] function error\n-e:3\n"));
    }

    @Test
    void exit_withSomethingElse_isAnError() {
        CommandRun run = CommandRun.ofCode("os.exit({})");
        assertThat(run.err()).startsWith("-e:1: invalid argument #1 to 'exit' (number expected, got table)\n");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"coroutine.yield()", "task.wait(math.huge)"})
    void mainThread_stillSuspendedAtTheEnd_isSaid(String giveWay) {
        CommandRun run = CommandRun.ofCode("print('a')\nlocal function f()\n" + giveWay + "\nend\nf()");
        assertThat(run).isEqualTo(new CommandRun(
                0, "a\n",
                "moonloom: the script's main thread is still suspended at -e:3, and nothing is left that could resume it\n"));
    }

    @Test
    void mainThread_cancelled_isNotSuspended() {
        CommandRun run = CommandRun.ofCode(
                "local main = coroutine.running() task.defer(function() task.cancel(main) end) coroutine.yield()");
        assertThat(run).isEqualTo(new CommandRun(0, "", ""));
    }

    @Test
    void syntaxErrors_areALineEach() {
        CommandRun run = CommandRun.ofCode("print('never')\nlocal x = if\nx = 1 2");
        assertThat(run.err().lines()).hasSizeGreaterThan(1).allMatch(line -> line.matches("-e:[23]: \\S.*"));
        assertThat(run.out()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void syntaxError_saysWhatWasExpected() {
        assertThat(CommandRun.ofCode("local x = if").err())
                .isEqualTo("-e:1: Expected identifier when parsing expression, got <eof>\n");
        assertThat(CommandRun.ofCode("x = 1 2").err())
                .startsWith("-e:1: Expected identifier when parsing expression, got '2'\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "( ", "{ ", "- ", "not ", "2 ^ ", "'a' .. ", "function() return ", "do ", "while x do ", "if x then ", "f(",
        "x["
    })
    void deepNesting_isASyntaxError(String opening) throws IOException {
        String text = (opening.matches("(do|while|if).*") ? "" : "return ") + opening.repeat(50_000);
        assertInvalid(runFile(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void compiledChunk_isASyntaxError() throws IOException {
        assertInvalid(runFile(new byte[]{0x1B, 'L', 'u', 'a', 0x52, 0, 1, 4}));
    }

    private static void assertInvalid(CommandRun run) {
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isNotEmpty().doesNotContain("java.", "Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "-- nothing", "\uFEFF", "#!"})
    void emptyScript_isDoneAtOnce(String text) throws IOException {
        assertThat(runFile(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(new CommandRun(0, "", ""));
    }

    @Test
    void oddBytes_areNoTrouble() throws IOException {
        CommandRun run = runFile("print(#'\u00FF\u00FE\u0001') print(#'%s')"
                .formatted("x".repeat(1_000_000))
                .getBytes(StandardCharsets.ISO_8859_1));
        assertThat(run).isEqualTo(new CommandRun(0, "3\n1000000\n", ""));
    }

    @Test
    void endlessRecursion_isAnUncaughtError() {
        CommandRun run = CommandRun.ofCode("local function f() return 1 + f() end f()");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("-e:1: stack overflow\nstacktrace:\n").doesNotContain("java.");
    }

    @Test
    void environment_reachesNothingOutside() {
        String unreachable = "io, package, luajava, load, loadfile, dofile, os.execute, os.getenv,"
                + " os.remove, os.rename, os.tmpname, string.dump";
        assertThat(CommandRun.ofCode("print((select('#', " + unreachable + ")), " + unreachable + ")").out())
                .isEqualTo("12" + "\tnil".repeat(12) + "\n");
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void require_findsWhatIsBesideTheScript() throws IOException {
        write("lib/part.luau", "return 'part'");
        write("lib/init.luau", "task.wait(1) return { part = require('@self/part') }");
        Path script = write("script.luau", "print(require('./lib').part, require('@lune/task') == task)");

        assertThat(CommandRun.of("run", "--virtual-time", script.toString()))
                .isEqualTo(new CommandRun(0, "part\ttrue\n", ""));
    }

    @Test
    void require_ofAModuleThatFails_showsItsFile() throws IOException {
        Path module = write("broken.luau", "\nerror('broken')");
        Path script = write("script.luau", "require('./broken')");

        CommandRun run = CommandRun.of("run", script.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith(script + ":1: error while running module: " + module + ":2: broken\nstacktrace:\n")
                .endsWith("\n" + module + ":2\n");
    }

    @Test
    void require_leadsWhereItLeads() throws IOException {
        write("game/.luaurc", "{ \"aliases\": { \"shared\": \"../shared\" } }");
        write("shared/words.luau", "return 'words'");
        Path script = write("game/scripts/script.luau", """
                print(require('@shared/words'), require('../../shared/words'))
                """);

        assertThat(CommandRun.of("run", script.toString()).out()).isEqualTo("words\twords\n");
    }

    @Test
    void root_boundsWhatCanBeRequired() throws IOException {
        write("secret.luau", "return 'secret'");
        Path script = write("scripts/script.luau", "print(select(2, pcall(require, '../secret')))");
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder);

        for (Path root : List.of(folder, link)) {
            assertThat(CommandRun.of("run", "--root", root.toString(), script.toString()).out())
                    .isEqualTo("secret\n");
        }
        assertThat(CommandRun.of("run", "--root", folder.resolve("scripts").toString(), script.toString()).out())
                .isEqualTo("error requiring module \"../secret\": "
                        + "could not get parent of requiring context (outside the root)\n");
    }

    @Test
    void root_thatTheScriptIsNotIn_isAnError() throws IOException {
        Path script = write("script.luau", "print('never')");
        Path other = Files.createDirectory(folder.resolve("other"));

        assertThat(CommandRun.of("run", "--root", other.toString(), script.toString())).isEqualTo(new CommandRun(
                2, "", "moonloom: the script " + script + " is outside the root " + other + "\n"));
    }

    @Test
    void root_thatIsNoFolder_isAnError() throws IOException {
        Path script = write("script.luau", "print('never')");
        Path none = folder.resolve("none");

        assertThat(CommandRun.of("run", "--root", script.toString(), script.toString())).isEqualTo(
                new CommandRun(2, "", "moonloom: cannot use the root " + script + ": it is no folder\n"));
        assertThat(CommandRun.of("run", "--root", none.toString(), "-e", "print('never')")).isEqualTo(
                new CommandRun(2, "", "moonloom: cannot use the root " + none + ": there is no such folder\n"));
    }

    @Test
    void code_standsInTheWorkingFolder_orInARootElsewhere() throws IOException {
        write("part.luau", "return 'part'");
        Path way = Path.of("").toAbsolutePath().relativize(folder.toAbsolutePath());

        assertThat(CommandRun.of("run", "-e", "print(require('./" + way + "/part'))"))
                .isEqualTo(new CommandRun(0, "part\n", ""));
        assertThat(CommandRun.of("run", "--root", folder.toString(), "-e", "print(require('./part'))"))
                .isEqualTo(new CommandRun(0, "part\n", ""));
    }
}
