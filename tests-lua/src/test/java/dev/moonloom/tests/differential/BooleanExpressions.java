package dev.moonloom.tests.differential;

import java.util.List;
import java.util.function.IntFunction;

/** Expressions that give a boolean: comparisons, tests and logic. */
final class BooleanExpressions {
    private final Chance chance;
    private final Expressions expressions;

    BooleanExpressions(Chance chance, Expressions expressions) {
        this.chance = chance;
        this.expressions = expressions;
    }

    private String order(Kind kind, int depth) {
        return "(" + expressions.of(kind, depth) + chance.oneOf(" < ", " <= ", " > ", " >= ")
                + expressions.of(kind, depth) + ")";
    }

    private String equality(Kind left, Kind right, int depth) {
        return "(" + expressions.of(left, depth) + chance.oneOf(" == ", " ~= ") + expressions.of(right, depth) + ")";
    }

    private String bool(int depth) {
        return expressions.operand(Kind.BOOLEAN, depth);
    }

    String compound(int depth) {
        List<IntFunction<String>> forms = List.of(
                d -> order(Kind.NUMBER, d),
                d -> order(Kind.NUMBER, d),
                d -> order(Kind.STRING, d),
                d -> equality(Kind.NUMBER, Kind.NUMBER, d),
                d -> equality(Kind.STRING, Kind.STRING, d),
                d -> equality(Kind.ANY, Kind.ANY, d),
                d -> "(" + expressions.of(Kind.ANY, d) + chance.oneOf(" == ", " ~= ")
                        + chance.oneOf("nil", "true", "false", "0", "\"a\"") + ")",
                d -> "not " + expressions.operand(Kind.ANY, d),
                d -> "(not " + bool(d) + ")",
                d -> "(" + bool(d) + chance.oneOf(" and ", " or ") + bool(d) + ")",
                d -> "(" + bool(d) + " and " + bool(d) + " or " + bool(d) + ")",
                d -> "(type(" + expressions.of(Kind.ANY, d) + ") == \"" + chance.oneOf("number", "string", "nil")
                        + "\")",
                d -> "rawequal(" + expressions.of(Kind.ANY, d) + ", " + expressions.of(Kind.ANY, d) + ")",
                d -> "(" + expressions.operand(Kind.STRING, d) + ":find(\"" + chance.oneOf("a", "%d", "^x", "[a-f]+$")
                        + "\") ~= nil)");
        return chance.oneOf(forms).apply(depth - 1);
    }
}
