package dev.moonloom.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A script to run: what positions in it show, its bytes, and its arguments. */
final class Source {
    private final String name;
    private final byte[] text;
    private final List<String> arguments;
    private final ScriptModules modules;

    private Source(String name, byte[] text, List<String> arguments, ScriptModules modules) {
        this.name = name;
        this.text = text;
        this.arguments = List.copyOf(arguments);
        this.modules = modules;
    }

    /**
     * {@return a script that is in no file} It requires modules as one in the working folder would.
     *
     * @param working the folder that relative paths begin at, absolute
     * @param root the folder of the modules, or null for all there are
     * @throws IOException whose message says what is wrong with the root
     */
    static Source ofText(Path working, String name, byte[] text, List<String> arguments, @Nullable Path root)
            throws IOException {
        return new Source(name, text, arguments, ScriptModules.aroundCode(working, name, root));
    }

    /**
     * {@return the script in a file}
     *
     * @param working the folder that relative paths begin at, absolute
     * @param root the folder of the modules, or null for all there are
     * @throws IOException whose message says which file cannot be read, and why, or what is wrong with the root
     */
    static Source ofFile(Path working, String file, List<String> arguments, @Nullable Path root) throws IOException {
        byte[] text;
        try {
            text = read(working, file);
        } catch (IOException failure) {
            throw new IOException("cannot read " + file + ": " + reason(failure), failure);
        }
        return new Source(file, text, arguments, ScriptModules.around(working, Path.of(file), root));
    }

    private static byte[] read(Path working, String file) throws IOException {
        if (file.isEmpty()) {
            throw new NoSuchFileException(file);
        }
        try {
            Path path = working.resolve(file);
            if (Files.isDirectory(path)) {
                throw new IOException("it is a folder");
            }
            return Files.readAllBytes(path);
        } catch (InvalidPathException _) {
            throw new NoSuchFileException(file);
        } catch (OutOfMemoryError _) {
            throw new IOException("it is too large");
        }
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "permission denied";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> String.valueOf(failure.getMessage());
        };
    }

    /** {@return what positions in the script show} */
    String name() {
        return name;
    }

    /** {@return what the script gets as {@code ...}} */
    List<String> arguments() {
        return arguments;
    }

    /** {@return the script} */
    byte[] text() {
        return text;
    }

    /** {@return the modules that it can require} */
    ScriptModules modules() {
        return modules;
    }
}
