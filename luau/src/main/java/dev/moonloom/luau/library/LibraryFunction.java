package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauState;

/**
 * A library function that is called often enough to have a class of its own: compiled code then enters it with its
 * arguments as they are, without a list of them, and the JIT sees which function it calls.
 */
abstract class LibraryFunction extends LuauFunction {
    private final String name;

    LibraryFunction(LuauState state, String name) {
        super(state);
        this.name = name;
    }

    @Override
    public final String debugName() {
        return name;
    }
}
