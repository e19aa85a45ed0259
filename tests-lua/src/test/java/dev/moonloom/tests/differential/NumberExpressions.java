package dev.moonloom.tests.differential;

import java.util.List;
import java.util.function.IntFunction;

/** Expressions that give a number: arithmetic above all, on numbers of every sort. */
final class NumberExpressions {
    /** The ones at which integers, floats and their texts behave differently. */
    private static final List<String> EDGES = List.of(
            "0", "-0", "0/0", "1/0", "-1/0", "2^53", "2^53 + 1", "-2^53", "2^31", "-2^31", "2^32", "2^63", "1e308",
            "5e-324",
            "2.2250738585072014e-308", "1e15", "1e16", "1e21", "1e22", "1e-5", "1e-6", "123456789012", "0.1", "1/3",
            "0xff", "0b101", "1_000", "4294967295", "0.5", "-0.5", "1e100", "math.pi", "math.huge", "-math.huge");

    private final Chance chance;
    private final Scope scope;
    private final Tally tally;
    private final Expressions expressions;

    NumberExpressions(Generator generator, Expressions expressions) {
        chance = generator.chance;
        scope = generator.scope;
        tally = generator.tally;
        this.expressions = expressions;
    }

    String literal() {
        if (chance.in(12)) {
            return "(" + chance.oneOf(EDGES) + ")";
        }
        int whole = chance.below(chance.in(70) ? 10 : 1000);
        return whole + (chance.in(25) ? chance.oneOf(".5", ".25", ".1", "e2") : "");
    }

    private String number(int depth) {
        return expressions.of(Kind.NUMBER, depth);
    }

    private String operand(int depth) {
        return expressions.operand(Kind.NUMBER, depth);
    }

    String compound(int depth) {
        return chance.in(55) ? arithmetic(depth - 1) : other(depth - 1);
    }

    private String arithmetic(int depth) {
        if (chance.in(12)) {
            return "-" + operand(depth);
        }
        String operator = chance.oneOf("+", "+", "-", "-", "*", "*", "/", "//", "%");
        String gap = chance.in(4) ? "\n    " : " ";
        // Without parentheses any mixture of these operators is a number still.
        boolean bare = chance.in(30);
        return bare
                ? number(depth) + " " + operator + gap + number(depth)
                : "(" + number(depth) + " " + operator + gap + number(depth) + ")";
    }

    private String other(int depth) {
        List<IntFunction<String>> forms = List.of(
                d -> "#" + expressions.operand(Kind.STRING, d),
                d -> "#" + expressions.operand(Kind.ARRAY, d),
                d -> expressions.operand(Kind.RECORD, d) + chance.oneOf(".x", ".y", "[\"x\"]"),
                d -> "(" + expressions.operand(Kind.ARRAY, d) + "[" + number(d) + "] or " + number(d) + ")",
                d -> "(" + number(d) + " and " + number(d) + ")",
                d -> "(" + number(d) + " or " + number(d) + ")",
                d -> "(" + expressions.operand(Kind.BOOLEAN, d) + " and " + number(d) + " or " + number(d) + ")",
                // Other powers may differ in the last digit, as those of C libraries do.
                d -> operand(d) + " ^ " + chance.oneOf("2", "3", "0", "0.5", "1"),
                this::builtin,
                this::builtin,
                this::bits,
                this::onObject,
                this::onObject,
                d -> "(" + expressions.operand(Kind.STRING, d) + ":byte(" + chance.oneOf("1", "-1", "2") + ") or 0)",
                d -> expressions.operand(Kind.STRING, d) + ":len()",
                d -> "plain(" + expressions.of(Kind.ANY, d) + ")",
                d -> "(tonumber(" + expressions.of(Kind.STRING, d) + ") or " + number(d) + ")",
                d -> scope.variadic() ? "select('#', ...)" : number(d),
                d -> scope.variadic() ? "plain((...))" : number(d),
                d -> "(function(a, b) return a " + chance.oneOf("+", "-", "*") + " b end)(" + number(d) + ", "
                        + number(d) + ")");
        return chance.oneOf(forms).apply(depth);
    }

    private String builtin(int depth) {
        return switch (chance.below(7)) {
            case 0 -> "math." + chance.oneOf("floor", "ceil", "abs", "sign", "round", "sqrt", "deg") + "("
                    + number(depth) + ")";
            case 1 -> "math." + chance.oneOf("max", "min") + "(" + number(depth) + ", " + number(depth) + ")";
            case 2 -> "math.max(" + number(depth) + ", " + number(depth) + ", " + number(depth) + ")";
            case 3 -> "math.clamp(" + number(depth) + ", -3, 7)";
            case 4 -> "math.fmod(" + number(depth) + ", " + chance.oneOf("3", "-2", "0.5") + ")";
            case 5 -> "(math.modf(" + number(depth) + "))";
            default -> "select(2, math.modf(" + number(depth) + "))";
        };
    }

    private String bits(int depth) {
        return switch (chance.below(4)) {
            case 0 -> "bit32." + chance.oneOf("band", "bor", "bxor") + "(" + number(depth) + ", " + number(depth) + ")";
            case 1 -> "bit32." + chance.oneOf("bnot", "countlz", "countrz", "byteswap") + "(" + number(depth) + ")";
            case 2 -> "bit32." + chance.oneOf("lshift", "rshift", "arshift", "lrotate", "rrotate") + "("
                    + number(depth) + ", " + chance.between(-2, 33) + ")";
            default -> "bit32.extract(" + number(depth) + ", " + chance.below(8) + ", " + chance.between(1, 8) + ")";
        };
    }

    private String onObject(int depth) {
        if (scope.of(Kind.OBJECT).isEmpty()) {
            return number(depth);
        }
        String object = expressions.operand(Kind.OBJECT, depth);
        String other = chance.in(40) ? expressions.operand(Kind.OBJECT, depth) : operand(depth);
        Metamethod metamethod = chance.oneOf(Metamethod.ARITHMETIC);
        tally.metamethod(metamethod);
        if (metamethod == Metamethod.UNM) {
            return "-" + object;
        }
        String operator = " " + metamethod.operator() + " ";
        return chance.in(50) ? "(" + object + operator + other + ")" : "(" + other + operator + object + ")";
    }
}
