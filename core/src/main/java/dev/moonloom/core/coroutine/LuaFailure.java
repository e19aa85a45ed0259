package dev.moonloom.core.coroutine;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/** The error of a thread that failed, as its host gets it: the value that was raised, and where. The cause is the host's own exception. */
public final class LuaFailure extends LuaError {
    private static final long serialVersionUID = 1L;

    private final String frames;

    /** The host's view of a failure. */
    public LuaFailure(Outcome.Failed failed) {
        super(failed.value());
        frames = failed.traceback();
        cause = failed.cause();
    }

    /** {@return the very object that the script raised} */
    public LuaValue value() {
        return getMessageObject();
    }

    /** {@return the frames it was raised in, innermost first, a line a frame} */
    public String traceback() {
        return frames;
    }
}
