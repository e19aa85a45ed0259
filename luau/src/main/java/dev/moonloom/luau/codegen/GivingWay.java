package dev.moonloom.luau.codegen;

import org.jspecify.annotations.Nullable;

/**
 * Before which of its calls code gives way though nobody asks it to, wherever that is allowed, to go on at once. Scripts
 * cannot tell, and every frame on the way has been saved and filled again: so proofs see that it can be.
 */
public enum GivingWay {
    /** Before none: the code that scripts run on. */
    NEVER(null),
    /** Before calls of anything but compiled functions; everything else is as scripts run on it. */
    BEFORE_NATIVES("ofNative"),
    /** Before every call that is not proven never to give way. */
    BEFORE_CALLS("of");

    private final @Nullable String wrapper;

    GivingWay(@Nullable String wrapper) {
        this.wrapper = wrapper;
    }

    /** {@return the runtime's method that makes a function give way first, or null} */
    @Nullable String wrapper() {
        return wrapper;
    }
}
