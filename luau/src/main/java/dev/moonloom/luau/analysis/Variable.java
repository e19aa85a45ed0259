package dev.moonloom.luau.analysis;

/**
 * A variable of a lowered function: a local of the source, a temporary, or a hidden variable of a loop. Each has a
 * place of its own for the whole function, so that code which comes back after a call can fill all of them.
 */
public final class Variable {
    /** How a variable is kept while its function runs. */
    public enum Kind {
        /** One value. */
        VALUE,
        /** A number unboxed, or else a value: two places of which one is in use. */
        DUAL,
        /** A number, always. */
        NUMBER,
        /** A whole number, always: the hidden counter of a loop. */
        LONG,
        /** A cell shared with the closures that captured the variable. */
        CELL,
        /** Any number of values. */
        MANY,
        /** The position of a loop over a table; null where the loop calls an iterator. */
        CURSOR
    }

    private final String name;
    private final Kind kind;
    private final int index;

    /** @param index counts the variables of the function, from zero */
    public Variable(String name, Kind kind, int index) {
        this.name = name;
        this.kind = kind;
        this.index = index;
    }

    /** {@return the name in the source, or one that begins with a dot} */
    public String name() {
        return name;
    }

    /** {@return how it is kept} */
    public Kind kind() {
        return kind;
    }

    /** {@return its number among the variables of its function} */
    public int index() {
        return index;
    }

    @Override
    public String toString() {
        return name + "#" + index;
    }
}
