package dev.moonloom.luau.runtime;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What a function answers in place of results. It is no value: every use of it as one is a bug of the caller and says so. */
abstract sealed class Signal extends Varargs permits Yield, Jump {
    /** {@return what went wrong when somebody takes it for results} */
    abstract String misuse();

    @Override
    public final LuaValue arg(int i) {
        throw new AssertionError(misuse());
    }

    @Override
    public final int narg() {
        throw new AssertionError(misuse());
    }

    @Override
    public final LuaValue arg1() {
        throw new AssertionError(misuse());
    }

    @Override
    public final Varargs subargs(int start) {
        throw new AssertionError(misuse());
    }
}
