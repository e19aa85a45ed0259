package dev.moonloom.tests.differential;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Closures that share variables, one variable for each round of a loop, and are called when the loop is over. */
final class Closures implements Idea {
    private static final int ROUNDS = 3;

    private final Generator generator;
    private final Chance chance;

    Closures(Generator generator) {
        this.generator = generator;
        chance = generator.chance;
    }

    @Override
    public @Nullable Statement write() {
        if (!generator.scope.affordsLoop(2 * ROUNDS)) {
            return null;
        }
        return chance.in(65) ? collected() : shared();
    }

    private Statement collected() {
        String list = generator.scope.fresh("list");
        String loopVariable = generator.scope.fresh("i");
        String inner = generator.scope.fresh("u");
        String value = generator.expressions.of(Kind.NUMBER, 1);
        generator.scope.openLoop(ROUNDS, false);
        generator.scope.declare(Variable.of(loopVariable, Kind.NUMBER));
        generator.scope.declare(Variable.of(inner, Kind.NUMBER));
        List<Statement> before = generator.statements(chance.below(2));
        generator.scope.openFunction(false, List.of(Kind.NUMBER, Kind.NUMBER));
        List<Statement> body = generator.statements(chance.between(1, 2));
        generator.scope.spend(generator.scope.closeFunction());
        List<Statement> after = generator.statements(chance.below(2));
        generator.scope.closeLoop();
        String append = list + "[#" + list + " + 1] = ";
        return Statement.around(loop(list, loopVariable) + "\n    local " + inner + " = " + value, before,
                "    " + append + "function(step)\n        " + inner + " += step\n        " + chance.oneOf(
                        "", loopVariable + " += 1\n        ") + "out(" + loopVariable + ", " + inner + ")")
                .then(body,
                        "        return " + loopVariable + ", " + inner + "\n    end\n    " + append
                                + "function() return "
                                + inner + " * 2, " + loopVariable + " end")
                .then(after, end(loopVariable) + "\nfor index, f in " + list + " do out(index, f(index)) end");
    }

    private String loop(String list, String name) {
        String head = "local " + list + " = {}\n";
        return head + switch (chance.below(4)) {
            case 0 -> "for " + name + " = 1, " + ROUNDS + " do";
            case 1 -> "for _, " + name + " in {10, 20, 30} do";
            case 2 -> "for " + name + " in function(_, n) if n < " + ROUNDS + " then return n + 1 end end, nil, 0 do";
            default -> "for _, start in ipairs({5, 6}) do\n    local " + name + " = start";
        };
    }

    private static String end(String loopVariable) {
        return "    out(" + loopVariable + ")\nend";
    }

    /** A counter: functions that get and set the same variable, which others see change. */
    private Statement shared() {
        String variable = generator.scope.fresh("u");
        String get = generator.scope.fresh("get");
        String set = generator.scope.fresh("set");
        String first = generator.expressions.of(Kind.ANY, 1);
        String second = generator.expressions.of(Kind.ANY, 1);
        generator.scope.declare(Variable.of(variable, Kind.ANY));
        List<Statement> between = generator.block();
        return Statement.around(
                "local " + variable + " = " + first + "\nlocal function " + get + "() return " + variable
                        + " end\nlocal function " + set + "(new)\n    local old = " + variable + "\n    " + variable
                        + " = new\n    return old\nend\nout(" + set + "(" + second + "), " + get + "(), " + variable
                        + ")",
                between, "out(" + get + "(), " + set + "(nil), " + get + "(), " + variable + " == " + get + "())");
    }
}
