package dev.moonloom.tests.differential;

import java.util.ArrayList;
import java.util.List;

/** Local variables: one or many, with more or fewer values than names, shadowing others, typed and constant. */
final class Declarations implements Idea {
    private final Chance chance;
    private final Scope scope;
    private final Expressions expressions;

    Declarations(Generator generator) {
        chance = generator.chance;
        scope = generator.scope;
        expressions = generator.expressions;
    }

    @Override
    public Statement write() {
        if (chance.in(4)) {
            return Statement.of(chance.oneOf("type T", "export type T") + scope.fresh("") + chance.oneOf(
                    " = number", " = {x: number, [string]: any}?", "<A, B...> = (A, B...) -> (A, ...number)"));
        }
        return chance.in(60) ? single() : several();
    }

    private Statement single() {
        Kind kind = chance.oneOf(Kind.USUAL);
        boolean constant = chance.in(15);
        String value = expressions.of(kind);
        String name = name();
        // What is written around this block may assign to a variable of that name.
        boolean assignable = !constant || scope.names().contains(name);
        Variable variable = new Variable(name, kind, assignable, null);
        scope.declare(variable);
        String type = chance.in(15) ? ": " + Expressions.typeName(kind) : "";
        return Statement.of((assignable ? "local " : "const ") + variable.name() + type + " = " + value);
    }

    private String name() {
        List<String> names = scope.names().stream().filter(name -> name.startsWith("v")).toList();
        return chance.in(15) && !names.isEmpty() ? chance.oneOf(names) : scope.fresh("v");
    }

    private Statement several() {
        List<Variable> variables = new ArrayList<>();
        List<String> values = new ArrayList<>();
        int count = chance.between(2, 4);
        for (int i = 0; i < count; i++) {
            Kind kind = chance.oneOf(Kind.USUAL);
            variables.add(Variable.of(scope.fresh("v"), kind));
            values.add(expressions.of(kind, 2));
        }
        switch (chance.below(5)) {
            case 0 -> values.add(expressions.of(Kind.ANY));
            case 1 -> missing(variables, values);
            case 2 -> addResults(variables, values);
            default -> {}
        }
        variables.forEach(scope::declare);
        return Statement.of("local " + String.join(", ", variables.stream().map(Variable::name).toList())
                + (values.isEmpty() ? "" : " = " + String.join(", ", values)));
    }

    /** The last variables get no value, or the second result of a call that has only one. */
    private void missing(List<Variable> variables, List<String> values) {
        values.removeLast();
        variables.set(values.size(), Variable.of(scope.fresh("v"), Kind.ANY));
        if (chance.in(50)) {
            values.set(values.size() - 1, "pause(" + values.getLast() + ")");
        } else if (chance.in(50)) {
            values.set(values.size() - 1, "(" + values.getLast() + ")");
        }
    }

    /** The last value is a call, and there is a variable for each of its results, with one to spare. */
    private void addResults(List<Variable> variables, List<String> values) {
        List<Variable> callable = scope.callable();
        if (callable.isEmpty()) {
            return;
        }
        Variable function = chance.oneOf(callable);
        values.add(expressions.call(function));
        function.called().results().forEach(kind -> variables.add(Variable.of(scope.fresh("v"), kind)));
        variables.add(Variable.of(scope.fresh("v"), Kind.ANY));
    }
}
