package dev.moonloom.task;

import dev.moonloom.core.coroutine.UnplacedError;
import org.luaj.vm2.Varargs;

/** How many values may pass from one coroutine to another at once: as many as fit on Luau's stack. */
final class PassedValues {
    private static final int MAX_VALUES = 7998;

    private PassedValues() {}

    static Varargs checkedArguments(Varargs values) {
        if (values.narg() > MAX_VALUES) {
            throw new UnplacedError("too many arguments to resume");
        }
        return values;
    }

    static Varargs checkedResults(LibraryFunction function, Varargs values) {
        if (values.narg() > MAX_VALUES) {
            throw function.state.error(function, "too many results to resume");
        }
        return values;
    }
}
