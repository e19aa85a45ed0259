package dev.moonloom.luau.analysis;

import dev.moonloom.luau.syntax.Block;
import dev.moonloom.luau.syntax.Expression;
import dev.moonloom.luau.syntax.FunctionBody;
import dev.moonloom.luau.syntax.Local;
import dev.moonloom.luau.syntax.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lowers statements to steps. */
final class StatementLowering {
    private static final int MOST_RESULTS = 255;

    private final FunctionBuilder builder;
    private final ExpressionLowering expressions;
    private final AssignmentLowering assignments;
    private final LoopLowering loops;

    StatementLowering(FunctionBuilder builder) {
        this.builder = builder;
        this.expressions = new ExpressionLowering(builder);
        this.assignments = new AssignmentLowering(builder, expressions);
        this.loops = new LoopLowering(builder, this, expressions, assignments);
    }

    /** Lowers a block; {@return whether it always leaves by a return, break or continue} What follows that is dropped. */
    boolean block(Block block) {
        FunctionBuilder.Scope scope = builder.beginScope();
        boolean leaves = false;
        for (Statement statement : block.statements()) {
            leaves = statement(statement);
            if (leaves) {
                break;
            }
        }
        builder.endScope(scope);
        return leaves;
    }

    /** Lowers a statement; {@return whether it always leaves by a return, break or continue} */
    boolean statement(Statement statement) {
        int mark = builder.temporaries.mark();
        builder.temporaries.forgetTouched();
        builder.at(statement.span().line());
        boolean leaves = lower(statement);
        builder.temporaries.release(mark);
        builder.temporaries.forgetTouched();
        return leaves;
    }

    private boolean lower(Statement statement) {
        switch (statement) {
            case Statement.Do(Block block, _) -> {
                return block(block);
            }
            case Statement.If choice -> {
                return choice(choice);
            }
            case Statement.Break _ -> {
                loops.leave();
                return true;
            }
            case Statement.Continue next -> {
                loops.next(next);
                return true;
            }
            case Statement.Return(List<Expression> values, _) -> {
                result(statement, values);
                return true;
            }
            case Statement.LocalDeclaration(List<Local> locals, List<Expression> values, _) -> declare(locals, values);
            case Statement.LocalFunction(Local local, FunctionBody function, _) -> declareFunction(local, function);
            case Statement.FunctionDeclaration(Expression target, FunctionBody function, _) ->
                assignments.function(target, function);
            case Statement.Assignment(List<Expression> targets, List<Expression> values, _) ->
                assignments.assign(targets, values);
            case Statement.CompoundAssignment assignment -> assignments.compound(assignment);
            case Statement.CallStatement(Expression call, _) -> expressions.calls().none(call);
            case Statement.While loop -> loops.whileLoop(loop);
            case Statement.Repeat loop -> loops.repeat(loop);
            case Statement.NumericFor loop -> loops.numeric(loop);
            case Statement.GenericFor loop -> loops.generic(loop);
            case Statement.TypeDeclaration _ -> {}
        }
        return false;
    }

    // ---- locals ----

    private void declare(List<Local> locals, List<Expression> values) {
        if (values.size() <= locals.size() && locals.stream().allMatch(local -> constantOf(local) != null)) {
            return;
        }
        assignments.initialise(locals.stream().map(builder::declare).toList(), values);
        locals.forEach(builder::activate);
    }

    private @Nullable Value constantOf(Local local) {
        return builder.facts.of(local).constant;
    }

    /** A function that is replaced later needs its cell before it is made, since it may refer to itself. */
    private void declareFunction(Local local, FunctionBody function) {
        Variable variable = builder.declare(local);
        builder.activate(local);
        if (variable.kind() == Variable.Kind.CELL) {
            builder.emit(new Step.Declare(variable, new Value.Nil(), builder.line()));
            builder.emit(new Step.Set(variable, expressions.closure(function), builder.line()));
        } else {
            builder.emit(new Step.Declare(variable, expressions.closure(function), builder.line()));
        }
        builder.hold(variable);
    }

    // ---- control ----

    private boolean choice(Statement.If choice) {
        Block otherwise = choice.otherwise();
        Value known = builder.facts.constant(choice.condition());
        if (known != null) {
            boolean truth = Folding.truth(known);
            return truth ? block(choice.then()) : otherwise != null && block(otherwise);
        }
        int mark = builder.temporaries.mark();
        Value condition = expressions.condition(choice.condition());
        builder.temporaries.release(mark);
        int line = builder.line();
        List<Step> outer = builder.open();
        boolean thenLeaves = block(choice.then());
        Body then = builder.close(outer);
        builder.open();
        boolean otherwiseLeaves = otherwise != null && block(otherwise);
        Body otherwiseBody = builder.close(outer);
        builder.emit(new Step.If(condition, then, otherwiseBody, line));
        return thenLeaves && otherwiseLeaves;
    }

    private void result(Statement statement, List<Expression> values) {
        if (values.size() >= MOST_RESULTS) {
            throw FunctionBuilder.error(statement.span(), "Exceeded return count limit; simplify the code to compile");
        }
        if (values.size() == 1 && expressions.calls().isSite(values.getFirst())) {
            expressions.calls().result(values.getFirst());
            return;
        }
        Value.Arguments results = expressions.calls().arguments(values);
        builder.emit(new Step.Return(results, builder.line()));
    }
}
