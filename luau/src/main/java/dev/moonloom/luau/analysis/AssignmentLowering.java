package dev.moonloom.luau.analysis;

import dev.moonloom.luau.syntax.BinaryOperator;
import dev.moonloom.luau.syntax.Expression;
import dev.moonloom.luau.syntax.FunctionBody;
import dev.moonloom.luau.syntax.Local;
import dev.moonloom.luau.syntax.Span;
import dev.moonloom.luau.syntax.Statement;
import java.util.List;
import org.luaj.vm2.LuaString;

/** Lowers all that gives variables and fields their values. */
final class AssignmentLowering {
    private final FunctionBuilder builder;
    private final ExpressionLowering expressions;
    private final CallLowering calls;

    AssignmentLowering(FunctionBuilder builder, ExpressionLowering expressions) {
        this.builder = builder;
        this.expressions = expressions;
        this.calls = expressions.calls();
    }

    /** Where a value goes. */
    sealed interface Place {
        record Own(Local local, Variable variable) implements Place {}

        record Captured(int index, int line) implements Place {}

        record Global(LuaString name, int line) implements Place {}

        /** The table and the key are operands, by their positions. */
        record Entry(int table, int key, int line) implements Place {}
    }

    // ---- new variables ----

    /** Declares variables with the values of a list: nil where there are too few of them. */
    void initialise(List<Variable> targets, List<Expression> values) {
        int count = Math.min(targets.size(), values.size());
        for (int i = 0; i < count; i++) {
            Expression value = values.get(i);
            if (i == values.size() - 1 && targets.size() > values.size() && ChunkFacts.isMany(value)) {
                Value.Many many = calls.all(value);
                List<Variable> rest = targets.subList(i, targets.size());
                builder.emit(new Step.Spread(many, rest, builder.line()));
                rest.forEach(builder::hold);
                return;
            }
            initialise(targets.get(i), value);
            builder.hold(targets.get(i));
        }
        for (int i = count; i < targets.size(); i++) {
            builder.emit(new Step.Declare(targets.get(i), new Value.Nil(), builder.line()));
            builder.hold(targets.get(i));
        }
        for (int i = count; i < values.size(); i++) {
            forEffects(values.get(i));
        }
    }

    /** A cell is made when its value is there, so that no call has to keep one that is still empty. */
    private void initialise(Variable target, Expression value) {
        if (target.kind() != Variable.Kind.CELL) {
            Expression inner = ChunkFacts.withoutTypes(value);
            if (calls.isSite(inner)) {
                builder.at(value.span().line());
                calls.oneInto(inner, target);
                return;
            }
            if (inner instanceof Expression.Table table && !table.items().isEmpty()) {
                builder.at(inner.span().line());
                expressions.constructors().into(table, target);
                return;
            }
        }
        Value initial = expressions.value(value, isNumeric(target));
        builder.emit(new Step.Declare(target, initial, builder.line()));
    }

    private static boolean isNumeric(Variable target) {
        return target.kind() == Variable.Kind.DUAL || target.kind() == Variable.Kind.NUMBER;
    }

    /** Evaluates an expression whose value nobody wants. */
    void forEffects(Expression expression) {
        if (calls.isSite(expression)) {
            calls.none(expression);
            return;
        }
        switch (expression) {
            case Expression.LocalName _,Expression.GlobalName _,Expression.Varargs _,Expression.Function _ -> {}
            default -> {
                Value value = expressions.operand(expression, false);
                if (!builder.purity.isPure(value)) {
                    builder.emit(new Step.Evaluate(value, builder.line()));
                }
            }
        }
    }

    // ---- places ----

    /** Lowers a target up to its table and key, which become operands. */
    Place place(Expression target, Operands operands) {
        builder.at(target.span().line());
        return switch (target) {
            case Expression.LocalName(Local local, Span span) -> {
                Variable own = builder.own(local);
                yield own != null
                        ? new Place.Own(local, own)
                        : new Place.Captured(builder.upvalue(local), span.line());
            }
            case Expression.GlobalName(String name, Span span) ->
                new Place.Global(LuaString.valueOf(name), span.line());
            case Expression.Field(Expression object, String name, _, Span span) -> {
                int table = operand(object, operands);
                operands.next();
                int key = operands.add(new Value.Str(LuaString.valueOf(name)), true, false);
                yield new Place.Entry(table, key, span.line());
            }
            case Expression.Index(Expression object, Expression key, _) ->
                new Place.Entry(operand(object, operands), key(key, operands), key.span().line());
            default -> throw new AssertionError("nothing can be assigned to this");
        };
    }

    private int operand(Expression expression, Operands operands) {
        operands.next();
        return operands.add(expressions.operand(expression, false), true, false);
    }

    private int key(Expression key, Operands operands) {
        Value constant = builder.facts.constant(key);
        if (constant != null && ExpressionLowering.isDirectKey(constant)) {
            operands.next();
            return operands.add(constant, true, false);
        }
        return operand(key, operands);
    }

    /** Stores a value that is at hand. */
    void store(Place place, Value value, Operands operands) {
        switch (place) {
            case Place.Own(_, Variable variable) -> builder.emit(new Step.Set(variable, value, builder.line()));
            case Place.Captured(int index, int line) -> {
                builder.at(line);
                builder.emit(new Step.SetUpvalue(index, value, line));
            }
            case Place.Global(LuaString name, int line) -> {
                builder.at(line);
                builder.emit(new Step.SetGlobal(name, value, line));
            }
            case Place.Entry(int table, int key, int line) -> {
                builder.at(line);
                builder.emit(new Step.SetIndex(operands.get(table), operands.get(key), value, line));
            }
        }
    }

    // ---- assignments ----

    void function(Expression target, FunctionBody function) {
        Value closure = expressions.closure(function);
        var operands = new Operands(builder);
        store(place(target, operands), closure, operands);
    }

    void assign(List<Expression> targets, List<Expression> values) {
        if (targets.size() == 1 && values.size() == 1) {
            assignOne(targets.getFirst(), values.getFirst());
        } else {
            new MultipleAssignment(builder, expressions, this).lower(targets, values);
        }
    }

    private void assignOne(Expression target, Expression value) {
        var operands = new Operands(builder);
        Place place = place(target, operands);
        if (place instanceof Place.Own(_, Variable variable)) {
            set(variable, value);
            return;
        }
        operands.next();
        int position = operands.add(expressions.operand(value, false), true, false);
        store(place, operands.get(position), operands);
    }

    /** Evaluates an expression straight into a variable. */
    void set(Variable variable, Expression value) {
        Expression inner = ChunkFacts.withoutTypes(value);
        if (variable.kind() != Variable.Kind.CELL && calls.isSite(inner)) {
            calls.oneInto(inner, variable);
        } else {
            Value result = expressions.value(value, isNumeric(variable));
            builder.emit(new Step.Set(variable, result, builder.line()));
        }
    }

    void compound(Statement.CompoundAssignment assignment) {
        var operands = new Operands(builder);
        Place place = place(assignment.target(), operands);
        makeRepeatable(place, operands);
        boolean concat = assignment.operator() == BinaryOperator.CONCAT;
        operands.next();
        int current = operands.add(current(place, operands), place instanceof Place.Own && !concat, !concat);
        Value result;
        if (concat) {
            expressions.concatInto(assignment.value(), operands);
            result = new Value.Concat(operands.from(current), builder.line());
        } else {
            operands.next();
            int right = operands.add(rightSide(assignment.value()), true, true);
            result = new Value.Arithmetic(ExpressionLowering.arithmetic(assignment.operator()), operands.get(current),
                    operands.get(right), builder.line());
        }
        store(place, result, operands);
    }

    private Value rightSide(Expression expression) {
        Value.Num constant = builder.facts.constantNumber(expression);
        return constant != null ? constant : expressions.operand(expression, true);
    }

    /** The table and the key are used twice but evaluated once. */
    private void makeRepeatable(Place place, Operands operands) {
        if (place instanceof Place.Entry) {
            operands.settleAll();
        }
    }

    private Value current(Place place, Operands operands) {
        return switch (place) {
            case Place.Own(_, Variable variable) -> new Value.Get(variable);
            case Place.Captured(int index, int line) -> {
                builder.at(line);
                yield new Value.Upvalue(index);
            }
            case Place.Global(LuaString name, int line) -> {
                builder.at(line);
                yield new Value.Global(name, Value.Global.ASSIGNED, line);
            }
            case Place.Entry(int table, int key, int line) -> {
                builder.at(line);
                yield new Value.Index(operands.get(table), operands.get(key), line);
            }
        };
    }
}
