package dev.moonloom.core.coroutine;

import dev.moonloom.luau.runtime.Strings;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;

/**
 * An error by a text that still lacks the position of the Luau code whose doing it is. The native that this code has
 * called adds it; where there is no Luau code, the text is the error.
 */
public final class UnplacedError extends LuaError {
    private static final long serialVersionUID = 1L;

    private final String text;

    /** An error of this text. */
    public UnplacedError(String text) {
        this(text, null);
    }

    /** An error of this text that an exception of Java stands behind. */
    public UnplacedError(String text, @Nullable Throwable host) {
        super(Strings.of(text));
        this.text = text;
        this.cause = host;
    }

    /** {@return the text} */
    public String text() {
        return text;
    }
}
