package dev.moonloom.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A script to run: what positions in it show, its bytes, and its arguments. */
final class Source {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final String name;
    private final byte[] text;
    private final List<String> arguments;

    Source(String name, byte[] text, List<String> arguments) {
        this.name = name;
        this.text = text;
        this.arguments = List.copyOf(arguments);
    }

    /**
     * {@return the script in a file}
     *
     * @throws IOException whose message says which file cannot be read, and why
     */
    static Source ofFile(String file, List<String> arguments) throws IOException {
        try {
            return new Source(file, read(file), arguments);
        } catch (IOException failure) {
            throw new IOException("cannot read " + file + ": " + reason(failure), failure);
        }
    }

    private static byte[] read(String file) throws IOException {
        if (file.isEmpty()) {
            throw new NoSuchFileException(file);
        }
        try {
            Path path = Path.of(file);
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

    /**
     * {@return the text, without the mark that some editors put before UTF-8, and with a first line for Unix's {@code
     * #!} made a comment, so that lines keep their numbers}
     */
    byte[] text() {
        byte[] script = startsWith(text, BYTE_ORDER_MARK)
                ? Arrays.copyOfRange(text, BYTE_ORDER_MARK.length, text.length)
                : text.clone();
        if (startsWith(script, new byte[]{'#', '!'})) {
            script[0] = '-';
            script[1] = '-';
        }
        return script;
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }
}
