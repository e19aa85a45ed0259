package dev.moonloom.tests.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Functions of every form, which later statements call; some are replaced by others of the same signature. */
final class Functions implements Idea {
    private final Generator generator;
    private final Chance chance;
    private final Scope scope;
    private final List<String> replaceable = new ArrayList<>();

    Functions(Generator generator) {
        this.generator = generator;
        chance = generator.chance;
        scope = generator.scope;
    }

    /** What stands between {@code function} and {@code end}. */
    record Written(String head, List<Statement> body, Signature signature) {}

    @Override
    public @Nullable Statement write() {
        return chance.in(15) ? replacement() : declaration();
    }

    private Statement declaration() {
        Written written = written(sketch());
        String name = scope.fresh("f");
        boolean assignable = chance.in(30);
        String head = switch (chance.below(assignable ? 2 : 6)) {
            case 0 -> "local function " + name;
            case 1 -> "local " + name + " = function";
            case 2 -> "const function " + name;
            case 3 -> "@deprecated\nlocal function " + name;
            case 4 -> {
                name = "F" + name.substring(1);
                yield "function " + name;
            }
            default -> "local function " + name + (written.head().contains(": ") ? "" : "<T...>");
        };
        Variable function = scope.declare(Variable.function(name, written.signature()));
        if (assignable) {
            replaceable.add(name);
        }
        return Statement.around(head + written.head(), written.body(), "end" + firstCall(function));
    }

    /** Later statements call some of the functions only; most of them should run at all. */
    private String firstCall(Variable function) {
        return chance.in(60) && scope.affords(function.called().cost())
                ? "\nout(" + generator.expressions.call(function) + ")"
                : "";
    }

    private @Nullable Statement replacement() {
        List<Variable> functions = scope.callable().stream().filter(f -> replaceable.contains(f.name())).toList();
        if (functions.isEmpty()) {
            return null;
        }
        Variable function = chance.oneOf(functions);
        Signature signature = function.called();
        scope.openFunction(signature.variadic(), signature.results());
        List<Variable> parameters = parameters(signature);
        List<Statement> body = new ArrayList<>();
        body.add(Statement.of("out(" + names(parameters).collect(Collectors.joining(", ")) + ")"));
        body.add(returning());
        scope.closeFunction();
        return Statement.around(function.name() + " = function" + head(signature, parameters, false), body, "end");
    }

    private Signature sketch() {
        return new Signature(kinds(chance.below(5)), chance.in(30), kinds(chance.oneOf(List.of(0, 1, 1, 1, 2, 3))), 0);
    }

    private List<Kind> kinds(int count) {
        List<Kind> kinds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            kinds.add(chance.oneOf(Kind.USUAL));
        }
        return kinds;
    }

    /** {@return a function of this signature, but for its cost} */
    Written written(Signature sketch) {
        scope.openFunction(sketch.variadic(), sketch.results());
        List<Variable> parameters = parameters(sketch);
        List<Statement> body = new ArrayList<>(generator.statements(generator.few()));
        body.add(returning());
        int cost = scope.closeFunction();
        var signature = new Signature(sketch.parameters(), sketch.variadic(), sketch.results(), cost);
        return new Written(head(sketch, parameters, true), body, signature);
    }

    private List<Variable> parameters(Signature signature) {
        return signature.parameters().stream().map(kind -> scope.declare(Variable.of(scope.fresh("p"), kind))).toList();
    }

    private static Stream<String> names(List<Variable> variables) {
        return variables.stream().map(Variable::name);
    }

    private String head(Signature signature, List<Variable> parameters, boolean mayBeTyped) {
        boolean typed = mayBeTyped && chance.in(15);
        List<String> names = new ArrayList<>(parameters.stream()
                .map(variable -> variable.name() + (typed ? ": " + Expressions.typeName(variable.kind()) : ""))
                .toList());
        if (signature.variadic()) {
            names.add("...");
        }
        return "(" + String.join(", ", names) + ")" + (typed ? ": ...any" : "");
    }

    /** {@return the statement at the end of the function that is open} */
    Statement returning() {
        List<Kind> results = scope.results();
        List<Variable> same = scope.callable().stream().filter(f -> f.called().results().equals(results)).toList();
        if (!same.isEmpty() && chance.in(25)) {
            return Statement.of("return " + generator.expressions.call(chance.oneOf(same)));
        }
        return Statement.of(("return " + generator.expressions.list(results)).stripTrailing());
    }
}
