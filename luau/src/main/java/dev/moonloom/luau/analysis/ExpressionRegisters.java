package dev.moonloom.luau.analysis;

import dev.moonloom.luau.syntax.BinaryOperator;
import dev.moonloom.luau.syntax.Expression;
import dev.moonloom.luau.syntax.Span;
import dev.moonloom.luau.syntax.TableItem;
import dev.moonloom.luau.syntax.UnaryOperator;
import java.util.ArrayList;
import java.util.List;

/**
 * The registers that Luau's compiler takes for expressions: for {@link RegisterLimit}. A value goes into a register that
 * is given; {@code temporary} says whether that one may be used on the way as well.
 */
final class ExpressionRegisters {
    private static final int MOST_RESULTS = 255;
    private static final int GROUP = 16;

    private final ChunkFacts facts;
    private final RegisterLimit.Registers registers;

    ExpressionRegisters(ChunkFacts facts, RegisterLimit.Registers registers) {
        this.facts = facts;
        this.registers = registers;
    }

    /** A value in a register of its own, or in that of a local; the register stays taken. */
    void anywhere(Expression expression) {
        if (registers.placeOf(expression) < 0) {
            into(expression, registers.take(1, expression.span()));
        }
    }

    private void anywhereForNow(Expression first, Expression second) {
        int top = registers.top();
        anywhere(first);
        anywhere(second);
        registers.setTop(top);
    }

    private void anywhereForNow(Expression expression) {
        int top = registers.top();
        anywhere(expression);
        registers.setTop(top);
    }

    void into(Expression expression, int target) {
        value(expression, target, true);
    }

    /** A value behind which nothing is taken any more. */
    private void onTop(Expression expression, int target) {
        int top = registers.top();
        registers.setTop(target + 1);
        into(expression, target);
        registers.setTop(top);
    }

    /** One of several values in registers that follow each other, the last of which may be many. */
    void inRow(Expression expression, int target, boolean last) {
        if (!last) {
            onTop(expression, target);
        } else if (ChunkFacts.isCall(expression)) {
            int top = registers.top();
            registers.setTop(target);
            call(expression, target, 0, true);
            registers.setTop(top);
        } else {
            into(expression, target);
        }
    }

    /** So many values from one expression. */
    void many(Expression expression, int target, int count) {
        if (count == MOST_RESULTS) {
            throw FunctionBuilder.error(expression.span(),
                    "Exceeded result count limit; simplify the code to compile");
        }
        if (ChunkFacts.isCall(expression)) {
            call(expression, target, count, true);
        } else {
            into(expression, target);
        }
    }

    /** So many values from a list. */
    void list(List<Expression> values, int target, int count) {
        for (int i = 0; i < values.size(); i++) {
            if (i >= count) {
                forEffects(values.get(i));
            } else if (i == values.size() - 1 && values.size() < count) {
                many(values.get(i), target + i, count - i);
            } else {
                into(values.get(i), target + i);
            }
        }
    }

    void forEffects(Expression expression) {
        switch (expression) {
            case Expression.LocalName _,Expression.GlobalName _,Expression.Varargs _,Expression.Function _ -> {}
            default -> {
                if (facts.constant(expression) == null) {
                    anywhereForNow(expression);
                }
            }
        }
    }

    void value(Expression expression, int target, boolean temporary) {
        if (facts.constant(expression) != null) {
            return;
        }
        int top = registers.top();
        switch (expression) {
            case Expression.Nil _,Expression.Bool _,Expression.Number _,Expression.Integer _,Expression.Text _,Expression.Varargs _,Expression.LocalName _,Expression.GlobalName _,Expression.Function _ ->
                {}
            case Expression.Group(Expression inner, _) -> value(inner, target, temporary);
            case Expression.Cast(Expression inner, _, _) -> value(inner, target, temporary);
            case Expression.Instantiation(Expression inner, _, _) -> value(inner, target, temporary);
            case Expression.Call _,Expression.MethodCall _ ->
                call(expression, target, 1, temporary && target == top - 1);
            case Expression.Field field -> field(field.object(), target, temporary);
            case Expression.Index index -> index(index);
            case Expression.Table table -> table(table, temporary);
            case Expression.Unary unary when ChunkFacts.negatedInteger(unary) != null -> {}
            case Expression.Unary unary -> anywhere(unary.operand());
            case Expression.Binary binary -> binary(binary, target, temporary);
            case Expression.IfElse choice -> choice(choice, target, temporary);
            case Expression.Interpolation text -> interpolation(text, target, temporary);
        }
        registers.setTop(top);
    }

    private void field(Expression object, int target, boolean temporary) {
        if (isImported(object) || registers.placeOf(object) >= 0) {
            return;
        }
        if (temporary) {
            into(object, target);
        } else {
            anywhere(object);
        }
    }

    private boolean isImported(Expression object) {
        return (object instanceof Expression.GlobalName(String name, _) && facts.isUntouchedGlobal(name))
                || (object instanceof Expression.Field(Expression.GlobalName(String root, _), _, _, _)
                        && facts.isUntouchedGlobal(root));
    }

    private void index(Expression.Index index) {
        anywhere(index.object());
        if (!ExpressionLowering.isDirectKey(facts.constant(index.key()))) {
            anywhere(index.key());
        }
    }

    private void table(Expression.Table table, boolean temporary) {
        if (table.items().isEmpty()) {
            return;
        }
        if (!temporary) {
            registers.take(1, table.span());
        }
        long listed = table.items().stream().filter(TableItem.Listed.class::isInstance).count();
        int size = (int) Math.min(GROUP, listed);
        int group = registers.take(size, table.span());
        int inGroup = 0;
        for (int i = 0; i < table.items().size(); i++) {
            TableItem item = table.items().get(i);
            int top = registers.top();
            if (item instanceof TableItem.Listed(Expression value)) {
                inGroup = inGroup == size ? 0 : inGroup;
                inRow(value, group + inGroup, i == table.items().size() - 1);
                inGroup++;
            } else {
                inGroup = 0;
                if (item instanceof TableItem.Keyed(Expression key, _)
                        && !ExpressionLowering.isDirectKey(facts.constant(key))) {
                    anywhere(key);
                }
                anywhere(item.value());
            }
            registers.setTop(top);
        }
    }

    private void interpolation(Expression.Interpolation text, int target, boolean temporary) {
        List<Expression> values = text.values().stream()
                .filter(value -> !(facts.constant(value) instanceof Value.Str)).toList();
        int count = values.size() + 2;
        boolean inPlace = temporary && target == registers.top() - 1;
        int base = inPlace ? registers.take(count - 1, text.span()) - 1 : registers.take(count, text.span());
        for (int i = 0; i < values.size(); i++) {
            onTop(values.get(i), base + 2 + i);
        }
    }

    // ---- calls ----

    /** @param inPlace whether the results go to the top of what is taken */
    void call(Expression call, int target, int results, boolean inPlace) {
        int top = registers.top();
        switch (call) {
            case Expression.Call(Expression function, List<Expression> arguments, Span span) -> {
                int base = base(Math.max(1 + arguments.size(), results), results, inPlace, span);
                onTop(function, base);
                arguments(arguments, base + 1);
            }
            case Expression.MethodCall(Expression object, _, _, List<Expression> arguments, Span span) -> {
                int base = base(Math.max(2 + arguments.size(), results), results, inPlace, span);
                if (registers.placeOf(object) < 0) {
                    onTop(object, base);
                }
                arguments(arguments, base + 2);
            }
            default -> into(call, target);
        }
        registers.setTop(top);
    }

    private int base(int count, int results, boolean inPlace, Span span) {
        return inPlace ? registers.take(count - results, span) - results : registers.take(count, span);
    }

    private void arguments(List<Expression> arguments, int first) {
        for (int i = 0; i < arguments.size(); i++) {
            inRow(arguments.get(i), first + i, i == arguments.size() - 1);
        }
    }

    // ---- operators ----

    private void binary(Expression.Binary binary, int target, boolean temporary) {
        switch (binary.operator()) {
            case AND, OR -> logical(binary, target, temporary);
            case CONCAT -> concat(binary, 0, binary.span());
            case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> compare(binary);
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, FLOOR_DIVIDE, MODULO, POWER -> arithmetic(binary);
        }
    }

    private void arithmetic(Expression.Binary binary) {
        boolean reversible = binary.operator() == BinaryOperator.SUBTRACT || binary.operator() == BinaryOperator.DIVIDE;
        if (facts.constantNumber(binary.right()) != null) {
            anywhere(binary.left());
        } else if (reversible && facts.constantNumber(binary.left()) != null) {
            anywhere(binary.right());
        } else {
            anywhere(binary.left());
            anywhere(binary.right());
        }
    }

    private void compare(Expression.Binary binary) {
        boolean equality = binary.operator() == BinaryOperator.EQUAL || binary.operator() == BinaryOperator.NOT_EQUAL;
        if (equality && facts.constant(binary.right()) != null) {
            compareWithConstant(binary.left(), binary.right());
        } else if (equality && facts.constant(binary.left()) != null) {
            compareWithConstant(binary.right(), binary.left());
        } else {
            anywhereForNow(binary.left(), binary.right());
        }
    }

    /** No instruction has an integer in it, unlike other constants. */
    private void compareWithConstant(Expression operand, Expression constant) {
        if (facts.constant(constant) instanceof Value.Int) {
            anywhereForNow(operand, constant);
        } else {
            anywhereForNow(operand);
        }
    }

    /** @param more how many operands stand before those of the expression */
    void concat(Expression expression, int more, Span span) {
        List<Expression> row = rowOf(expression);
        int first = registers.take(more + row.size(), span) + more;
        for (int i = 0; i < row.size(); i++) {
            onTop(row.get(i), first + i);
        }
    }

    private static List<Expression> rowOf(Expression expression) {
        List<Expression> row = new ArrayList<>();
        Expression rest = expression;
        while (rest instanceof Expression.Binary(BinaryOperator operator, Expression left, Expression right, _)
                && operator == BinaryOperator.CONCAT) {
            row.add(left);
            rest = right;
        }
        row.add(rest);
        return row;
    }

    private void logical(Expression.Binary binary, int target, boolean temporary) {
        Value known = facts.constant(binary.left());
        if (known != null) {
            boolean and = binary.operator() == BinaryOperator.AND;
            value(and == Folding.truth(known) ? binary.right() : binary.left(), target, temporary);
            return;
        }
        boolean simple = registers.placeOf(binary.right()) >= 0 || facts.constant(binary.right()) != null;
        if (simple && !isCondition(binary.left())) {
            anywhere(binary.left());
            return;
        }
        int result = temporary ? target : registers.take(1, binary.span());
        condition(binary.left(), result);
        into(binary.right(), result);
    }

    private boolean isCondition(Expression expression) {
        return switch (expression) {
            case Expression.Group(Expression inner, _) -> facts.constant(inner) != null || isCondition(inner);
            case Expression.Binary binary -> switch (binary.operator()) {
                case AND, OR, EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> true;
                case ADD, SUBTRACT, MULTIPLY, DIVIDE, FLOOR_DIVIDE, MODULO, POWER, CONCAT -> false;
            };
            default -> false;
        };
    }

    private void choice(Expression.IfElse choice, int target, boolean temporary) {
        Value known = facts.constant(choice.condition());
        if (known != null) {
            value(Folding.truth(known) ? choice.then() : choice.otherwise(), target, temporary);
            return;
        }
        condition(choice.condition());
        value(choice.then(), target, temporary);
        value(choice.otherwise(), target, temporary);
    }

    /** An expression of which only the truth counts. */
    void condition(Expression expression) {
        condition(expression, -1);
    }

    /** @param target where the value goes if it decides, or -1 */
    private void condition(Expression expression, int target) {
        if (facts.constant(expression) != null) {
            return;
        }
        int top = registers.top();
        switch (expression) {
            case Expression.Group(Expression inner, _) -> condition(inner, target);
            case Expression.Unary(UnaryOperator operator, Expression operand, _) when operator == UnaryOperator.NOT
                    && target < 0 ->
                condition(operand, target);
            case Expression.Binary binary when isCondition(binary) -> {
                if (binary.operator() == BinaryOperator.AND || binary.operator() == BinaryOperator.OR) {
                    condition(binary.left(), target);
                    condition(binary.right(), target);
                } else {
                    compare(binary);
                }
            }
            default -> {
                if (target >= 0) {
                    into(expression, target);
                } else {
                    anywhere(expression);
                }
            }
        }
        registers.setTop(top);
    }
}
