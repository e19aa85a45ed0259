package dev.moonloom.tests.differential;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loops with the condition in front. */
final class WhileLoops implements Idea {
    private final Generator generator;

    WhileLoops(Generator generator) {
        this.generator = generator;
    }

    @Override
    public @Nullable Statement write() {
        Chance chance = generator.chance;
        int rounds = chance.between(1, 4);
        if (!generator.scope.affordsLoop(rounds)) {
            return null;
        }
        String count = generator.scope.fresh("n");
        String start = "local " + count + " = 0\n";
        String step = "    " + count + " += 1";
        generator.scope.declare(Variable.constant(count, Kind.NUMBER));
        if (chance.in(20)) {
            List<Statement> body = generator.loopBody(rounds, true, List.of());
            return Statement.around(
                    start + "while true do\n" + step + "\n    if " + count + " > " + rounds + " then break end", body,
                    "end");
        }
        String condition = condition(chance);
        return Statement.around(start + "while " + count + " < " + rounds + condition + " do\n" + step,
                generator.loopBody(rounds, true, List.of()), "end");
    }

    private String condition(Chance chance) {
        if (chance.in(40)) {
            return "";
        }
        return chance.in(70)
                ? " and " + generator.expressions.operand(Kind.BOOLEAN, 2)
                : " and " + generator.expressions.operand(Kind.ANY, 2) + " ~= nil";
    }
}
