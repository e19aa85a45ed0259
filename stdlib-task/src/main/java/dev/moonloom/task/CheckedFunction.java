package dev.moonloom.task;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauState;
import java.util.function.Function;
import org.luaj.vm2.Varargs;

/** A function of a library that checks its arguments. */
final class CheckedFunction extends LibraryFunction {
    private final Function<Arguments, Varargs> body;

    CheckedFunction(LuauState state, String name, Function<Arguments, Varargs> body) {
        super(state, name);
        this.body = body;
    }

    @Override
    Varargs run(Varargs arguments) {
        return body.apply(new Arguments(this, arguments));
    }
}
