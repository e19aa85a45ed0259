package dev.moonloom.core.scheduler;

import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.coroutine.UnplacedError;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.luaj.vm2.LuaError;
import reactor.core.Exceptions;

/** What a script sees of a host's exception. */
public final class HostErrors {
    private HostErrors() {}

    /**
     * {@return the error that an exception stands for} A Lua error is that itself, with its value; of anything else it is
     * the message, or the class where it has none, with the exception as its cause; the position of the call is still to be
     * added.
     */
    public static LuaError errorOf(Throwable exception) {
        Throwable cause = Exceptions.unwrap(exception);
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof LuaError error ? error : new UnplacedError(Coroutines.messageOf(cause), cause);
    }
}
