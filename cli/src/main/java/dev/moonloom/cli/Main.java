package dev.moonloom.cli;

import dev.moonloom.core.coroutine.Halt;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code moonloom} command. */
@Command(
        name = "moonloom", description = "Runs scripts with Roblox's task scheduler.", mixinStandardHelpOptions = true, versionProvider = Version.class)
public final class Main implements Runnable {
    /** The exit code for words on the command line that make no sense, and for scripts that cannot be read. */
    static final int USAGE = 2;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private Main() {}

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] words) {
        // UTF-8 whatever the locale: scripts are bytes, and so is what they print.
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        var standardOutput = new StandardOutput(new FileOutputStream(FileDescriptor.out), err);
        var out = new PrintStream(standardOutput, true, StandardCharsets.UTF_8);
        System.exit(execute(new Console(System.in, out, err), words));
    }

    /** {@return the exit code of the command, run on these streams} */
    static int execute(Console console, String... words) {
        CommandLine command = new CommandLine(new Main())
                .addSubcommand(new RunCommand(console))
                .addSubcommand(new DefinitionsCommand(console))
                // What follows the script's name is the script's, whatever it looks like.
                .setStopAtPositional(true)
                .setExpandAtFiles(false)
                .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((problem, _) -> {
                    console.complain(worded(problem));
                    console.err()
                            .println("Try '" + problem.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
                    return USAGE;
                })
                .setExecutionExceptionHandler((failure, _, _) -> {
                    console.complain("internal error: " + failure);
                    return ScriptRun.FAILED;
                });
        try {
            return command.execute(words);
        } catch (Halt halt) {
            return halt.exitCode();
        } catch (OutOfMemoryError _) {
            console.complain("not enough memory");
            return ScriptRun.FAILED;
        }
    }

    private static String worded(ParameterException problem) {
        boolean noSuchCommand = problem instanceof UnmatchedArgumentException
                && problem.getCommandLine().getParent() == null;
        return noSuchCommand
                ? "there is no such command or option; a script is run by: moonloom run FILE"
                : String.valueOf(problem.getMessage());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is needed, such as: moonloom run FILE");
    }
}
