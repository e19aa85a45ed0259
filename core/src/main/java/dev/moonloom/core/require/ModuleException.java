package dev.moonloom.core.require;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a required path leads to no module. The message is for the script's author and has no position. A
 * {@link ModuleSource} throws one where it has a better text than that the file could not be read.
 */
public final class ModuleException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final Pattern CONTROL_CHARACTER = Pattern.compile("\\p{Cntrl}");

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
        return new ModuleException("outside the root: " + quoted(path) + how);
    }

    static String quoted(String text) {
        return '"' + escaped(text).replace("\"", "\\\"") + '"';
    }

    /** {@return the text with its control characters as Luau writes them, so that a message is one line} */
    static String escaped(String text) {
        return CONTROL_CHARACTER.matcher(text).replaceAll(match -> Matcher.quoteReplacement(switch (match.group()) {
            case "\n" -> "\\n";
            case "\r" -> "\\r";
            default -> "\\" + (int) match.group().charAt(0);
        }));
    }
}
