package dev.moonloom.tests.differential;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loops that count: up, down, in fractions, not at all, and from texts. */
final class NumericLoops implements Idea {
    private static final int ROUNDS = 4;
    private static final List<String> RANGES = List.of(
            "1, 3", "1, 4", "0, 2", "3, 1, -1", "1, 10, 3", "10, 1, -4", "1, 2, 0.5", "0.1, 0.5, 0.1", "1, 0",
            "0, 1, -1",
            "-1, 1", "2, 2", "2^53 - 1, 2^53 - 1", "'1', 3", "1, '3'", "1, 3, '2'", "-0, 1", "1, 0/0", "0/0, 2",
            "1.5, 3.9",
            "1e15, 1e15 + 2", "2^31 - 2, 2^31 + 1", "-2^31 + 1, -2^31 - 1, -1", "3, -250, -100", "5, 5, 0 - 1");

    private final Generator generator;

    NumericLoops(Generator generator) {
        this.generator = generator;
    }

    @Override
    public @Nullable Statement write() {
        if (!generator.scope.affordsLoop(ROUNDS)) {
            return null;
        }
        Chance chance = generator.chance;
        String range = chance.in(65) ? chance.oneOf(RANGES) : computed(chance);
        String name = generator.scope.fresh("i");
        Variable counter = chance.in(15) ? Variable.of(name, Kind.NUMBER) : Variable.constant(name, Kind.NUMBER);
        return Statement.around("for " + name + (chance.in(8) ? ": number" : "") + " = " + range + " do",
                generator.loopBody(ROUNDS, true, List.of(counter)), "end");
    }

    /** At most four rounds, whatever the expressions give. */
    private String computed(Chance chance) {
        String number = generator.expressions.of(Kind.NUMBER);
        return switch (chance.below(4)) {
            case 0 -> "math.max(1, " + number + "), 4";
            case 1 -> "1, math.min(" + number + ", 3)";
            case 2 -> "pause(4), math.max(" + number + ", 1), -1";
            default -> "1, math.min(" + number + ", 4), pause(2)";
        };
    }
}
