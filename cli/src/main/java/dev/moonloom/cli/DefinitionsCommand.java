package dev.moonloom.cli;

import dev.moonloom.task.Libraries;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code moonloom definitions}: what editors are to know of the globals that Luau itself lacks. */
@Command(
        name = "definitions", description = "Prints a definition file of the globals that scripts have beyond Luau's own, for editors and analyzers.", mixinStandardHelpOptions = true, versionProvider = Version.class)
final class DefinitionsCommand implements Runnable {
    private final Console console;

    @Option(names = "--legacy", description = "Add Roblox's deprecated globals wait, spawn and delay.")
    private boolean legacy;

    DefinitionsCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        console.out().print(Libraries.definitions(true, legacy));
    }
}
