package dev.moonloom.tests.differential;

import java.util.List;
import java.util.function.IntFunction;

/** Expressions that give a string: literals, concatenation, interpolation, formats and methods. */
final class StringExpressions {
    private static final List<String> LITERALS = List.of(
            "\"\"", "\"a\"", "\"b\"", "\"abc\"", "'hello world'", "\"12\"", "\"-3.5\"", "\"0x10\"", "\" 7 \"",
            "\"1e2\"",
            "[[long]]", "[==[\nlines]==]", "\"\\65\\x42\\u{43}\"", "\"tab\\tbed\"", "\"\\0zero\"", "\"caf\\u{e9}\"",
            "\"\\255\"", "\"x,y,z\"", "\"%d\"", "`plain`", "\"quote\\\"d\"", "\"nan\"", "\"Zebra\"");

    private final Chance chance;
    private final Expressions expressions;

    StringExpressions(Chance chance, Expressions expressions) {
        this.chance = chance;
        this.expressions = expressions;
    }

    String literal() {
        return chance.oneOf(LITERALS);
    }

    private String string(int depth) {
        return expressions.of(Kind.STRING, depth);
    }

    private String number(int depth) {
        return expressions.of(Kind.NUMBER, depth);
    }

    String compound(int depth) {
        List<IntFunction<String>> forms = List.of(
                this::concatenation,
                this::concatenation,
                this::interpolation,
                d -> method(d),
                d -> method(d),
                this::format,
                d -> "tostring(" + expressions.of(chance.in(50) ? Kind.NUMBER : Kind.BOOLEAN, d) + ")",
                d -> chance.oneOf("type", "typeof") + "(" + expressions.of(Kind.ANY, d) + ")",
                d -> "(" + string(d) + " or " + string(d) + ")",
                d -> "(" + string(d) + " and " + string(d) + ")",
                d -> expressions.operand(Kind.RECORD, d) + ".name",
                d -> "table.concat(" + expressions.of(Kind.ARRAY, d) + ", " + string(d) + ")",
                d -> "string.char(" + chance.between(65, 90) + ", " + chance.between(97, 122) + ")",
                d -> "string." + chance.oneOf("lower", "upper", "reverse") + "(" + string(d) + ")");
        return chance.oneOf(forms).apply(depth - 1);
    }

    private String concatenation(int depth) {
        var text = new StringBuilder("(" + part(depth));
        int parts = chance.between(1, 3);
        for (int i = 0; i < parts; i++) {
            text.append(chance.in(5) ? " ..\n    " : " .. ").append(part(depth));
        }
        return text.append(")").toString();
    }

    private String part(int depth) {
        return expressions.operand(chance.in(65) ? Kind.STRING : Kind.NUMBER, depth);
    }

    private String interpolation(int depth) {
        var text = new StringBuilder("`");
        int parts = chance.between(1, 3);
        for (int i = 0; i < parts; i++) {
            Kind kind = chance.oneOf(List.of(Kind.NUMBER, Kind.STRING, Kind.BOOLEAN));
            text.append(chance.oneOf("", "a", " ", "\\{", "%", "=")).append("{").append(lineOf(kind, depth))
                    .append("}");
        }
        return text.append("`").toString();
    }

    /** Long strings and line breaks are better not mixed with interpolation. */
    private String lineOf(Kind kind, int depth) {
        String expression = expressions.operand(kind, depth);
        return expression.contains("\n") || expression.contains("`")
                ? expressions.operand(kind, 0).lines().count() > 1
                        ? "1"
                        : "2"
                : expression;
    }

    private String method(int depth) {
        String object = expressions.operand(Kind.STRING, depth);
        return object + switch (chance.below(6)) {
            case 0 -> ":sub(" + chance.between(-4, 4) + ", " + chance.between(-3, 6) + ")";
            case 1 -> ":sub(" + chance.between(-2, 3) + ")";
            case 2 -> ":" + chance.oneOf("upper", "lower", "reverse") + "()";
            case 3 -> ":rep(" + chance.between(0, 3) + ")";
            case 4 ->
                ":gsub(\"" + chance.oneOf("%a", "%d+", ".", "l", "^%s*") + "\", \"" + chance.oneOf("", "<%0>", "x")
                        + "\"):sub(1, 20)";
            default -> ":sub(1, " + expressions.of(Kind.NUMBER, depth) + ")";
        };
    }

    private String format(int depth) {
        return switch (chance.below(6)) {
            case 0 ->
                "string.format(\"%d|%5d|%-5d|\", " + small(depth) + ", " + small(depth) + ", " + small(depth) + ")";
            case 1 -> "string.format(\"%.3f %g\", " + number(depth) + ", " + number(depth) + ")";
            case 2 -> "(\"%s:%s\"):format(" + string(depth) + ", " + number(depth) + ")";
            case 3 -> "string.format(\"%*-%*\", " + expressions.of(Kind.BOOLEAN, depth) + ", " + number(depth) + ")";
            case 4 ->
                "string.format(\"%x %X %o %c\", " + small(depth) + ", " + small(depth) + ", " + small(depth) + ", 65)";
            default -> "string.format(\"%q %10s %-4s|\", " + string(depth) + ", " + string(depth) + ", " + string(depth)
                    + ")";
        };
    }

    private String small(int depth) {
        return "math.clamp(math.floor(" + number(depth) + "), -99, 999)";
    }
}
