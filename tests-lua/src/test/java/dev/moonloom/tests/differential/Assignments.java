package dev.moonloom.tests.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Assignments to locals, upvalues, globals, fields and items: plain, compound, and several at once. */
final class Assignments implements Idea {
    private final Chance chance;
    private final Scope scope;
    private final Expressions expressions;

    Assignments(Generator generator) {
        chance = generator.chance;
        scope = generator.scope;
        expressions = generator.expressions;
    }

    @Override
    public @Nullable Statement write() {
        return switch (chance.below(10)) {
            case 0, 1, 2 -> plain();
            case 3, 4 -> compound();
            case 5 -> several();
            case 6 -> swap();
            case 7 -> append();
            default -> item();
        };
    }

    private @Nullable Statement plain() {
        List<Variable> variables = scope.assignable();
        if (variables.isEmpty()) {
            return null;
        }
        Variable variable = chance.oneOf(variables);
        String value = expressions.of(variable.kind());
        String shortened = variable.kind() == Kind.STRING ? "string.sub(" + value + ", 1, 40)" : value;
        return Statement.of(variable.name() + " = " + shortened);
    }

    private Statement compound() {
        String operator = chance.oneOf("+", "-", "*", "/", "//", "%");
        String value = expressions.of(Kind.NUMBER);
        return Statement.of(target() + " " + operator + "= " + value);
    }

    /** {@return a place that holds a number} */
    private String target() {
        List<Variable> variables = scope.assignable(Kind.NUMBER);
        boolean field = chance.in(35) || variables.isEmpty();
        return field
                ? expressions.operand(Kind.RECORD, 0).transform(Assignments::unwrapped)
                        + chance.oneOf(".x", ".y", "[\"y\"]")
                : chance.oneOf(variables).name();
    }

    /** A statement must not begin with a parenthesis: it might belong to the line before. */
    private static String unwrapped(String operand) {
        String inner = operand.substring(1, operand.length() - 1);
        return Character.isLetter(inner.charAt(0)) ? inner : "pause(" + inner + ")";
    }

    private @Nullable Statement append() {
        List<Variable> variables = scope.assignable(Kind.STRING);
        if (variables.isEmpty()) {
            return null;
        }
        String name = chance.oneOf(variables).name();
        Kind kind = chance.in(60) ? Kind.STRING : Kind.NUMBER;
        return Statement.of(name + " ..= " + expressions.of(kind) + "\n" + name + " = " + name + ":sub(-30)");
    }

    private @Nullable Statement several() {
        List<Variable> variables = new ArrayList<>(scope.assignable());
        if (variables.size() < 2) {
            return null;
        }
        List<String> targets = new ArrayList<>();
        List<String> values = new ArrayList<>();
        int count = chance.between(2, 4);
        for (int i = 0; i < count; i++) {
            if (chance.in(30)) {
                targets.add(target());
                values.add(expressions.of(Kind.NUMBER, 2));
            } else {
                Variable variable = chance.oneOf(variables);
                targets.add(variable.name());
                values.add(expressions.of(variable.kind(), 1));
            }
        }
        return Statement.of(String.join(", ", targets) + " = " + String.join(", ", values));
    }

    private @Nullable Statement swap() {
        Kind kind = chance.oneOf(List.of(Kind.NUMBER, Kind.ANY, Kind.STRING));
        List<String> names = new ArrayList<>(scope.assignable(kind).stream().map(Variable::name).toList());
        if (names.size() < 2) {
            return null;
        }
        List<String> targets = List.copyOf(names.subList(0, Math.min(names.size(), chance.between(2, 3))));
        List<String> values = new ArrayList<>(targets);
        Collections.rotate(values, 1);
        return Statement.of(String.join(", ", targets) + " = " + String.join(", ", values));
    }

    /** Writes into tables in sight. */
    private @Nullable Statement item() {
        List<Variable> arrays = scope.of(Kind.ARRAY);
        if (arrays.isEmpty()) {
            return null;
        }
        String array = chance.oneOf(arrays).name();
        String value = expressions.of(Kind.NUMBER);
        // A loop over the array must come to an end.
        String unlessFull = "if #" + array + " < 9 then\n    ";
        return Statement.of(switch (chance.below(6)) {
            case 0 -> unlessFull + array + "[#" + array + " + 1] = " + value + "\nend";
            case 1 -> array + "[" + chance.between(0, 5) + "] = " + value;
            case 2 -> unlessFull + "table.insert(" + array + ", " + value + ")\nend";
            case 3 -> unlessFull + "table.insert(" + array + ", 1, " + value + ")\nend";
            case 4 -> "out(table.remove(" + array + chance.oneOf("", ", 1") + "))";
            default -> "if " + array + "[1] then\n    " + array + "[1] " + chance.oneOf("+", "-", "*") + "= " + value
                    + "\nend";
        });
    }
}
