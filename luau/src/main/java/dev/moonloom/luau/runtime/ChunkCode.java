package dev.moonloom.luau.runtime;

/**
 * The mark of the class loaders that define compiled Luau code: how a stack walk tells that code from Java's own.
 *
 * <p>In their classes, one method named {@code body} or {@code run} is on the Java stack for each closure on the stack of
 * running functions; methods whose names begin with {@code segment} belong to the one below them, and all others are
 * bridges, whose lines mean nothing.
 */
public interface ChunkCode {
    /** {@return the chunk's name as error texts show it} */
    String chunkName();
}
