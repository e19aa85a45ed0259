package dev.moonloom.tests.differential;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loops with the condition behind, which sees the block's own variables. */
final class RepeatLoops implements Idea {
    private final Generator generator;

    RepeatLoops(Generator generator) {
        this.generator = generator;
    }

    @Override
    public @Nullable Statement write() {
        int rounds = generator.chance.between(1, 4);
        if (!generator.scope.affordsLoop(rounds)) {
            return null;
        }
        String count = generator.scope.fresh("n");
        generator.scope.declare(Variable.constant(count, Kind.NUMBER));
        String head = "local " + count + " = 0\nrepeat\n    " + count + " += 1";
        String tail = "until " + count + " >= " + rounds;
        return generator.chance.in(50) ? seeingBlock(rounds, head, tail) : seeingOutside(rounds, head, tail);
    }

    /** A round that is cut short would leave variables undefined that the condition sees: no {@code continue}. */
    private Statement seeingBlock(int rounds, String head, String tail) {
        String value = generator.expressions.of(Kind.NUMBER);
        String local = generator.scope.fresh("u");
        generator.scope.openLoop(rounds, false);
        generator.scope.declare(Variable.of(local, Kind.NUMBER));
        List<Statement> body = generator.statements(generator.few());
        String condition = generator.expressions.operand(Kind.BOOLEAN, 2);
        generator.scope.closeLoop();
        return Statement.around(head + "\n    local " + local + " = " + value, body,
                tail + " or " + local + " > 5 and " + condition);
    }

    private Statement seeingOutside(int rounds, String head, String tail) {
        List<Statement> body = generator.loopBody(rounds, true, List.of());
        String condition = generator.expressions.operand(Kind.BOOLEAN, 2);
        return Statement.around(head, body, tail + " or " + condition);
    }
}
