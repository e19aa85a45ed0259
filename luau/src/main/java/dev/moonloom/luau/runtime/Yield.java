package dev.moonloom.luau.runtime;

import org.luaj.vm2.Varargs;

/** The type of {@link #YIELD}. */
public final class Yield extends Signal {
    /** What a function answers in place of results when its coroutine has given way. Compared by identity only. */
    public static final Varargs YIELD = new Yield();

    private Yield() {}

    @Override
    String misuse() {
        return "the YIELD sentinel was used as a value";
    }

    @Override
    public String toString() {
        return "YIELD";
    }
}
