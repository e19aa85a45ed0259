package dev.moonloom.core.coroutine;

import dev.moonloom.luau.runtime.Unwinding;

/**
 * Ends everything the VM is running at once, as {@code os.exit} does: it passes {@code pcall}, every resume, and every coroutine on its way dies. Whoever drives the VM catches it.
 */
public final class Halt extends Unwinding {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /** @param exitCode the status with which the run ends */
    public Halt(int exitCode) {
        super("exit " + exitCode);
        this.exitCode = exitCode;
    }

    /** {@return the status with which the run ends} */
    public int exitCode() {
        return exitCode;
    }
}
