package dev.moonloom.tests.differential;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs on native Luau: many in one process, each in an environment of its own. */
final class NativeRunner {
    /** More than many of them need. */
    private static final int SECONDS = 20;

    private final Path command;
    private final Path folder;

    /** @param folder where the programs are written to */
    NativeRunner(Path command, Path folder) {
        this.command = command.toAbsolutePath();
        this.folder = folder;
    }

    /** {@return what one program prints} */
    String run(Program program) throws IOException, InterruptedException {
        return run(List.of(program)).getFirst();
    }

    /** {@return what each of them prints, a character a byte; empty for one that is not valid or does not end} */
    List<String> run(List<Program> programs) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(command.toString()));
        for (Program program : programs) {
            Files.write(folder.resolve(program.fileName()), program.bytes());
            arguments.add(program.fileName());
        }
        Path printed = folder.resolve("printed");
        Process process = new ProcessBuilder(arguments).directory(folder.toFile())
                .redirectOutput(printed.toFile()).redirectError(Redirect.DISCARD).start();
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        for (Program program : programs) {
            Files.delete(folder.resolve(program.fileName()));
        }
        if (!ended) {
            return programs.size() == 1 ? List.of("") : runEach(programs);
        }
        return Transcripts.split(programs, Files.readString(printed, StandardCharsets.ISO_8859_1));
    }

    private List<String> runEach(List<Program> programs) throws IOException, InterruptedException {
        List<String> transcripts = new ArrayList<>();
        for (Program program : programs) {
            transcripts.add(run(program));
        }
        return transcripts;
    }
}
