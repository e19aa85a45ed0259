package dev.moonloom.luau.codegen;

/** A function has more code in one statement than a method of the JVM may have. */
public final class FunctionTooLongException extends RuntimeException {
    /** What Luau's own compiler says of a function that is too long. */
    public static final String MESSAGE = "Exceeded function instruction limit; split the function into parts to compile";

    private static final long serialVersionUID = 1L;

    private final int line;

    FunctionTooLongException(int line, IllegalArgumentException cause) {
        super(MESSAGE, cause);
        this.line = line;
    }

    /** {@return the line where the function begins} */
    public int line() {
        return line;
    }
}
