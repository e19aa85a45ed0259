package dev.moonloom.luau.analysis;

import dev.moonloom.luau.syntax.Expression;
import dev.moonloom.luau.syntax.Span;
import java.util.List;
import org.luaj.vm2.LuaString;

/** Lowers calls: those that may give way to sites, the others to values. */
final class CallLowering {
    private final FunctionBuilder builder;
    private final ExpressionLowering expressions;
    private final Builtins builtins;

    CallLowering(FunctionBuilder builder, ExpressionLowering expressions) {
        this.builder = builder;
        this.expressions = expressions;
        this.builtins = new Builtins(builder.facts);
    }

    /** A call that is about to be done, at the line that the builder is at. */
    private record Prepared(Step.Callee callee, Value.Arguments arguments) {}

    /** {@return whether an expression is a call that may give way} */
    boolean isSite(Expression expression) {
        return switch (expression) {
            case Expression.Call call -> !builder.facts.isProven(call.function());
            case Expression.MethodCall _ -> true;
            default -> false;
        };
    }

    /** Lowers a call to its first result. */
    Value one(Expression call, boolean numeric) {
        if (!isSite(call)) {
            return proven(call);
        }
        Prepared prepared = prepare(call);
        Variable result = builder.temporaries.take(numeric ? Variable.Kind.DUAL : Variable.Kind.VALUE);
        emit(prepared, new Step.Target.One(result));
        return new Value.Get(result);
    }

    /** Lowers a call that may give way so that its first result goes into a variable. */
    void oneInto(Expression call, Variable target) {
        emit(prepare(call), new Step.Target.One(target));
    }

    /** Lowers a call or {@code ...} to all its values. */
    Value.Many all(Expression expression) {
        builder.at(expression.span().line());
        if (expression instanceof Expression.Varargs) {
            return new Value.Many.Varargs();
        }
        if (!isSite(expression)) {
            return new Value.Many.OfProvenCall(proven(expression));
        }
        Prepared prepared = prepare(expression);
        Variable results = builder.temporaries.take(Variable.Kind.MANY);
        emit(prepared, new Step.Target.All(results));
        return new Value.Many.Of(results);
    }

    /** Lowers a call whose results nobody wants. */
    void none(Expression call) {
        if (isSite(call)) {
            emit(prepare(call), new Step.Target.Drop());
        } else {
            builder.emit(new Step.Evaluate(proven(call), builder.line()));
        }
    }

    /** Lowers a call that may give way and whose results are those of the function. */
    void result(Expression call) {
        emit(prepare(call), new Step.Target.Result());
    }

    private void emit(Prepared call, Step.Target target) {
        builder.emit(new Step.Call(builder.site(builder.line()), call.callee(), call.arguments(), target));
    }

    private Value.ProvenCall proven(Expression call) {
        Prepared prepared = prepare(call);
        if (!(prepared.callee() instanceof Step.Callee.Function(Value function))) {
            throw new AssertionError("methods are not proven");
        }
        return new Value.ProvenCall(function, prepared.arguments(), builder.line());
    }

    private Prepared prepare(Expression call) {
        builder.at(call.span().line());
        return switch (call) {
            case Expression.Call plain -> prepareFunction(plain);
            case Expression.MethodCall method -> prepareMethod(method);
            default -> throw new AssertionError("no call");
        };
    }

    /** A function that comes late is lowered early all the same: looking up a library function changes nothing. */
    private Prepared prepareFunction(Expression.Call call) {
        Value function = expressions.value(call.function(), false);
        int functionLine = builder.line();
        boolean late = builtins.comesLate(call);
        var operands = new Operands(builder);
        if (!late) {
            operands.next();
            operands.add(function, false, false);
        }
        int first = late ? 0 : 1;
        Value.Arguments arguments = arguments(call.arguments(), operands, first, builtins.readsLocalsLate(call));
        builder.at(late ? functionLine : call.function().span().endLine());
        return new Prepared(new Step.Callee.Function(late ? function : operands.get(0)), arguments);
    }

    private Prepared prepareMethod(Expression.MethodCall call) {
        var operands = new Operands(builder);
        operands.next();
        operands.add(expressions.operand(call.object(), false), true, false);
        Value.Arguments arguments = arguments(call.arguments(), operands, 1, false);
        Span name = call.methodSpan();
        builder.at(name.line());
        return new Prepared(new Step.Callee.Method(operands.get(0), LuaString.valueOf(call.method())), arguments);
    }

    /** Lowers values of which the last one may be many. */
    Value.Arguments arguments(List<Expression> list) {
        return arguments(list, new Operands(builder), 0, false);
    }

    /**
     * Lowers arguments behind other operands.
     *
     * @param first the position of the first argument among the operands
     */
    private Value.Arguments arguments(List<Expression> list, Operands operands, int first, boolean late) {
        for (int i = 0; i < list.size(); i++) {
            Expression argument = list.get(i);
            operands.next();
            if (i == list.size() - 1 && ChunkFacts.isMany(argument)) {
                Value.Many tail = all(argument);
                operands.settleIfDisturbed();
                return new Value.Arguments(operands.from(first), tail);
            }
            Value value = late ? expressions.operand(argument, false) : expressions.value(argument, false);
            operands.add(value, late, false);
        }
        return new Value.Arguments(operands.from(first), null);
    }
}
