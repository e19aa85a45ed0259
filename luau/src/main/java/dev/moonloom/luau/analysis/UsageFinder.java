package dev.moonloom.luau.analysis;

import dev.moonloom.luau.syntax.BinaryOperator;
import dev.moonloom.luau.syntax.Expression;
import dev.moonloom.luau.syntax.FunctionBody;
import dev.moonloom.luau.syntax.Local;
import dev.moonloom.luau.syntax.Statement;
import dev.moonloom.luau.syntax.UnaryOperator;
import java.util.List;

/** The third pass: finds out which locals inner functions use, and which ones have to do with numbers. */
final class UsageFinder extends TreeWalker {
    private final ChunkFacts facts;
    private int functionDepth = -1;

    UsageFinder(ChunkFacts facts) {
        this.facts = facts;
    }

    @Override
    void function(FunctionBody body) {
        functionDepth++;
        super.function(body);
        functionDepth--;
    }

    @Override
    void statement(Statement statement) {
        switch (statement) {
            case Statement.LocalDeclaration(List<Local> locals, List<Expression> values, _) -> {
                for (int i = 0; i < locals.size(); i++) {
                    LocalFacts local = facts.of(locals.get(i));
                    local.number = i < values.size();
                    if (i < values.size()) {
                        give(local, values.get(i));
                    }
                }
            }
            case Statement.Assignment(List<Expression> targets, List<Expression> values, _) -> assign(targets, values);
            case Statement.FunctionDeclaration declaration -> noNumber(declaration.target());
            case Statement.CompoundAssignment assignment -> compound(assignment);
            case Statement.NumericFor loop -> {
                facts.of(loop.local()).number = true;
                facts.of(loop.local()).numeric = true;
                useAsNumber(loop.from());
                useAsNumber(loop.to());
                Expression step = loop.step();
                if (step != null) {
                    useAsNumber(step);
                }
            }
            default -> {}
        }
        super.statement(statement);
    }

    private void give(LocalFacts local, Expression value) {
        local.sources.add(value);
        local.numeric |= looksNumeric(value);
    }

    private void assign(List<Expression> targets, List<Expression> values) {
        for (int i = 0; i < targets.size(); i++) {
            if (i >= values.size()) {
                noNumber(targets.get(i));
            } else if (targets.get(i) instanceof Expression.LocalName(Local local, _)) {
                give(facts.of(local), values.get(i));
            }
        }
    }

    private void noNumber(Expression target) {
        if (target instanceof Expression.LocalName(Local local, _)) {
            facts.of(local).number = false;
        }
    }

    private void compound(Statement.CompoundAssignment assignment) {
        if (assignment.operator() == BinaryOperator.CONCAT) {
            noNumber(assignment.target());
            return;
        }
        useAsNumber(assignment.target());
        useAsNumber(assignment.value());
        if (assignment.target() instanceof Expression.LocalName(Local local, _)) {
            facts.of(local).sources.add(assignment.value());
        }
    }

    @Override
    void expression(Expression expression) {
        if (facts.constant(expression) != null) {
            return;
        }
        switch (expression) {
            case Expression.LocalName(Local local, _) when local.functionDepth() < functionDepth ->
                facts.of(local).captured = true;
            case Expression.Unary(UnaryOperator operator, Expression operand, _) when operator == UnaryOperator.NEGATE ->
                useAsNumber(operand);
            case Expression.Binary(BinaryOperator operator, Expression left, Expression right, _) when isArithmetic(
                    operator) || isOrder(operator) -> {
                useAsNumber(left);
                useAsNumber(right);
            }
            default -> {}
        }
        super.expression(expression);
    }

    private void useAsNumber(Expression operand) {
        switch (ChunkFacts.withoutTypes(operand)) {
            case Expression.LocalName(Local local, _) when local.functionDepth() == functionDepth ->
                facts.of(local).numeric = true;
            case Expression.Binary(BinaryOperator operator, Expression left, Expression right, _) when operator == BinaryOperator.OR -> {
                useAsNumber(left);
                useAsNumber(right);
            }
            default -> {}
        }
    }

    private boolean looksNumeric(Expression value) {
        if (facts.constant(value) instanceof Value.Num) {
            return true;
        }
        return switch (value) {
            case Expression.Group(Expression inner, _) -> looksNumeric(inner);
            case Expression.Cast(Expression inner, _, _) -> looksNumeric(inner);
            case Expression.Unary unary ->
                unary.operator() != UnaryOperator.NOT && ChunkFacts.negatedInteger(unary) == null;
            case Expression.Binary binary ->
                switch (binary.operator()) {
                    case AND -> looksNumeric(binary.right());
                    case OR -> looksNumeric(binary.left()) || looksNumeric(binary.right());
                    default -> isArithmetic(binary.operator());
                };
            case Expression.IfElse choice -> looksNumeric(choice.then()) || looksNumeric(choice.otherwise());
            default -> false;
        };
    }

    static boolean isArithmetic(BinaryOperator operator) {
        return switch (operator) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, FLOOR_DIVIDE, MODULO, POWER -> true;
            case CONCAT, EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, AND, OR -> false;
        };
    }

    static boolean isOrder(BinaryOperator operator) {
        return switch (operator) {
            case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> true;
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, FLOOR_DIVIDE, MODULO, POWER, CONCAT, EQUAL, NOT_EQUAL, AND, OR ->
                false;
        };
    }
}
