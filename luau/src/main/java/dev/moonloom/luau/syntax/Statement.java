package dev.moonloom.luau.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement of the source. A closed list: switch over it without a default. */
public sealed interface Statement {
    /** {@return where it stands} */
    Span span();

    /** {@code do ... end}. */
    record Do(Block block, Span span) implements Statement {}

    /** {@code local a, b = ...} and {@code const a, b = ...}. */
    record LocalDeclaration(List<Local> locals, List<Expression> values, Span span) implements Statement {}

    /** {@code local function f() ... end} and {@code const function}: the name is in scope inside. */
    record LocalFunction(Local local, FunctionBody function, Span span) implements Statement {}

    /** {@code function a.b:c() ... end}; the target is a name or a field. */
    record FunctionDeclaration(Expression target, FunctionBody function, Span span) implements Statement {}

    /** {@code a, t.x = ...}; targets are names, fields and indices. */
    record Assignment(List<Expression> targets, List<Expression> values, Span span) implements Statement {}

    /** {@code target op= value}; the operator is arithmetic or CONCAT. */
    record CompoundAssignment(BinaryOperator operator, Expression target, Expression value, Span span)
            implements
                Statement {}

    /** A call on its own. */
    record CallStatement(Expression call, Span span) implements Statement {}

    /** {@code if}; an {@code elseif} is an If alone in the block of its last part. */
    record If(Expression condition, Block then, @Nullable Block otherwise, Span span) implements Statement {}

    /** {@code while}. */
    record While(Expression condition, Block block, Span span) implements Statement {}

    /** {@code repeat}; the condition sees the block's locals. */
    record Repeat(Block block, Expression condition, Span span) implements Statement {}

    /** {@code for i = from, to, step do}. */
    record NumericFor(Local local, Expression from, Expression to, @Nullable Expression step, Block block, Span span)
            implements
                Statement {}

    /** {@code for a, b in values do}. */
    record GenericFor(List<Local> locals, List<Expression> values, Block block, Span span) implements Statement {}

    /** {@code break}. */
    record Break(Span span) implements Statement {}

    /** {@code continue}. */
    record Continue(Span span) implements Statement {}

    /** {@code return}. */
    record Return(List<Expression> values, Span span) implements Statement {}

    /** {@code type}, {@code export type} and {@code type function}: nothing to run. */
    record TypeDeclaration(String name, Span span) implements Statement {}
}
