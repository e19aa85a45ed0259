package dev.moonloom.luau.runtime;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Two values in a row: {@link Values} that need no array. Iterators and resumes pass and answer many of them. */
final class Pair extends Varargs {
    private final LuaValue first;
    private final LuaValue second;

    Pair(LuaValue first, LuaValue second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public LuaValue arg(int i) {
        return switch (i) {
            case 1 -> first;
            case 2 -> second;
            default -> LuaValue.NIL;
        };
    }

    @Override
    public int narg() {
        return 2;
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
