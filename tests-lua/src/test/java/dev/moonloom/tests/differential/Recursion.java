package dev.moonloom.tests.differential;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions that call themselves and each other, with something done before and after. */
final class Recursion implements Idea {
    private static final int COST = 40;

    private final Generator generator;

    Recursion(Generator generator) {
        this.generator = generator;
    }

    @Override
    public @Nullable Statement write() {
        if (!generator.scope.affords(COST)) {
            return null;
        }
        generator.scope.spend(COST);
        return generator.chance.in(60) ? direct() : mutual();
    }

    private Statement direct() {
        Chance chance = generator.chance;
        String name = generator.scope.fresh("r");
        String operator = chance.oneOf("+", "-", "*", "..", "or");
        generator.scope.openFunction(false, List.of(Kind.NUMBER, Kind.NUMBER));
        generator.scope.declare(Variable.constant("n", Kind.NUMBER));
        generator.scope.declare(Variable.of("sum", Kind.NUMBER));
        List<Statement> body = generator.statements(1);
        String value = generator.expressions.of(Kind.NUMBER, 2);
        generator.scope.closeFunction();
        String call = name + "(n - 1, " + value + ")";
        String result = switch (chance.below(4)) {
            case 0 -> "return " + call;
            case 1 -> "return n " + operator + " " + call;
            case 2 -> "return " + call + " " + operator + " n, sum";
            default -> "local a, b = " + call + "\n    out(a, b, n, sum)\n    return a, n";
        };
        return Statement.around(
                "local function " + name + "(n, sum)\n    if n <= 0 then return sum, n end", body,
                "    " + result + "\nend\nout(" + name + "(" + chance.between(0, 5) + ", " + chance.below(9) + "))");
    }

    private Statement mutual() {
        Chance chance = generator.chance;
        String even = generator.scope.fresh("r");
        String odd = generator.scope.fresh("r");
        String shown = generator.expressions.of(Kind.ANY, 2);
        return Statement
                .of("local " + even + ", " + odd + "\nfunction " + even + "(n, ...)\n    if n <= 0 then return true, "
                        + "... end\n    return " + odd + "(n - 1, n, ...)\nend\n" + odd
                        + " = function(n, ...)\n    out(n, " + shown
                        + ")\n    if n <= 0 then return false, ... end\n    return " + (chance.in(50) ? "pause" : "")
                        + "(" + even
                        + "(n - 1, ...))\nend\nout(" + even + "(" + chance.between(0, 7) + "))");
    }
}
