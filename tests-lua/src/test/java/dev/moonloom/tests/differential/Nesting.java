package dev.moonloom.tests.differential;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions inside functions inside functions, which use the variables of all of them. */
final class Nesting implements Idea {
    private final Generator generator;

    Nesting(Generator generator) {
        this.generator = generator;
    }

    @Override
    public @Nullable Statement write() {
        if (!generator.scope.affords(20)) {
            return null;
        }
        int levels = generator.chance.between(2, 6);
        return level(1, levels);
    }

    private Statement level(int level, int levels) {
        Chance chance = generator.chance;
        String name = "deep" + level;
        String parameter = generator.scope.fresh("d");
        generator.scope.openFunction(false, List.of());
        generator.scope.declare(Variable.of(parameter, Kind.NUMBER));
        var body = new ArrayList<>(generator.statements(1));
        if (level < levels) {
            body.add(level(level + 1, levels));
        }
        String sum = generator.expressions.of(Kind.NUMBER, 2);
        generator.scope.spend(generator.scope.closeFunction());
        return Statement.around("local function " + name + "(" + parameter + ")", body,
                "    " + parameter + " += 1\n    return " + parameter + ", " + sum + "\nend\nout(" + name + "("
                        + chance.below(10) + "))");
    }
}
