package dev.moonloom.task;

import dev.moonloom.core.coroutine.Coroutines;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code coroutine.yield}. */
final class YieldFunction extends LibraryFunction {
    private final Coroutines coroutines;

    YieldFunction(Coroutines coroutines) {
        super(coroutines.state(), "yield");
        this.coroutines = coroutines;
    }

    @Override
    public Varargs exec0() {
        return run(NONE);
    }

    @Override
    public Varargs exec1(LuaValue a) {
        return run(a);
    }

    @Override
    Varargs run(Varargs arguments) {
        return coroutines.yield(this, arguments);
    }
}
