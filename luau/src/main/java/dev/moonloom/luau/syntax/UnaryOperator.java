package dev.moonloom.luau.syntax;

/** Operators with one operand. */
public enum UnaryOperator {
    NEGATE, NOT, LENGTH
}
