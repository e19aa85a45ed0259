package dev.moonloom.luau.analysis;

import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;

/**
 * Writes a lowered function as text, for people and tests. A name with a number is a variable, {@code ^} marks an upvalue
 * and {@code *} what is kept in a cell; {@code @} is followed by a line, and the end of each site's line tells what is
 * live and what is held there.
 */
final class Listing {
    private final StringBuilder text = new StringBuilder();
    private final IdentityHashMap<Label, String> labels = new IdentityHashMap<>();
    private final LoweredFunction function;

    private Listing(LoweredFunction function) {
        this.function = function;
    }

    /** {@return a function with those inside it} */
    static String of(LoweredFunction function) {
        var listing = new Listing(function);
        listing.head();
        listing.body(function.body(), 1);
        var all = new StringJoiner("\n");
        all.add(listing.text);
        function.functions().forEach(inner -> all.add(of(inner)));
        return all.toString();
    }

    private void head() {
        text.append("function ").append(function.id());
        if (!function.name().isEmpty()) {
            text.append(' ').append(function.name());
        }
        text.append(" @").append(function.line());
        if (function.proven()) {
            text.append(" proven");
        }
        text.append('\n');
        line(1, "parameters " + names(function.parameters()) + (function.variadic() ? " ..." : ""));
        line(1, "variables " + function.variables().stream()
                .map(variable -> variable + ":" + variable.kind().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" ")));
        if (!function.upvalues().isEmpty()) {
            line(1, "upvalues " + function.upvalues().stream()
                    .map(upvalue -> (upvalue.cell() ? "*" : "") + upvalue.name())
                    .collect(Collectors.joining(" ")));
        }
    }

    private void line(int depth, String content) {
        text.append("  ".repeat(depth)).append(content.strip()).append('\n');
    }

    private static String names(List<Variable> variables) {
        return variables.stream().map(Listing::name).collect(Collectors.joining(" "));
    }

    private static String name(Variable variable) {
        return (variable.kind() == Variable.Kind.CELL ? "*" : "") + variable;
    }

    private String label(Label label) {
        return labels.computeIfAbsent(label, _ -> "L" + labels.size());
    }

    // ---- steps ----

    private void body(Body body, int depth) {
        body.steps().forEach(step -> step(step, depth));
    }

    private void step(Step step, int depth) {
        switch (step) {
            case Step.Set(Variable variable, Value value, int line) ->
                line(depth, name(variable) + " = " + value(value) + at(line));
            case Step.Declare(Variable variable, Value value, int line) ->
                line(depth, "new " + name(variable) + " = " + value(value) + at(line));
            case Step.SetUpvalue(int index, Value value, int line) ->
                line(depth, "^" + index + " = " + value(value) + at(line));
            case Step.SetGlobal(LuaString name, Value value, int line) ->
                line(depth, "global " + name + " = " + value(value) + at(line));
            case Step.SetIndex(Value table, Value key, Value value, int line) ->
                line(depth, value(table) + "[" + value(key) + "] = " + value(value) + at(line));
            case Step.Append(Variable table, int from, Value.Arguments items, int line) ->
                line(depth, "append " + name(table) + " from " + from + ": " + arguments(items) + at(line));
            case Step.Spread(Value.Many source, List<Variable> targets, int line) ->
                line(depth, "new " + names(targets) + " = " + many(source) + at(line));
            case Step.Evaluate(Value value, int line) -> line(depth, "evaluate " + value(value) + at(line));
            case Step.Call call -> line(depth, call(call));
            case Step.If choice -> choice(choice, depth);
            case Step.Loop loop -> loop(loop, depth);
            case Step.NumericFor loop -> numericFor(loop, depth);
            case Step.GenericFor loop -> genericFor(loop, depth);
            case Step.Break(Label label) -> line(depth, "break " + label(label));
            case Step.Continue(Label label) -> line(depth, "continue " + label(label));
            case Step.Return(Value.Arguments values, int line) ->
                line(depth, "return " + arguments(values) + at(line));
        }
    }

    private static String at(int line) {
        return " @" + line;
    }

    private String call(Step.Call call) {
        String target = switch (call.target()) {
            case Step.Target.Drop() -> "";
            case Step.Target.One(Variable variable) -> name(variable) + " = ";
            case Step.Target.All(Variable variable) -> name(variable) + "... = ";
            case Step.Target.Result() -> "return ";
        };
        String callee = switch (call.callee()) {
            case Step.Callee.Function(Value value) -> value(value);
            case Step.Callee.Method(Value object, LuaString name) -> value(object) + ":" + name;
        };
        return target + "call " + callee + "(" + arguments(call.arguments()) + ")" + site(call.site());
    }

    private static String site(Site site) {
        return " #" + site.number() + at(site.line()) + kept(" live ", site.live()) + kept(" held ", site.held());
    }

    private static String kept(String title, List<Variable> variables) {
        return variables.isEmpty() ? "" : title + names(variables);
    }

    private void choice(Step.If choice, int depth) {
        line(depth, "if " + value(choice.condition()) + at(choice.line()));
        body(choice.then(), depth + 1);
        if (!choice.otherwise().steps().isEmpty()) {
            line(depth, "else");
            body(choice.otherwise(), depth + 1);
        }
    }

    private void loop(Step.Loop loop, int depth) {
        line(depth, "loop " + label(loop.label()) + at(loop.line()));
        body(loop.body(), depth + 1);
        if (!loop.latch().steps().isEmpty()) {
            line(depth, "latch");
            body(loop.latch(), depth + 1);
        }
    }

    private void numericFor(Step.NumericFor loop, int depth) {
        Value step = loop.step();
        Variable stride = loop.stride();
        line(depth, "for " + label(loop.label()) + " " + name(loop.variable()) + " = " + value(loop.from()) + ", "
                + value(loop.to()) + (step == null ? "" : ", " + value(step)) + " by " + name(loop.counter()) + " "
                + name(loop.limit()) + (stride == null ? "" : " " + name(stride)) + at(loop.line()));
        body(loop.body(), depth + 1);
    }

    private void genericFor(Step.GenericFor loop, int depth) {
        line(depth, "for " + label(loop.label()) + " " + names(loop.variables()) + " in " + name(loop.iterator()) + " "
                + name(loop.state()) + " " + name(loop.control()) + " " + name(loop.cursor()) + at(loop.line()) + ","
                + site(loop.site()));
        body(loop.body(), depth + 1);
    }

    // ---- values ----

    private String value(Value value) {
        return switch (value) {
            case Value.Nil() -> "nil";
            case Value.Bool(boolean truth) -> String.valueOf(truth);
            case Value.Num(double number) -> number == Math.rint(number) && Math.abs(number) < 1e15
                    && Double.compare(number, -0.0) != 0 ? String.valueOf((long) number) : String.valueOf(number);
            case Value.Int(long number) -> number + "i";
            case Value.Str(LuaString string) -> quoted(string);
            case Value.Get(Variable variable) -> name(variable);
            case Value.Upvalue(int index) -> "^" + index;
            case Value.Self() -> "self";
            case Value.Global(LuaString name, _, _) -> name.tojstring();
            case Value.FirstVararg() -> "(...)";
            case Value.Closure closure -> closure(closure);
            case Value.NewTable(int list, int hash) -> "{" + list + "," + hash + "}";
            case Value.Import(LuaString library, LuaString member, _, int line) ->
                library.tojstring() + "[" + value(new Value.Str(member)) + "]" + suffix(line);
            case Value.Index(Value table, Value key, int line) -> value(table) + "[" + value(key) + "]" + suffix(line);
            case Value.Arithmetic(Value.Operator operator, Value left, Value right, int line) ->
                operation(operator.name(), line, left, right);
            case Value.Negate(Value operand, int line) -> operation("NEGATE", line, operand);
            case Value.Length(Value operand, int line) -> operation("LENGTH", line, operand);
            case Value.Not(Value operand) -> "not(" + value(operand) + ")";
            case Value.Compare(Value.Relation relation, Value left, Value right, int line) ->
                operation(relation.name(), line, left, right);
            case Value.Concat(List<Value> operands, int line) -> "concat(" + values(operands) + ")" + suffix(line);
            case Value.Interpolate text -> interpolation(text);
            case Value.And(Value left, Value right) -> "and(" + value(left) + ", " + value(right) + ")";
            case Value.Or(Value left, Value right) -> "or(" + value(left) + ", " + value(right) + ")";
            case Value.Choose(Value condition, Value then, Value otherwise) ->
                "choose(" + value(condition) + ", " + value(then) + ", " + value(otherwise) + ")";
            case Value.ProvenCall(Value called, Value.Arguments arguments, int line) ->
                "proven " + value(called) + "(" + arguments(arguments) + ")" + suffix(line);
        };
    }

    /** Lines of values matter where an operation is spread over several. */
    private static String suffix(int line) {
        return "'" + line;
    }

    private String operation(String name, int line, Value... operands) {
        return name.toLowerCase(Locale.ROOT) + "(" + values(List.of(operands)) + ")" + suffix(line);
    }

    private static String quoted(LuaString string) {
        byte[] bytes = new byte[string.m_length];
        string.copyInto(0, bytes, 0, bytes.length);
        return "\"" + new String(bytes, StandardCharsets.UTF_8) + "\"";
    }

    private String closure(Value.Closure closure) {
        String captures = closure.captures().stream().map(capture -> switch (capture) {
            case Value.Capture.OfVariable(Variable variable) -> name(variable);
            case Value.Capture.OfUpvalue(int index) -> "^" + index;
            case Value.Capture.OfSelf() -> "self";
        }).collect(Collectors.joining(" "));
        return (closure.shared() ? "shared" : "fresh") + " closure " + closure.function().id() + "[" + captures + "]";
    }

    private String interpolation(Value.Interpolate text) {
        var parts = new StringJoiner(", ", "text(", ")" + suffix(text.line()));
        for (int i = 0; i < text.texts().size(); i++) {
            parts.add(quoted(text.texts().get(i)));
            if (i < text.values().size()) {
                parts.add(value(text.values().get(i)));
            }
        }
        return parts.toString();
    }

    private String values(List<Value> values) {
        return values.stream().map(this::value).collect(Collectors.joining(", "));
    }

    private String arguments(Value.Arguments arguments) {
        Value.@Nullable Many tail = arguments.tail();
        String values = values(arguments.values());
        if (tail == null) {
            return values;
        }
        return values.isEmpty() ? many(tail) : values + ", " + many(tail);
    }

    private String many(Value.Many many) {
        return switch (many) {
            case Value.Many.Varargs() -> "...";
            case Value.Many.Of(Variable variable) -> name(variable) + "...";
            case Value.Many.OfProvenCall(Value.ProvenCall call) -> value(call) + "...";
        };
    }
}
