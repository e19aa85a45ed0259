package dev.moonloom.cli;

import dev.moonloom.core.coroutine.Halt;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Standard output that ends the run when it can no longer be written, as Unix ends a program whose reader has gone:
 * {@code PrintStream} alone would let a script print into the void for ever.
 */
final class StandardOutput extends OutputStream {
    /** What a shell shows for a program that Unix has ended because nobody reads its output. */
    static final int NO_READER = 141;

    private final OutputStream target;
    private final PrintStream err;

    StandardOutput(OutputStream target, PrintStream err) {
        this.target = target;
        this.err = err;
    }

    @Override
    public void write(int value) {
        write(new byte[]{(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        try {
            target.write(bytes, offset, length);
        } catch (IOException failure) {
            throw endOfRun(failure);
        }
    }

    private Halt endOfRun(IOException failure) {
        if ("Broken pipe".equals(failure.getMessage())) {
            return new Halt(NO_READER);
        }
        err.println("moonloom: cannot write to standard output: " + failure.getMessage());
        return new Halt(ScriptRun.FAILED);
    }
}
