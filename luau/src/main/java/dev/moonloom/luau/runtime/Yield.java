package dev.moonloom.luau.runtime;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The type of {@link #YIELD}. It is no value: every use of it as one is a bug of the caller and says so. */
public final class Yield extends Varargs {
    /** What a function answers in place of results when its coroutine has given way. Compared by identity only. */
    public static final Varargs YIELD = new Yield();

    private Yield() {}

    @Override
    public LuaValue arg(int i) {
        throw escaped();
    }

    @Override
    public int narg() {
        throw escaped();
    }

    @Override
    public LuaValue arg1() {
        throw escaped();
    }

    @Override
    public Varargs subargs(int start) {
        throw escaped();
    }

    @Override
    public String toString() {
        return "YIELD";
    }

    private static AssertionError escaped() {
        return new AssertionError("the YIELD sentinel was used as a value");
    }
}
