package dev.moonloom.luau.runtime;

/**
 * Control that leaves code by being thrown, and is nobody's error: no protected call catches it, and no script sees it. Whoever
 * has thrown it catches it.
 */
public abstract class Unwinding extends Error {
    private static final long serialVersionUID = 1L;

    /** @param text for whoever sees it in a debugger */
    protected Unwinding(String text) {
        super(text, null, false, false);
    }
}
