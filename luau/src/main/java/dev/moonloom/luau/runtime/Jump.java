package dev.moonloom.luau.runtime;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * What a part of a long function answers, which was cut into several methods, when control leaves it for a loop outside:
 * the generated code around it goes on there. It never leaves the function.
 */
public final class Jump extends Varargs {
    /** Where control goes: the generated code's own number for it. */
    public final int target;

    private Jump(int target) {
        this.target = target;
    }

    /** {@return a jump to a target} */
    public static Jump to(int target) {
        return new Jump(target);
    }

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

    private static AssertionError escaped() {
        return new AssertionError("a jump left its function");
    }
}
