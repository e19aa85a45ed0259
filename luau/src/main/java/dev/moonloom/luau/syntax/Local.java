package dev.moonloom.luau.syntax;

/**
 * A local variable, parameter or loop variable: one object for each declaration. The parser resolves names, so every
 * use of the variable refers to the same object.
 */
public final class Local {
    private final String name;
    private final Span span;
    private final int functionDepth;
    private final boolean constant;

    /**
     * @param functionDepth how many functions stand around the declaration; the chunk itself is 0
     * @param constant whether it was declared by {@code const}
     */
    Local(String name, Span span, int functionDepth, boolean constant) {
        this.name = name;
        this.span = span;
        this.functionDepth = functionDepth;
        this.constant = constant;
    }

    /** {@return the name in the source} */
    public String name() {
        return name;
    }

    /** {@return where the name stands in its declaration} */
    public Span span() {
        return span;
    }

    /** {@return how many functions stand around the declaration; a use at a greater depth captures it} */
    public int functionDepth() {
        return functionDepth;
    }

    /** {@return whether it may not be assigned to} */
    public boolean constant() {
        return constant;
    }

    @Override
    public String toString() {
        return name + "@" + span.line() + ":" + span.column();
    }
}
