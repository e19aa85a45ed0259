package dev.moonloom.core.coroutine;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/**
 * An error by a text that still lacks the position of the Luau code whose doing it is. The native that this code has
 * called adds it; where there is no Luau code, the text is the error.
 */
public final class UnplacedError extends LuaError {
    private static final long serialVersionUID = 1L;

    private final String text;

    /** An error of this text. */
    public UnplacedError(String text) {
        super(LuaValue.valueOf(text));
        this.text = text;
    }

    /** {@return the text} */
    public String text() {
        return text;
    }
}
