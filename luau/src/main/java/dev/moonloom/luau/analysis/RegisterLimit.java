package dev.moonloom.luau.analysis;

import dev.moonloom.luau.syntax.BinaryOperator;
import dev.moonloom.luau.syntax.Block;
import dev.moonloom.luau.syntax.Expression;
import dev.moonloom.luau.syntax.FunctionBody;
import dev.moonloom.luau.syntax.Local;
import dev.moonloom.luau.syntax.Span;
import dev.moonloom.luau.syntax.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rejects functions for which Luau's compiler would need more than its 255 registers: nothing here uses registers, but a
 * script should not run in one place and be rejected in another. It also bounds how much can be live at a site.
 *
 * <p>The statements of a function are walked over as that compiler does it, taking and giving back registers. What an
 * expression takes is counted by {@link ExpressionRegisters}.
 */
final class RegisterLimit {
    private final ChunkFacts facts;
    private final Registers registers = new Registers();
    private final ExpressionRegisters expressions;

    private RegisterLimit(ChunkFacts facts) {
        this.facts = facts;
        this.expressions = new ExpressionRegisters(facts, registers);
    }

    static void check(FunctionBody body, ChunkFacts facts) {
        var limit = new RegisterLimit(facts);
        int first = limit.registers.take(body.parameters().size(), body.span());
        limit.registers.place(body.parameters(), first);
        limit.statements(body.block());
    }

    /** The registers of a function: those below the top are taken. */
    static final class Registers {
        private static final int MOST = 255;

        private final Map<Local, Integer> places = new HashMap<>();
        private int top;

        int top() {
            return top;
        }

        void setTop(int newTop) {
            top = newTop;
        }

        /** {@return the first of so many registers that follow each other} */
        int take(int count, Span span) {
            int first = top;
            if (first + count > MOST) {
                throw FunctionBuilder.error(span, "Out of registers when trying to allocate " + count
                        + " registers: exceeded limit " + MOST);
            }
            top += count;
            return first;
        }

        void place(List<Local> locals, int first) {
            for (int i = 0; i < locals.size(); i++) {
                places.put(locals.get(i), first + i);
            }
        }

        /** {@return the register of a local of the function that an expression names, or -1} */
        int placeOf(Expression expression) {
            return switch (expression) {
                case Expression.LocalName(Local local, _) -> places.getOrDefault(local, -1);
                case Expression.Group(Expression inner, _) -> placeOf(inner);
                case Expression.Cast(Expression value, _, _) -> placeOf(value);
                default -> -1;
            };
        }
    }

    // ---- statements ----

    private boolean block(Block block) {
        int top = registers.top();
        boolean leaves = statements(block);
        registers.setTop(top);
        return leaves;
    }

    /** {@return whether the statements always leave by a return, break or continue} What follows that is dropped. */
    private boolean statements(Block block) {
        for (Statement statement : block.statements()) {
            if (statement(statement)) {
                return true;
            }
        }
        return false;
    }

    private boolean statement(Statement statement) {
        int top = registers.top();
        switch (statement) {
            case Statement.LocalDeclaration(List<Local> locals, List<Expression> values, Span span) -> {
                declare(locals, values, span);
                return false;
            }
            case Statement.LocalFunction(Local local, _, Span span) -> {
                registers.place(List.of(local), registers.take(1, span));
                return false;
            }
            case Statement.Do(Block block, _) -> {
                return block(block);
            }
            case Statement.If choice -> {
                return choice(choice);
            }
            case Statement.Return(List<Expression> values, Span span) -> {
                result(values, span);
                return true;
            }
            case Statement.Break _,Statement.Continue _ -> {
                return true;
            }
            case Statement.While loop -> {
                if (!isConstant(loop.condition(), false)) {
                    expressions.condition(loop.condition());
                    block(loop.block());
                }
            }
            case Statement.Repeat loop -> {
                statements(loop.block());
                expressions.condition(loop.condition());
            }
            case Statement.NumericFor loop -> numericFor(loop);
            case Statement.GenericFor loop -> genericFor(loop);
            case Statement.FunctionDeclaration(Expression target, _, Span span) -> {
                if (registers.placeOf(target) < 0) {
                    registers.take(1, span);
                    target(target);
                }
            }
            case Statement.Assignment assignment -> assign(assignment);
            case Statement.CompoundAssignment assignment -> compound(assignment);
            case Statement.CallStatement(Expression call, _) -> expressions.call(call, top, 0, false);
            case Statement.TypeDeclaration _ -> {}
        }
        registers.setTop(top);
        return false;
    }

    private boolean isConstant(Expression expression, boolean truth) {
        Value constant = facts.constant(expression);
        return constant != null && Folding.truth(constant) == truth;
    }

    private void declare(List<Local> locals, List<Expression> values, Span span) {
        if (values.size() <= locals.size()
                && locals.stream().allMatch(local -> facts.of(local).constant != null)) {
            return;
        }
        if (locals.size() == 1 && values.size() == 1 && isAlias(locals.getFirst(), values.getFirst())) {
            registers.place(locals, registers.placeOf(values.getFirst()));
            return;
        }
        int first = registers.take(locals.size(), span);
        expressions.list(values, first, locals.size());
        registers.place(locals, first);
    }

    /** {@return whether a local is just another name of one that does not change either} */
    private boolean isAlias(Local local, Expression value) {
        return registers.placeOf(value) >= 0 && !facts.of(local).assigned
                && ChunkFacts.withoutTypes(value) instanceof Expression.LocalName(Local other, _)
                && !facts.of(other).assigned;
    }

    private boolean choice(Statement.If choice) {
        Block otherwise = choice.otherwise();
        if (isConstant(choice.condition(), false)) {
            return otherwise != null && block(otherwise);
        }
        boolean always = isConstant(choice.condition(), true);
        if (!always) {
            expressions.condition(choice.condition());
        }
        boolean thenLeaves = block(choice.then());
        return always ? thenLeaves : otherwise != null && block(otherwise) && thenLeaves;
    }

    private void result(List<Expression> values, Span span) {
        int top = registers.top();
        if (!inRow(values)) {
            int first = registers.take(values.size(), span);
            for (int i = 0; i < values.size(); i++) {
                expressions.inRow(values.get(i), first + i, i == values.size() - 1);
            }
        }
        registers.setTop(top);
    }

    /** {@return whether values are locals in registers that follow each other} */
    private boolean inRow(List<Expression> values) {
        int first = values.isEmpty() ? -1 : registers.placeOf(values.getFirst());
        for (int i = 0; i < values.size(); i++) {
            if (first < 0 || registers.placeOf(values.get(i)) != first + i) {
                return false;
            }
        }
        return true;
    }

    private void numericFor(Statement.NumericFor loop) {
        int hidden = registers.take(3, loop.span());
        int place = facts.of(loop.local()).assigned ? registers.take(1, loop.span()) : hidden + 2;
        expressions.into(loop.from(), hidden + 2);
        expressions.into(loop.to(), hidden);
        Expression step = loop.step();
        if (step != null) {
            expressions.into(step, hidden + 1);
        }
        registers.place(List.of(loop.local()), place);
        block(loop.block());
    }

    private void genericFor(Statement.GenericFor loop) {
        expressions.list(loop.values(), registers.take(3, loop.span()), 3);
        int first = registers.take(Math.max(loop.locals().size(), 2), loop.span());
        registers.place(loop.locals(), first);
        block(loop.block());
    }

    // ---- assignments ----

    private void target(Expression target) {
        switch (target) {
            case Expression.Field field -> expressions.anywhere(field.object());
            case Expression.Index index -> {
                expressions.anywhere(index.object());
                if (!ExpressionLowering.isDirectKey(facts.constant(index.key()))) {
                    expressions.anywhere(index.key());
                }
            }
            default -> {}
        }
    }

    private void assign(Statement.Assignment assignment) {
        List<Expression> targets = assignment.targets();
        List<Expression> values = assignment.values();
        targets.forEach(this::target);
        for (int i = 0; i < values.size(); i++) {
            Expression value = values.get(i);
            if (i >= targets.size()) {
                expressions.forEffects(value);
            } else if (i == values.size() - 1 && targets.size() > values.size()) {
                int rest = targets.size() - i;
                expressions.many(value, registers.take(rest, assignment.span()), rest);
            } else if (registers.placeOf(targets.get(i)) >= 0) {
                expressions.value(value, registers.placeOf(targets.get(i)), false);
            } else {
                expressions.anywhere(value);
            }
        }
    }

    private void compound(Statement.CompoundAssignment assignment) {
        target(assignment.target());
        if (registers.placeOf(assignment.target()) < 0) {
            registers.take(1, assignment.span());
        }
        if (assignment.operator() == BinaryOperator.CONCAT) {
            expressions.concat(assignment.value(), 1, assignment.span());
        } else if (facts.constantNumber(assignment.value()) == null) {
            expressions.anywhere(assignment.value());
        }
    }
}
