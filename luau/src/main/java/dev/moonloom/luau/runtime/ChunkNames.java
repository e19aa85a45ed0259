package dev.moonloom.luau.runtime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How error texts show the name of a chunk. */
public final class ChunkNames {
    /** Luau's limit, with the byte that ends a string in C. */
    private static final int MAX_BYTES = 256;
    private static final int MAX_SOURCE = MAX_BYTES - "[string \"...\"]".length() - 1;

    private ChunkNames() {}

    /**
     * {@return a chunk's name for texts}
     *
     * @param name {@code =} and a name that is shown as it is, {@code @} and that of a file, or the chunk's source
     */
    public static String display(String name) {
        if (name.startsWith("=")) {
            byte[] bytes = bytes(name);
            return bytes.length <= MAX_BYTES ? name.substring(1) : text(Arrays.copyOfRange(bytes, 1, MAX_BYTES));
        }
        if (name.startsWith("@")) {
            byte[] bytes = bytes(name);
            return bytes.length <= MAX_BYTES
                    ? name.substring(1)
                    : "..." + text(Arrays.copyOfRange(bytes, bytes.length - (MAX_BYTES - 4), bytes.length));
        }
        return "[string \"" + firstLine(name) + "\"]";
    }

    private static String firstLine(String source) {
        String line = source.split("[\\n\\r]", 2)[0];
        byte[] bytes = bytes(line);
        boolean tooLong = bytes.length > MAX_SOURCE;
        String shown = tooLong ? text(Arrays.copyOf(bytes, MAX_SOURCE)) : line;
        return tooLong || line.length() < source.length() ? shown + "..." : shown;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
