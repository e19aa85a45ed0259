package dev.moonloom.luau.runtime;

/**
 * The mark of the class loaders that define compiled Luau code: how a stack walk tells that code from Java's own.
 *
 * <p>In their classes, one method named {@code body} or {@code run} is on the Java stack for each closure on the stack of
 * running functions; methods whose names begin with {@code segment} belong to the one below them, and all others are
 * bridges, whose lines mean nothing.
 *
 * <p>The JVM keeps a line in 16 bits. So a class has the first lines of a chunk as they are, and from
 * {@link #LAST_OWN_NUMBER} on places in a list of lines that its loader keeps for each method.
 */
public interface ChunkCode {
    /** The greatest line that a class has as it is. What is above it is a place in the method's list. */
    int LAST_OWN_NUMBER = 0xBFFF;

    /** {@return the chunk's name as error texts show it} */
    String chunkName();

    /** {@return the text that it was compiled from, for showing a line of it} Nobody changes it. */
    byte[] source();

    /** {@return a line in the list of a method, by its place there} */
    int listedLine(Class<?> type, String method, int place);
}
