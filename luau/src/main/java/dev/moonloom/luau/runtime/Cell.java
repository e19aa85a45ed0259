package dev.moonloom.luau.runtime;

import org.luaj.vm2.LuaValue;

/** A captured variable that is assigned to: shared by its function and the closures that captured it. */
public final class Cell {
    /** The value; numbers are boxed. */
    public LuaValue value;

    private Cell(LuaValue value) {
        this.value = value;
    }

    /** {@return a new cell that holds a value} */
    public static Cell of(LuaValue value) {
        return new Cell(value);
    }
}
