package dev.moonloom.tests.differential;

import org.jspecify.annotations.Nullable;

/** Leaves a loop, a round of it, or the whole function early. */
final class Leaving implements Idea {
    private final Generator generator;

    Leaving(Generator generator) {
        this.generator = generator;
    }

    @Override
    public @Nullable Statement write() {
        Chance chance = generator.chance;
        String condition = generator.expressions.of(Kind.BOOLEAN, 2);
        String exit = exit(chance);
        if (exit == null) {
            return null;
        }
        return switch (chance.below(3)) {
            case 0 -> Statement.of("if " + condition + " then " + exit + " end");
            case 1 -> Statement.around("if " + condition + " then", generator.block(), "    " + exit + "\nend");
            default -> Statement.around("if " + condition + " then\n    " + exit + "\nelse", generator.block(), "end");
        };
    }

    private @Nullable String exit(Chance chance) {
        Scope scope = generator.scope;
        if (scope.mayContinue() && chance.in(45)) {
            return "continue";
        }
        if (scope.inLoop() && chance.in(60)) {
            return "break";
        }
        if (scope.inFunction()) {
            return "return " + generator.expressions.list(scope.results());
        }
        return null;
    }
}
