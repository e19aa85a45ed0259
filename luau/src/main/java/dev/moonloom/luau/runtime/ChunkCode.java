package dev.moonloom.luau.runtime;

/**
 * The mark of the class loaders that define compiled Luau code: how a stack walk tells that code from Java's own.
 *
 * <p>In their classes, one method named {@code body} or {@code run} is on the Java stack for each closure on the stack of
 * running functions; methods whose names begin with {@code segment} belong to the one below them, and all others are
 * bridges, whose lines mean nothing.
 *
 * <p>The JVM keeps a line in 16 bits and takes zero for none, so a class has a line's <em>number</em>, which begins again at
 * one behind {@link #LAST_NUMBER}. Where the function begins tells the lines of one number apart, unless the function is
 * longer than that itself, as only the main function of a huge chunk can be.
 */
public interface ChunkCode {
    /** The greatest number of a line. */
    int LAST_NUMBER = 0xFFFF;

    /** {@return the chunk's name as error texts show it} */
    String chunkName();

    /** {@return the number that a line has in a class} */
    static int numberOf(int line) {
        return (line - 1) % LAST_NUMBER + 1;
    }

    /** {@return the first line of this number at or behind the one where the function begins} */
    static int lineOf(int number, int begin) {
        return begin + Math.floorMod(number - numberOf(begin), LAST_NUMBER);
    }
}
