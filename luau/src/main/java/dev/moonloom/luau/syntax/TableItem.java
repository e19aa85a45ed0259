package dev.moonloom.luau.syntax;

/** An entry of a table constructor. */
public sealed interface TableItem {
    /** {@return the entry's value} */
    Expression value();

    /** {@code value}: the next one of the list. */
    record Listed(Expression value) implements TableItem {}

    /** {@code name = value}. */
    record Named(String name, Span nameSpan, Expression value) implements TableItem {}

    /** {@code [key] = value}. */
    record Keyed(Expression key, Expression value) implements TableItem {}
}
