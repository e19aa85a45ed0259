package dev.moonloom.task;

import dev.moonloom.core.coroutine.UnplacedError;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauState;
import java.util.Objects;
import org.luaj.vm2.Varargs;

/** A function of a library: it has a name, and the errors that it raises get the position of the code that called it. */
abstract class LibraryFunction extends LuauFunction {
    private final String name;

    LibraryFunction(LuauState state, String name) {
        super(state);
        this.name = Objects.requireNonNull(name);
    }

    /** What the function does. */
    abstract Varargs run(Varargs arguments);

    @Override
    public final Varargs execN(Varargs arguments) {
        try {
            return run(arguments);
        } catch (UnplacedError error) {
            throw state.error(this, error.text());
        }
    }

    @Override
    public final String debugName() {
        return name;
    }
}
