package dev.moonloom.luau.codegen;

import dev.moonloom.luau.analysis.Body;
import dev.moonloom.luau.analysis.Step;
import dev.moonloom.luau.analysis.Value;
import dev.moonloom.luau.analysis.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Goes through the parts of steps and values. */
final class Walk {
    private Walk() {}

    /** {@return the bodies directly inside a step} */
    static List<Body> bodiesOf(Step step) {
        return switch (step) {
            case Step.If choice -> List.of(choice.then(), choice.otherwise());
            case Step.Loop loop -> List.of(loop.body(), loop.latch());
            case Step.NumericFor loop -> List.of(loop.body());
            case Step.GenericFor loop -> List.of(loop.body());
            case Step.Set _,Step.Declare _,Step.SetUpvalue _,Step.SetGlobal _,Step.SetIndex _,Step.Append _,Step.Spread _,Step.Evaluate _,Step.Call _,Step.Break _,Step.Continue _,Step.Return _ ->
                List.of();
        };
    }

    /** {@return the values directly inside a step, in the order of their evaluation} */
    static List<Value> valuesOf(Step step) {
        return switch (step) {
            case Step.Set set -> List.of(set.value());
            case Step.Declare declare -> List.of(declare.value());
            case Step.SetUpvalue set -> List.of(set.value());
            case Step.SetGlobal set -> List.of(set.value());
            case Step.SetIndex set -> List.of(set.table(), set.key(), set.value());
            case Step.Append append -> append.items().values();
            case Step.Evaluate evaluate -> List.of(evaluate.value());
            case Step.Call(_, Step.Callee.Function(Value function), Value.Arguments arguments, _) ->
                with(function, arguments.values());
            case Step.Call(_, Step.Callee.Method(Value object, _), Value.Arguments arguments, _) ->
                with(object, arguments.values());
            case Step.If choice -> List.of(choice.condition());
            case Step.NumericFor loop when loop.step() != null -> List.of(loop.from(), loop.to(), loop.step());
            case Step.NumericFor loop -> List.of(loop.from(), loop.to());
            case Step.Return results -> results.values().values();
            case Step.Spread _,Step.Loop _,Step.GenericFor _,Step.Break _,Step.Continue _ -> List.of();
        };
    }

    private static List<Value> with(Value first, List<Value> others) {
        var all = new ArrayList<Value>();
        all.add(first);
        all.addAll(others);
        return all;
    }

    private static Value.@Nullable Many tailOf(Step step) {
        return switch (step) {
            case Step.Append append -> append.items().tail();
            case Step.Spread spread -> spread.source();
            case Step.Call call -> call.arguments().tail();
            case Step.Return results -> results.values().tail();
            default -> null;
        };
    }

    /** {@return the values directly inside a value} */
    static List<Value> valuesOf(Value value) {
        return switch (value) {
            case Value.Nil _,Value.Bool _,Value.Num _,Value.Int _,Value.Str _,Value.Get _,Value.Upvalue _,Value.Self _,Value.Global _,Value.Import _,Value.FirstVararg _,Value.Closure _,Value.NewTable _ ->
                List.of();
            case Value.Index index -> List.of(index.table(), index.key());
            case Value.Arithmetic(_, Value left, Value right, _) -> List.of(left, right);
            case Value.Negate(Value operand, _) -> List.of(operand);
            case Value.Length(Value operand, _) -> List.of(operand);
            case Value.Not(Value operand) -> List.of(operand);
            case Value.Compare(_, Value left, Value right, _) -> List.of(left, right);
            case Value.Concat(List<Value> operands, _) -> operands;
            case Value.Interpolate(_, List<Value> values, _) -> values;
            case Value.And(Value left, Value right) -> List.of(left, right);
            case Value.Or(Value left, Value right) -> List.of(left, right);
            case Value.Choose(Value condition, Value then, Value otherwise) -> List.of(condition, then, otherwise);
            case Value.ProvenCall(Value function, Value.Arguments arguments, _) -> with(function, arguments.values());
        };
    }

    /** Tells the variables that a step itself uses or holds, those of the bodies inside it left out. */
    static void variablesOf(Step step, Consumer<Variable> found) {
        switch (step) {
            case Step.Set set -> found.accept(set.variable());
            case Step.Declare declare -> found.accept(declare.variable());
            case Step.Append append -> found.accept(append.table());
            case Step.Spread spread -> spread.targets().forEach(found);
            case Step.Call call -> {
                call.site().held().forEach(found);
                switch (call.target()) {
                    case Step.Target.One(Variable variable) -> found.accept(variable);
                    case Step.Target.All(Variable variable) -> found.accept(variable);
                    case Step.Target.Drop _,Step.Target.Result _ -> {}
                }
            }
            case Step.NumericFor loop -> {
                found.accept(loop.variable());
                found.accept(loop.counter());
                found.accept(loop.limit());
                Variable stride = loop.stride();
                if (stride != null) {
                    found.accept(stride);
                }
            }
            case Step.GenericFor loop -> {
                List.of(loop.iterator(), loop.state(), loop.control(), loop.cursor()).forEach(found);
                loop.variables().forEach(found);
                loop.site().held().forEach(found);
            }
            case Step.SetUpvalue _,Step.SetGlobal _,Step.SetIndex _,Step.Evaluate _,Step.If _,Step.Loop _,Step.Break _,Step.Continue _,Step.Return _ ->
                {}
        }
        valuesOf(step).forEach(value -> variablesOf(value, found));
        variablesOf(tailOf(step), found);
    }

    private static void variablesOf(Value value, Consumer<Variable> found) {
        switch (value) {
            case Value.Get(Variable variable) -> found.accept(variable);
            case Value.Closure closure -> closure.captures().forEach(capture -> {
                if (capture instanceof Value.Capture.OfVariable(Variable variable)) {
                    found.accept(variable);
                }
            });
            case Value.ProvenCall call -> variablesOf(call.arguments().tail(), found);
            default -> {}
        }
        valuesOf(value).forEach(inner -> variablesOf(inner, found));
    }

    private static void variablesOf(Value.@Nullable Many many, Consumer<Variable> found) {
        switch (many) {
            case null -> {}
            case Value.Many.Varargs() -> {}
            case Value.Many.Of(Variable variable) -> found.accept(variable);
            case Value.Many.OfProvenCall(Value.ProvenCall call) -> variablesOf(call, found);
        }
    }

    /** Tells the steps in some parts that leave a loop or go on with one. */
    static void jumpsIn(List<Outline.Part> parts, Outline outline, Consumer<Step> found) {
        for (Outline.Part part : parts) {
            switch (part) {
                case Outline.Segment segment -> jumpsIn(segment.parts(), outline, found);
                case Outline.Part.Single(Step step) -> {
                    if (step instanceof Step.Break || step instanceof Step.Continue) {
                        found.accept(step);
                    }
                    bodiesOf(step).forEach(body -> jumpsIn(outline.partsOf(body), outline, found));
                }
            }
        }
    }
}
