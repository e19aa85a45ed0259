package dev.moonloom.tests.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Expressions of each kind, and what they have in common: variables, calls, choices, casts and pauses. */
final class Expressions {
    private static final int DEPTH = 2;

    private final Generator generator;
    private final Chance chance;
    private final Scope scope;
    private final NumberExpressions numbers;
    private final StringExpressions strings;
    private final BooleanExpressions booleans;
    private final TableExpressions tables;

    Expressions(Generator generator) {
        this.generator = generator;
        chance = generator.chance;
        scope = generator.scope;
        numbers = new NumberExpressions(generator, this);
        strings = new StringExpressions(chance, this);
        booleans = new BooleanExpressions(chance, this);
        tables = new TableExpressions(generator, this);
    }

    /** {@return an expression of this kind} */
    String of(Kind kind) {
        return of(kind, chance.in(15) ? DEPTH + 1 : chance.between(0, DEPTH));
    }

    /** {@return one that is no deeper than this} */
    String of(Kind kind, int depth) {
        int choice = chance.below(100);
        if (choice < 35 || depth == 0) {
            return simple(kind);
        }
        if (choice < 45) {
            return shared(kind, depth);
        }
        return switch (kind) {
            case NUMBER -> numbers.compound(depth);
            case STRING -> strings.compound(depth);
            case BOOLEAN -> booleans.compound(depth);
            case ARRAY -> tables.array(depth);
            case RECORD -> tables.record(depth);
            case OBJECT -> tables.object(depth);
            case FUNCTION -> throw new IllegalArgumentException("functions have signatures");
            case ANY -> anything(depth);
        };
    }

    /** {@return one that fits anywhere without parentheses of its own, and as an operand of anything} */
    String operand(Kind kind, int depth) {
        return "(" + of(kind, depth) + ")";
    }

    /** {@return a list of expressions of these kinds, as arguments or as results} */
    String list(List<Kind> kinds) {
        String separator = chance.in(6) ? ",\n    " : ", ";
        return kinds.stream().map(kind -> of(kind, 2)).collect(Collectors.joining(separator));
    }

    /** {@return a variable of the kind, or else a literal} */
    private String simple(Kind kind) {
        List<Variable> variables = scope.of(kind);
        if (!variables.isEmpty() && chance.in(75)) {
            // The nearest ones are the most interesting: loop variables and parameters among them.
            return variables.get(chance.below(chance.in(60) ? Math.min(3, variables.size()) : variables.size())).name();
        }
        return literal(kind);
    }

    String literal(Kind kind) {
        return switch (kind) {
            case NUMBER -> numbers.literal();
            case STRING -> strings.literal();
            case BOOLEAN -> chance.oneOf("true", "false");
            case ARRAY -> tables.array(0);
            case RECORD -> tables.record(0);
            case OBJECT -> tables.object(0);
            case FUNCTION -> throw new IllegalArgumentException("functions have signatures");
            case ANY -> chance.in(25) ? "nil" : literal(anyKind());
        };
    }

    private Kind anyKind() {
        return chance.oneOf(List.of(Kind.NUMBER, Kind.NUMBER, Kind.STRING, Kind.BOOLEAN, Kind.ARRAY, Kind.RECORD));
    }

    private String anything(int depth) {
        return chance.in(15) ? "nil" : of(anyKind(), depth);
    }

    /** What can be said of every kind alike. */
    private String shared(Kind kind, int depth) {
        List<IntFunction<String>> forms = List.of(
                d -> "(if " + of(Kind.BOOLEAN, d) + " then " + of(kind, d) + " else " + of(kind, d) + ")",
                d -> "(if " + of(Kind.BOOLEAN, d) + " then " + of(kind, d) + "\n    elseif " + of(Kind.BOOLEAN, d)
                        + " then " + of(kind, d) + " else " + of(kind, d) + ")",
                d -> "pause(" + of(kind, d) + ")",
                d -> "pause(" + of(kind, d) + ")",
                d -> "(pause(" + of(kind, d) + ", " + of(Kind.ANY, d) + "))",
                d -> "(" + of(kind, d) + " :: " + typeName(kind) + ")",
                d -> "pause<<" + typeName(kind) + ">>(" + of(kind, d) + ")",
                d -> "(function(...) return ... end)(" + of(kind, d) + ")",
                d -> "(function() return " + generator.inFunction(false, () -> of(kind, d)) + " end)()",
                d -> "(select(" + chance.between(1, 2) + ", " + of(kind, d) + ", " + of(kind, d) + "))",
                d -> called(kind).orElseGet(() -> of(kind, d)));
        return chance.oneOf(forms).apply(depth - 1);
    }

    /** {@return a call of a function in sight whose first result is of this kind} */
    Optional<String> called(Kind kind) {
        List<Variable> fitting = scope.callable().stream()
                .filter(variable -> !variable.called().results().isEmpty())
                .filter(variable -> variable.called().results().getFirst() == kind)
                .toList();
        if (fitting.isEmpty()) {
            return Optional.empty();
        }
        String call = call(chance.oneOf(fitting));
        return Optional.of(chance.in(70) ? "(" + call + ")" : call);
    }

    /** {@return a call of a function in sight, with all its results} */
    String call(Variable function) {
        Signature signature = function.called();
        scope.spend(signature.cost());
        return function.name() + "(" + arguments(signature) + ")";
    }

    String arguments(Signature signature) {
        List<Kind> kinds = new ArrayList<>(signature.parameters());
        while (!kinds.isEmpty() && kinds.getLast() == Kind.ANY && chance.in(25)) {
            kinds.removeLast();
        }
        boolean complete = kinds.size() == signature.parameters().size();
        if (!complete) {
            return list(kinds);
        }
        if (!signature.variadic()) {
            boolean surplus = chance.in(8);
            return surplus ? list(with(kinds, 1)) : list(kinds);
        }
        boolean passesOn = scope.variadic() && chance.in(40);
        String all = list(with(kinds, chance.below(4)));
        return passesOn ? Stream.of(all, "...").filter(part -> !part.isEmpty()).collect(Collectors.joining(", ")) : all;
    }

    private static List<Kind> with(List<Kind> kinds, int numbers) {
        List<Kind> longer = new ArrayList<>(kinds);
        for (int i = 0; i < numbers; i++) {
            longer.add(Kind.NUMBER);
        }
        return longer;
    }

    static String typeName(Kind kind) {
        return switch (kind) {
            case NUMBER -> "number";
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case ARRAY -> "{number}";
            case RECORD -> "{x: number, y: number, name: string}";
            case OBJECT, ANY -> "any";
            case FUNCTION -> "(...any) -> ...any";
        };
    }
}
