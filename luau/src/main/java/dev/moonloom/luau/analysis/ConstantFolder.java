package dev.moonloom.luau.analysis;

import dev.moonloom.luau.syntax.BinaryOperator;
import dev.moonloom.luau.syntax.Expression;
import dev.moonloom.luau.syntax.Local;
import dev.moonloom.luau.syntax.Statement;
import dev.moonloom.luau.syntax.TableItem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The second pass: finds expressions and locals that always have the same nil, boolean, number, integer or string. Such a local
 * needs no variable and counts towards no limit.
 */
final class ConstantFolder extends TreeWalker {
    private final ChunkFacts facts;

    ConstantFolder(ChunkFacts facts) {
        this.facts = facts;
    }

    @Override
    void statement(Statement statement) {
        if (statement instanceof Statement.LocalDeclaration(List<Local> locals, List<Expression> values, _)) {
            declare(locals, values);
        } else {
            super.statement(statement);
        }
    }

    private void declare(List<Local> locals, List<Expression> values) {
        for (int i = 0; i < values.size(); i++) {
            Value constant = fold(values.get(i));
            if (i < locals.size()) {
                record(locals.get(i), constant);
            }
        }
        if (values.isEmpty() || !ChunkFacts.isMany(values.getLast())) {
            for (int i = values.size(); i < locals.size(); i++) {
                record(locals.get(i), new Value.Nil());
            }
        }
    }

    private void record(Local local, @Nullable Value constant) {
        LocalFacts declared = facts.of(local);
        if (!declared.assigned) {
            declared.constant = constant;
        }
    }

    @Override
    void expression(Expression expression) {
        fold(expression);
    }

    private @Nullable Value fold(Expression expression) {
        @Nullable Value constant = switch (expression) {
            case Expression.Nil _,Expression.Bool _,Expression.Number _,Expression.Integer _,Expression.Text _ ->
                facts.constant(expression);
            case Expression.LocalName(Local local, _) -> remember(expression, facts.of(local).constant);
            case Expression.Group(Expression inner, _) -> remember(expression, fold(inner));
            case Expression.Cast(Expression value, _, _) -> remember(expression, fold(value));
            case Expression.Instantiation(Expression value, _, _) -> remember(expression, fold(value));
            case Expression.Unary unary ->
                remember(expression, Folding.unary(unary.operator(), fold(unary.operand())));
            case Expression.Binary binary -> remember(expression, foldBinary(binary));
            case Expression.IfElse choice -> remember(expression, foldChoice(choice));
            case Expression.Interpolation text -> remember(expression, foldText(text));
            case Expression.Table(List<TableItem> items, _) -> foldItems(items);
            default -> {
                super.expression(expression);
                yield null;
            }
        };
        return constant;
    }

    private @Nullable Value remember(Expression expression, @Nullable Value constant) {
        if (constant != null) {
            facts.fold(expression, constant);
        }
        return constant;
    }

    private @Nullable Value foldBinary(Expression.Binary binary) {
        Value left = fold(binary.left());
        Value right = fold(binary.right());
        if (left == null) {
            return null;
        }
        if (binary.operator() == BinaryOperator.AND) {
            return Folding.truth(left) ? right : left;
        }
        if (binary.operator() == BinaryOperator.OR) {
            return Folding.truth(left) ? left : right;
        }
        return right == null ? null : Folding.binary(binary.operator(), left, right);
    }

    private @Nullable Value foldChoice(Expression.IfElse choice) {
        Value condition = fold(choice.condition());
        Value then = fold(choice.then());
        Value otherwise = fold(choice.otherwise());
        if (condition == null) {
            return null;
        }
        return Folding.truth(condition) ? then : otherwise;
    }

    private @Nullable Value foldText(Expression.Interpolation text) {
        Value result = new Value.Str(text.texts().getFirst());
        for (int i = 0; i < text.values().size(); i++) {
            Value part = fold(text.values().get(i));
            result = part == null || result == null ? null : Folding.join(result, part);
            result = result == null ? null : Folding.join(result, new Value.Str(text.texts().get(i + 1)));
        }
        return result;
    }

    private @Nullable Value foldItems(List<TableItem> items) {
        for (TableItem item : items) {
            if (item instanceof TableItem.Keyed keyed) {
                fold(keyed.key());
            }
            fold(item.value());
        }
        return null;
    }
}
