package dev.moonloom.core.require;

import java.io.IOException;

/**
 * Why a required path leads to no module. The message is for the script's author and has no position. A
 * {@link ModuleSource} throws one where it has a better text than that the file could not be read; the script sees it
 * behind the path that it has required.
 */
public final class ModuleException extends IOException {
    private static final long serialVersionUID = 1L;

    /** A failure with this text. */
    public ModuleException(String message) {
        super(message);
    }

    /** A failure with this text, because of something else. */
    public ModuleException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The failure is a script's and is told by its message: there is no use in a trace of Java. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    static ModuleException outsideTheRoot(String path, String how) {
        return new ModuleException("outside the root: \"" + path + "\"" + how);
    }

    /** {@return the same failure, told to whoever has required the path} */
    ModuleException requiring(String path) {
        return new ModuleException("error requiring module \"" + path + "\": " + getMessage(), this);
    }
}
