package dev.moonloom.cli;

import dev.moonloom.core.scheduler.Pacing;
import dev.moonloom.core.scheduler.SchedulerOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code moonloom run}: one script, until everything it has started is done. */
@Command(
        name = "run", description = "Runs a script until everything that it has started is done.", mixinStandardHelpOptions = true, versionProvider = Version.class, customSynopsis = {
            "moonloom run [OPTIONS] FILE [ARGS...]", "       moonloom run [OPTIONS] -e CODE [ARGS...]"
        }, exitCodeListHeading = "Exit status:%n", exitCodeList = {
            "0:everything went well",
            "1:an error was not caught, or the script is not valid",
            "2:the command line is wrong, or the script cannot be read",
            "130:interrupted",
            "n:the script called os.exit(n)"
        })
final class RunCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "-e", paramLabel = "CODE", description = "Run this code instead of a file.")
    private @Nullable String code;

    @Option(
            names = "--heartbeat", paramLabel = "HZ", description = "Fire timers only on the beats of a grid, as Roblox does at 60.")
    private @Nullable Double heartbeat;

    @Option(
            names = "--virtual-time", description = "Let the clock jump to the next deadline instead of waiting for it.")
    private boolean virtualTime;

    @Option(names = "--legacy", description = "Add Roblox's deprecated globals wait, spawn and delay.")
    private boolean legacy;

    @Option(
            names = "--root", paramLabel = "FOLDER", description = "Let the script require only modules in this folder. Without it, paths lead where they lead.")
    private @Nullable Path root;

    /** The script and its arguments: the first word that is no option ends the options. */
    @Parameters(
            paramLabel = "FILE [ARGS...]", hideParamSyntax = true, description = "The script ('-' for standard input), then what it gets as '...'; options come before it.")
    private List<String> words = new ArrayList<>();

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        SchedulerOptions options = options();
        Source source;
        try {
            source = source();
        } catch (IOException unreadable) {
            console.complain(String.valueOf(unreadable.getMessage()));
            return Main.USAGE;
        }
        var run = new ScriptRun(source, console, options, legacy);
        return virtualTime ? run.executeVirtually() : run.execute();
    }

    private SchedulerOptions options() {
        SchedulerOptions options = SchedulerOptions.defaults();
        if (heartbeat == null) {
            return options;
        }
        try {
            return options.pacing(Pacing.heartbeat(heartbeat));
        } catch (IllegalArgumentException rate) {
            throw new ParameterException(spec.commandLine(), "--heartbeat: " + rate.getMessage());
        }
    }

    private Source source() throws IOException {
        Path working = Path.of("").toAbsolutePath();
        if (code != null) {
            return Source.ofText(working, "-e", code.getBytes(StandardCharsets.UTF_8), words, root);
        }
        if (words.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "run needs a script: moonloom run FILE [ARGS...]");
        }
        String file = words.getFirst();
        List<String> arguments = words.subList(1, words.size());
        return file.equals("-")
                ? Source.ofText(working, "stdin", console.in().readAllBytes(), arguments, root)
                : Source.ofFile(working, file, arguments, root);
    }
}
