package dev.moonloom.luau.runtime;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * An error of a script on its way to whoever catches it. It carries the very value that was raised and has no Java stack
 * trace. {@link LuauState} makes it where the error is raised, since an {@code xpcall} handler runs there and then.
 */
public final class LuauError extends LuaError {
    private static final long serialVersionUID = 1L;

    private final transient LuaValue value;
    /** Where it was raised, when nobody in the coroutine was there to catch it. */
    private transient @Nullable Traceback frames;
    /** The protected call whose handler has already seen it. */
    transient @Nullable Protection handledBy;

    LuauError(LuaValue value) {
        super((String) null);
        this.value = value;
    }

    LuauError(LuaValue value, @Nullable Traceback frames) {
        this(value);
        this.frames = frames;
    }

    /** {@return an error that nobody's handler sees} For an error that is only passed on: its raising is over. */
    public static LuauError of(LuaValue value) {
        return new LuauError(value);
    }

    /** {@return the value that was raised} */
    public LuaValue value() {
        return value;
    }

    /** {@return the frames of the coroutine when it was raised, or null when somebody was there to catch it} */
    public @Nullable Traceback traceback() {
        return frames;
    }

    /** Notes the Java exception that it stands for, if there is one. */
    public LuauError causedBy(@Nullable Throwable host) {
        cause = host;
        return this;
    }

    @Override
    public LuaValue getMessageObject() {
        return value;
    }

    @Override
    public String getMessage() {
        return value instanceof LuaString text
                ? new String(text.m_bytes, text.m_offset, text.m_length, StandardCharsets.UTF_8)
                : value.tojstring();
    }

    /** An error of a script is common and cheap: no stack trace is taken. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
