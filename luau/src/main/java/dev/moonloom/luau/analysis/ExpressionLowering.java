package dev.moonloom.luau.analysis;

import dev.moonloom.luau.syntax.BinaryOperator;
import dev.moonloom.luau.syntax.Expression;
import dev.moonloom.luau.syntax.FunctionBody;
import dev.moonloom.luau.syntax.Local;
import dev.moonloom.luau.syntax.UnaryOperator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;

/**
 * Lowers expressions to values, and what in them may give way to steps before. In all of these methods {@code numeric}
 * says that the result is used as a number.
 */
final class ExpressionLowering {
    private static final boolean LATE = true;
    private static final boolean EARLY = false;

    private final FunctionBuilder builder;
    private final CallLowering calls;
    private final ConstructorLowering constructors;

    ExpressionLowering(FunctionBuilder builder) {
        this.builder = builder;
        this.calls = new CallLowering(builder, this);
        this.constructors = new ConstructorLowering(builder, this);
    }

    CallLowering calls() {
        return calls;
    }

    ConstructorLowering constructors() {
        return constructors;
    }

    /** Lowers an operand: as {@link #value}, except that a local has no line of its own. */
    Value operand(Expression expression, boolean numeric) {
        Variable local = builder.own(expression);
        if (local == null) {
            return value(expression, numeric);
        }
        Value constant = builder.facts.constant(expression);
        return constant != null ? constant : new Value.Get(local);
    }

    /** Lowers an expression to its single value. */
    Value value(Expression expression, boolean numeric) {
        builder.at(expression.span().line());
        Value constant = builder.facts.constant(expression);
        if (constant != null) {
            return constant;
        }
        return switch (expression) {
            case Expression.Nil _,Expression.Bool _,Expression.Number _,Expression.Integer _,Expression.Text _ ->
                throw new AssertionError("literals are constants");
            case Expression.Varargs _ -> new Value.FirstVararg();
            case Expression.LocalName(Local local, _) -> builder.read(local);
            case Expression.GlobalName(String name, _) -> global(name);
            case Expression.Group(Expression inner, _) -> value(inner, numeric);
            case Expression.Cast(Expression inner, _, _) -> value(inner, numeric);
            case Expression.Instantiation(Expression inner, _, _) -> value(inner, numeric);
            case Expression.Call _,Expression.MethodCall _ -> calls.one(expression, numeric);
            case Expression.Field field -> field(field);
            case Expression.Index(Expression object, Expression key, _) -> index(object, key);
            case Expression.Function(FunctionBody body, _) -> closure(body);
            case Expression.Table table -> constructors.value(table);
            case Expression.Unary unary -> unary(unary);
            case Expression.Binary binary -> binary(binary, numeric);
            case Expression.IfElse choice -> choice(choice, numeric);
            case Expression.Interpolation text -> interpolation(text);
        };
    }

    /** Lowers an expression whose truth is what counts: comparisons in it have no line of their own. */
    Value condition(Expression expression) {
        if (builder.facts.constant(expression) == null) {
            switch (expression) {
                case Expression.Group(Expression inner, _) -> {
                    return condition(inner);
                }
                case Expression.Unary(UnaryOperator operator, Expression operand, _) when operator == UnaryOperator.NOT -> {
                    return new Value.Not(condition(operand));
                }
                case Expression.Binary binary when isLogical(binary.operator()) -> {
                    return logical(binary, true, false);
                }
                case Expression.Binary binary when relation(binary.operator()) != null -> {
                    return binary(binary, false);
                }
                default -> {}
            }
        }
        return operand(expression, false);
    }

    private Value field(Expression.Field field) {
        Value imported = imported(field);
        if (imported != null) {
            return imported;
        }
        Value table = operand(field.object(), false);
        builder.at(field.nameSpan().line());
        return entry(table, field.name());
    }

    /** {@return a field of a global or a field of such a field, which Luau gets all at one line; null for others} */
    private @Nullable Value imported(Expression.Field field) {
        return switch (field.object()) {
            case Expression.GlobalName(String name, _) when builder.facts.isUntouchedGlobal(name) ->
                Builtins.isLibrary(name)
                        ? new Value.Import(LuaString.valueOf(name), LuaString.valueOf(field.name()),
                                builder.nextImport(),
                                builder.line())
                        : entry(global(name), field.name());
            case Expression.Field(Expression.GlobalName(String name, _), String between, _, _) when builder.facts
                    .isUntouchedGlobal(name) ->
                entry(entry(global(name), between), field.name());
            default -> null;
        };
    }

    private Value global(String name) {
        int number = builder.facts.isUntouchedGlobal(name) ? builder.nextImport() : Value.Global.ASSIGNED;
        return new Value.Global(LuaString.valueOf(name), number, builder.line());
    }

    private Value entry(Value table, String name) {
        return new Value.Index(table, new Value.Str(LuaString.valueOf(name)), builder.line());
    }

    private Value index(Expression object, Expression key) {
        var operands = new Operands(builder);
        operands.next();
        operands.add(operand(object, false), LATE, false);
        Value constant = builder.facts.constant(key);
        if (constant != null && isDirectKey(constant)) {
            builder.at(key.span().line());
            return new Value.Index(operands.get(0), constant, builder.line());
        }
        operands.next();
        operands.add(operand(key, false), LATE, false);
        return new Value.Index(operands.get(0), operands.get(1), builder.line());
    }

    /** {@return whether a key is a part of the operation itself: a string or a small index} */
    static boolean isDirectKey(@Nullable Value key) {
        return key instanceof Value.Str
                || (key instanceof Value.Num(double number) && number >= 1 && number <= 256
                        && number == Math.rint(number));
    }

    /** {@return a new closure of a function that has been lowered before} */
    Value.Closure closure(FunctionBody body) {
        LoweredBodies.LoweredBody lowered = builder.lowered.get(body);
        List<Value.Capture> captures = lowered.captured().stream().map(builder::capture).toList();
        builder.addFunction(lowered.function(), body.span());
        return new Value.Closure(lowered.function(), captures, lowered.shareable());
    }

    private Value unary(Expression.Unary unary) {
        Value integer = ChunkFacts.negatedInteger(unary);
        if (integer != null) {
            return integer;
        }
        Value operand = operand(unary.operand(), unary.operator() == UnaryOperator.NEGATE);
        return switch (unary.operator()) {
            case NOT -> new Value.Not(operand);
            case NEGATE -> new Value.Negate(operand, builder.line());
            case LENGTH -> new Value.Length(operand, builder.line());
        };
    }

    private Value binary(Expression.Binary binary, boolean numeric) {
        BinaryOperator operator = binary.operator();
        if (isLogical(operator)) {
            return logical(binary, false, numeric);
        }
        if (operator == BinaryOperator.CONCAT) {
            return concat(binary);
        }
        Value.Relation relation = relation(operator);
        boolean equality = operator == BinaryOperator.EQUAL || operator == BinaryOperator.NOT_EQUAL;
        boolean rightBuiltIn = isBuiltIn(binary.right(), relation == null, equality);
        boolean leftBuiltIn = !rightBuiltIn && isBuiltIn(binary.left(),
                operator == BinaryOperator.SUBTRACT || operator == BinaryOperator.DIVIDE, equality);
        var operands = new Operands(builder);
        operands.next();
        operands.add(side(binary.left(), leftBuiltIn, !equality), LATE, !equality);
        operands.next();
        Value second = side(binary.right(), rightBuiltIn, !equality);
        operands.add(relation == null ? second : calledFirst(operands.get(0), second), LATE, !equality);
        Value left = operands.get(0);
        Value right = operands.get(1);
        return relation == null
                ? new Value.Arithmetic(arithmetic(operator), left, right, builder.line())
                : new Value.Compare(relation, left, right, builder.line());
    }

    /** {@return what stands for the right side of a comparison} A call may change the left side, which is read late. */
    private Value calledFirst(Value left, Value right) {
        boolean mayChange = left instanceof Value.Get(Variable variable) && variable.kind() == Variable.Kind.CELL;
        if (!mayChange || !(right instanceof Value.ProvenCall)) {
            return right;
        }
        Variable result = builder.temporaries.takeUntouched(Variable.Kind.VALUE);
        builder.emit(new Step.Declare(result, right, builder.line()));
        return new Value.Get(result);
    }

    /** {@return whether a constant is a part of the operation itself, so that its line does not count} */
    private boolean isBuiltIn(Expression operand, boolean withNumber, boolean withAny) {
        return (withAny && builder.facts.constant(operand) != null)
                || (withNumber && builder.facts.constantNumber(operand) != null);
    }

    private Value side(Expression operand, boolean builtIn, boolean numeric) {
        Value constant = builtIn ? builder.facts.constant(operand) : null;
        return constant != null ? constant : operand(operand, numeric);
    }

    private Value concat(Expression.Binary binary) {
        var operands = new Operands(builder);
        concatInto(binary, operands);
        return new Value.Concat(operands.from(0), builder.line());
    }

    /** Lowers the operands of a row of concatenations, which are done in one. */
    void concatInto(Expression expression, Operands operands) {
        Expression rest = expression;
        while (rest instanceof Expression.Binary(BinaryOperator operator, Expression left, Expression right, _)
                && operator == BinaryOperator.CONCAT) {
            operands.next();
            operands.add(value(left, false), EARLY, false);
            rest = right;
        }
        operands.next();
        operands.add(value(rest, false), EARLY, false);
    }

    /** @param truthOnly whether only the truth of the result counts */
    private Value logical(Expression.Binary binary, boolean truthOnly, boolean numeric) {
        boolean and = binary.operator() == BinaryOperator.AND;
        Value known = builder.facts.constant(binary.left());
        if (known != null) {
            Expression chosen = and == Folding.truth(known) ? binary.right() : binary.left();
            return truthOnly ? condition(chosen) : value(chosen, numeric);
        }
        Value left = condition(binary.left());
        int mark = builder.temporaries.mark();
        List<Step> outer = builder.open();
        Value right = truthOnly ? condition(binary.right()) : value(binary.right(), numeric);
        if (builder.position() == 0) {
            builder.close(outer);
            return and ? new Value.And(left, right) : new Value.Or(left, right);
        }
        Variable result = resultOf(right, mark, numeric || Operands.isNumeric(left));
        declareUnlessThere(result, right);
        Body whenOpen = builder.close(outer);
        builder.emit(new Step.Declare(result, left, builder.line()));
        var read = new Value.Get(result);
        builder.emit(and
                ? new Step.If(read, whenOpen, Body.EMPTY, builder.line())
                : new Step.If(read, Body.EMPTY, whenOpen, builder.line()));
        return read;
    }

    /** {@return a temporary for what several bodies yield: the one that has it already, or a new one} */
    private Variable resultOf(Value value, int mark, boolean numeric) {
        if (value instanceof Value.Get(Variable there) && builder.temporaries.takenSince(mark, there)) {
            return there;
        }
        boolean dual = numeric || Operands.isNumeric(value);
        return builder.temporaries.take(dual ? Variable.Kind.DUAL : Variable.Kind.VALUE);
    }

    private void declareUnlessThere(Variable result, Value value) {
        if (!(value instanceof Value.Get(Variable there) && there == result)) {
            builder.emit(new Step.Declare(result, value, builder.line()));
        }
    }

    private Value choice(Expression.IfElse choice, boolean numeric) {
        Value known = builder.facts.constant(choice.condition());
        if (known != null) {
            return value(Folding.truth(known) ? choice.then() : choice.otherwise(), numeric);
        }
        Value condition = condition(choice.condition());
        int mark = builder.temporaries.mark();
        List<Step> outer = builder.open();
        Value then = value(choice.then(), numeric);
        boolean plain = builder.position() == 0;
        List<Step> thenSteps = builder.open();
        Value otherwise = value(choice.otherwise(), numeric);
        if (plain && builder.position() == 0) {
            builder.close(thenSteps);
            builder.close(outer);
            return new Value.Choose(condition, then, otherwise);
        }
        Variable result = resultOf(then, mark, numeric || Operands.isNumeric(otherwise));
        builder.emit(new Step.Declare(result, otherwise, builder.line()));
        Body otherwiseBody = builder.close(thenSteps);
        declareUnlessThere(result, then);
        Body thenBody = builder.close(outer);
        builder.emit(new Step.If(condition, thenBody, otherwiseBody, builder.line()));
        return new Value.Get(result);
    }

    private Value interpolation(Expression.Interpolation text) {
        var operands = new Operands(builder);
        List<LuaString> texts = new ArrayList<>();
        texts.add(text.texts().getFirst());
        for (int i = 0; i < text.values().size(); i++) {
            LuaString following = text.texts().get(i + 1);
            Value known = builder.facts.constant(text.values().get(i));
            if (known instanceof Value.Str(LuaString part)) {
                texts.add(joined(joined(texts.removeLast(), part), following));
            } else {
                operands.next();
                operands.add(value(text.values().get(i), false), EARLY, false);
                texts.add(following);
            }
        }
        List<Value> values = operands.from(0);
        return values.isEmpty()
                ? new Value.Str(texts.getFirst())
                : new Value.Interpolate(List.copyOf(texts), values, builder.line());
    }

    private static LuaString joined(LuaString first, LuaString second) {
        byte[] bytes = new byte[first.m_length + second.m_length];
        first.copyInto(0, bytes, 0, first.m_length);
        second.copyInto(0, bytes, first.m_length, second.m_length);
        return LuaString.valueOf(bytes);
    }

    private static boolean isLogical(BinaryOperator operator) {
        return operator == BinaryOperator.AND || operator == BinaryOperator.OR;
    }

    static Value.Operator arithmetic(BinaryOperator operator) {
        return switch (operator) {
            case ADD -> Value.Operator.ADD;
            case SUBTRACT -> Value.Operator.SUBTRACT;
            case MULTIPLY -> Value.Operator.MULTIPLY;
            case DIVIDE -> Value.Operator.DIVIDE;
            case FLOOR_DIVIDE -> Value.Operator.FLOOR_DIVIDE;
            case MODULO -> Value.Operator.MODULO;
            case POWER -> Value.Operator.POWER;
            case CONCAT, EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, AND, OR ->
                throw new AssertionError(operator);
        };
    }

    private static Value.@Nullable Relation relation(BinaryOperator operator) {
        return switch (operator) {
            case EQUAL -> Value.Relation.EQUAL;
            case NOT_EQUAL -> Value.Relation.NOT_EQUAL;
            case LESS -> Value.Relation.LESS;
            case LESS_EQUAL -> Value.Relation.LESS_EQUAL;
            case GREATER -> Value.Relation.GREATER;
            case GREATER_EQUAL -> Value.Relation.GREATER_EQUAL;
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, FLOOR_DIVIDE, MODULO, POWER, CONCAT, AND, OR -> null;
        };
    }
}
