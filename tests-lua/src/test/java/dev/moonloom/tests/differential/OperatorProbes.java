package dev.moonloom.tests.differential;

import dev.moonloom.luau.syntax.BinaryOperator;
import dev.moonloom.luau.syntax.UnaryOperator;
import java.util.ArrayList;
import java.util.List;

/** Every operator with operands of every type, as constants, locals, upvalues, parameters and conditions. */
final class OperatorProbes implements Idea {
    private static final List<BinaryOperator> COMPOUND = List.of(
            BinaryOperator.ADD, BinaryOperator.SUBTRACT, BinaryOperator.MULTIPLY, BinaryOperator.DIVIDE,
            BinaryOperator.FLOOR_DIVIDE, BinaryOperator.MODULO, BinaryOperator.POWER, BinaryOperator.CONCAT);

    private static final List<Operand> OPERANDS = List.of(Operand.values());
    private static final List<UnaryOperator> UNARY_OPERATORS = List.of(UnaryOperator.values());
    private static final List<BinaryOperator> BINARY_OPERATORS = List.of(BinaryOperator.values());

    private static final int BINARY = BINARY_OPERATORS.size() * OPERANDS.size() * OPERANDS.size();
    private static final int COMBINATIONS = BINARY + UNARY_OPERATORS.size() * OPERANDS.size();

    private final Chance chance;
    private final Tally tally;

    OperatorProbes(Generator generator) {
        chance = generator.chance;
        tally = generator.tally;
    }

    @Override
    public Statement write() {
        int count = chance.between(2, 4);
        List<Statement> probes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            probes.add(probe(chance.below(COMBINATIONS)));
        }
        return Statement.around("do", probes, "end");
    }

    /** {@return a probe of one of all the combinations of operators and types, which this number chooses} */
    Statement probe(long number) {
        int combination = Math.floorMod(number, COMBINATIONS);
        return Statement.of(combination < BINARY ? binary(combination) : unary(combination - BINARY));
    }

    private String unary(int combination) {
        UnaryOperator operator = UNARY_OPERATORS.get(combination / OPERANDS.size());
        Operand operand = OPERANDS.get(combination % OPERANDS.size());
        tally.operator(operator, operand);
        String text = symbol(operator);
        String example = operand.example(chance);
        return switch (chance.below(3)) {
            case 0 -> "out(pcall(function() return " + text + "(" + example + ") end))";
            case 1 -> "out(pcall(function(a) return " + text + "a end, " + example + "))";
            default -> "out(pcall(function(a) if " + text + "a then return 1 else return 2 end end, " + example + "))";
        };
    }

    private String binary(int combination) {
        Operand right = OPERANDS.get(combination % OPERANDS.size());
        Operand left = OPERANDS.get(combination / OPERANDS.size() % OPERANDS.size());
        BinaryOperator operator = BINARY_OPERATORS.get(combination / OPERANDS.size() / OPERANDS.size());
        tally.operator(operator, left, right);
        String a = left.example(chance);
        String b = right.example(chance);
        String symbol = " " + symbol(operator) + " ";
        return switch (chance.below(8)) {
            case 0 -> "out(pcall(function() return (" + a + ")" + symbol + "(" + b + ") end))";
            case 1 -> "out(pcall(function(a, b) return a" + symbol + "b end, " + a + ", " + b + "))";
            case 2 -> "out(pcall(function(a) return a" + symbol + "(" + b + ") end, " + a + "))";
            case 3 -> "out(pcall(function(b) return (" + a + ")" + symbol + "b end, " + b + "))";
            case 4 -> "do\n    local a, b = " + a + ", " + b + "\n    out(pcall(function() return a" + symbol
                    + "b end))\nend";
            case 5 -> "out(pcall(function(a, b)\n    if a" + symbol + "b then return 1 end\n    return 2\nend, " + a
                    + ", " + b
                    + "))";
            case 6 ->
                "out(pcall(function(a, b)\n    while not (a" + symbol + "b) do return 1 end\n    return 2\nend, " + a
                        + ", " + b + "))";
            default -> compound(operator, a, b);
        };
    }

    private String compound(BinaryOperator operator, String a, String b) {
        if (!COMPOUND.contains(operator)) {
            return "out(pcall(function(t) return t[1] " + symbol(operator) + " t.b end, {" + a + ", b = " + b + "}))";
        }
        return chance.in(50)
                ? "out(pcall(function(a, b) a " + symbol(operator) + "= b return a end, " + a + ", " + b + "))"
                : "out(pcall(function(t) t.a " + symbol(operator) + "= t.b return t.a end, {a = " + a + ", b = " + b
                        + "}))";
    }

    private static String symbol(UnaryOperator operator) {
        return switch (operator) {
            case NEGATE -> "-";
            case NOT -> "not ";
            case LENGTH -> "#";
        };
    }

    private static String symbol(BinaryOperator operator) {
        return switch (operator) {
            case ADD -> "+";
            case SUBTRACT -> "-";
            case MULTIPLY -> "*";
            case DIVIDE -> "/";
            case FLOOR_DIVIDE -> "//";
            case MODULO -> "%";
            case POWER -> "^";
            case CONCAT -> "..";
            case EQUAL -> "==";
            case NOT_EQUAL -> "~=";
            case LESS -> "<";
            case LESS_EQUAL -> "<=";
            case GREATER -> ">";
            case GREATER_EQUAL -> ">=";
            case AND -> "and";
            case OR -> "or";
        };
    }
}
