package dev.moonloom.core.coroutine;

import dev.moonloom.luau.runtime.LuauError;
import org.luaj.vm2.Varargs;

/** Java code that runs on a fiber, so that it can wait for Luau that gives way, or give way itself. */
public interface FiberCode {
    /**
     * Runs on the fiber from start to end.
     *
     * @throws Exception what {@link #raised} makes an error of
     */
    Varargs run(Varargs arguments) throws Exception;

    /**
     * {@return what the caller sees of anything thrown} Called when the fiber's frame has gone. Errors that are no
     * business of scripts are thrown on.
     */
    LuauError raised(Throwable thrown);
}
