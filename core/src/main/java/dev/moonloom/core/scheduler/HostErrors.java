package dev.moonloom.core.scheduler;

import dev.moonloom.core.coroutine.Coroutines;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import reactor.core.Exceptions;

/** What a script sees of a host's exception. */
public final class HostErrors {
    private HostErrors() {}

    /** {@return a Lua error's own value; of anything else the message, or the class where it has none} */
    public static LuaValue valueOf(Throwable exception) {
        Throwable cause = Exceptions.unwrap(exception);
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof LuaError error
                ? Coroutines.valueOf(error)
                : LuaString.valueUsing(Coroutines.messageOf(cause).getBytes(StandardCharsets.UTF_8));
    }
}
