package dev.moonloom.luau.analysis;

import dev.moonloom.luau.syntax.Block;
import dev.moonloom.luau.syntax.Expression;
import dev.moonloom.luau.syntax.FunctionBody;
import dev.moonloom.luau.syntax.Local;
import dev.moonloom.luau.syntax.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lowers loops and what leads out of them. */
final class LoopLowering {
    /** Whole numbers below this stay whole and exact however often one is added to another. */
    private static final double LARGEST_WHOLE = 0x1p31;

    private final FunctionBuilder builder;
    private final StatementLowering statements;
    private final ExpressionLowering expressions;
    private final AssignmentLowering assignments;

    /** The loops around the current place, innermost first. */
    private final Deque<Loop> loops = new ArrayDeque<>();

    private static final class Loop {
        final Label label = new Label();
        Statement.@Nullable Continue firstContinue;
    }

    LoopLowering(FunctionBuilder builder, StatementLowering statements, ExpressionLowering expressions,
            AssignmentLowering assignments) {
        this.builder = builder;
        this.statements = statements;
        this.expressions = expressions;
        this.assignments = assignments;
    }

    /** Lowers {@code break}. */
    void leave() {
        builder.emit(new Step.Break(loops.getFirst().label));
    }

    /** Lowers {@code continue}. */
    void next(Statement.Continue statement) {
        Loop loop = loops.getFirst();
        if (loop.firstContinue == null) {
            loop.firstContinue = statement;
        }
        builder.emit(new Step.Continue(loop.label));
    }

    void whileLoop(Statement.While statement) {
        Value known = builder.facts.constant(statement.condition());
        if (known != null && !Folding.truth(known)) {
            return;
        }
        int line = builder.line();
        var loop = new Loop();
        loops.push(loop);
        List<Step> outer = builder.open();
        if (known == null) {
            int mark = builder.temporaries.mark();
            Value condition = expressions.condition(statement.condition());
            builder.temporaries.release(mark);
            builder.emit(new Step.If(condition, Body.EMPTY, breakOut(loop), builder.line()));
        }
        statements.block(statement.block());
        Body body = builder.close(outer);
        loops.pop();
        builder.emit(new Step.Loop(loop.label, body, Body.EMPTY, line));
    }

    private static Body breakOut(Loop loop) {
        return new Body(List.of(new Step.Break(loop.label)));
    }

    // ---- repeat ----

    void repeat(Statement.Repeat statement) {
        int line = builder.line();
        var loop = new Loop();
        loops.push(loop);
        FunctionBuilder.Scope scope = builder.beginScope();
        List<Step> outer = builder.open();
        boolean leaves = repeated(statement, loop);
        Body body = builder.close(outer);
        builder.open();
        if (!leaves || loop.firstContinue != null) {
            until(statement.condition(), loop);
        }
        Body latch = builder.close(outer);
        builder.endScope(scope);
        loops.pop();
        builder.emit(new Step.Loop(loop.label, body, latch, line));
    }

    /** {@return whether it always leaves: its condition may use locals that were never declared then} */
    private boolean repeated(Statement.Repeat statement, Loop loop) {
        List<Statement> body = statement.block().statements();
        boolean checked = false;
        boolean leaves = false;
        FunctionBuilder.Scope scope = builder.beginScope();
        for (int i = 0; i < body.size() && !leaves; i++) {
            leaves = statements.statement(body.get(i));
            Statement.Continue jump = loop.firstContinue;
            if (jump != null && !checked) {
                new SkippedLocals(body.subList(i + 1, body.size()), jump).check(statement.condition());
                checked = true;
                scope = builder.beginScope();
            }
        }
        if (checked) {
            clear(builder.heldSince(scope));
        }
        return leaves;
    }

    /** Declares the locals that {@code continue} jumps over where the body begins: they can be seen in the condition. */
    private void clear(List<Variable> skipped) {
        int line = builder.line();
        builder.insert(0, skipped.stream().map(variable -> new Step.Declare(variable, new Value.Nil(), line)).toList());
    }

    private void until(Expression condition, Loop loop) {
        builder.at(condition.span().line());
        Value known = builder.facts.constant(condition);
        if (known == null) {
            Value value = expressions.condition(condition);
            builder.emit(new Step.If(value, breakOut(loop), Body.EMPTY, builder.line()));
        } else if (Folding.truth(known)) {
            builder.emit(new Step.Break(loop.label));
        }
    }

    /** The locals of a loop's body that {@code continue} jumps over: its condition must not use them. */
    private final class SkippedLocals extends TreeWalker {
        private final Set<Local> skipped = new HashSet<>();
        private final Statement.Continue jump;
        private @Nullable Local used;

        SkippedLocals(List<Statement> statements, Statement.Continue jump) {
            this.jump = jump;
            for (Statement statement : statements) {
                switch (statement) {
                    case Statement.LocalDeclaration declaration -> skipped.addAll(declaration.locals());
                    case Statement.LocalFunction declaration -> skipped.add(declaration.local());
                    default -> {}
                }
            }
        }

        void check(Expression condition) {
            if (!skipped.isEmpty()) {
                expression(condition);
            }
            if (used != null) {
                throw FunctionBuilder.error(condition.span(), "Local " + used.name()
                        + " used in the repeat..until condition is undefined because continue statement on line "
                        + jump.span().line() + " jumps over it");
            }
        }

        @Override
        void expression(Expression expression) {
            if (expression instanceof Expression.LocalName(Local local, _)) {
                use(local);
            }
            super.expression(expression);
        }

        @Override
        void function(FunctionBody body) {
            builder.lowered.get(body).captured().forEach(this::use);
        }

        private void use(Local local) {
            if (used == null && skipped.contains(local)) {
                used = local;
            }
        }
    }

    // ---- for ----

    void numeric(Statement.NumericFor statement) {
        int statementLine = builder.line();
        int mark = builder.temporaries.mark();
        var operands = new Operands(builder);
        evaluate(statement.from(), operands);
        evaluate(statement.to(), operands);
        Expression step = statement.step();
        if (step != null) {
            evaluate(step, operands);
        }
        builder.temporaries.release(mark);
        int line = builder.line();
        Value from = operands.get(0);
        Value stepValue = step == null ? null : operands.get(2);
        boolean whole = isWhole(from) && (stepValue == null || isWhole(stepValue));
        Variable.Kind kind = whole ? Variable.Kind.LONG : Variable.Kind.NUMBER;
        Variable counter = builder.hidden("counter", kind);
        Variable limit = builder.hidden("limit", kind);
        Variable stride = stepValue == null || stepValue instanceof Value.Num ? null : builder.hidden("stride", kind);
        var loop = new Loop();
        FunctionBuilder.Scope scope = builder.beginScope();
        Variable variable = builder.declare(statement.local());
        builder.activate(statement.local());
        builder.hold(variable);
        Body body = body(statement.block(), loop);
        builder.endScope(scope);
        builder.at(statementLine);
        builder.emit(new Step.NumericFor(loop.label, variable, from, operands.get(1), stepValue, counter, limit, stride,
                body, line));
    }

    private void evaluate(Expression bound, Operands operands) {
        operands.next();
        operands.add(expressions.value(bound, true), false, true);
    }

    /** Minus zero is left out: a whole counter would lose its sign. */
    private static boolean isWhole(Value bound) {
        return bound instanceof Value.Num(double number) && number == Math.rint(number)
                && Math.abs(number) < LARGEST_WHOLE && Double.compare(number, -0.0) != 0;
    }

    private Body body(Block block, Loop loop) {
        loops.push(loop);
        List<Step> outer = builder.open();
        statements.block(block);
        loops.pop();
        return builder.close(outer);
    }

    void generic(Statement.GenericFor statement) {
        int statementLine = builder.line();
        Variable iterator = builder.hidden("iterator", Variable.Kind.VALUE);
        Variable state = builder.hidden("state", Variable.Kind.VALUE);
        Variable control = builder.hidden("control", Variable.Kind.VALUE);
        Variable cursor = builder.hidden("cursor", Variable.Kind.CURSOR);
        int mark = builder.temporaries.mark();
        assignments.initialise(List.of(iterator, state, control), statement.values());
        builder.temporaries.release(mark);
        int line = builder.line();
        Site site = builder.site(statementLine);
        var loop = new Loop();
        FunctionBuilder.Scope scope = builder.beginScope();
        List<Variable> variables = statement.locals().stream().map(builder::declare).toList();
        statement.locals().forEach(builder::activate);
        variables.forEach(builder::hold);
        Body body = body(statement.block(), loop);
        builder.endScope(scope);
        builder.at(statementLine);
        builder.emit(new Step.GenericFor(loop.label, site, iterator, state, control, cursor, variables, body, line));
    }
}
