package dev.moonloom.luau.runtime;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A value in front of many others, which are not copied: {@code select(i, ...)} in a loop over its arguments takes constant
 * time, as in native Luau. The others are flat, so that each value is found in one step.
 */
final class Prepended extends Varargs {
    private final LuaValue first;
    private final Values others;

    Prepended(LuaValue first, Values others) {
        this.first = first;
        this.others = others;
    }

    /** {@return the values from a position behind the first on} */
    Varargs from(int position) {
        return Values.from(others, position - 1);
    }

    /** Copies all values into an array. */
    void copy(LuaValue[] target, int position) {
        target[position] = first;
        Values.copy(others, target, position + 1);
    }

    @Override
    public LuaValue arg(int i) {
        return i == 1 ? first : others.arg(i - 1);
    }

    @Override
    public int narg() {
        return 1 + others.narg();
    }

    @Override
    public LuaValue arg1() {
        return first;
    }

    @Override
    public Varargs subargs(int start) {
        return Values.from(this, start);
    }
}
