package dev.moonloom.tests.differential;

import java.util.ArrayList;
import java.util.List;

/** Shows values: what every other statement has done must come to light somewhere. */
final class Output implements Idea {
    private final Generator generator;

    Output(Generator generator) {
        this.generator = generator;
    }

    @Override
    public Statement write() {
        Chance chance = generator.chance;
        List<String> shown = new ArrayList<>();
        int count = chance.between(1, 4);
        for (int i = 0; i < count; i++) {
            List<Variable> variables = generator.scope.visible(variable -> variable.kind() != Kind.FUNCTION);
            shown.add(chance.in(60) && !variables.isEmpty()
                    ? chance.oneOf(variables).name()
                    : generator.expressions.of(chance.oneOf(Kind.USUAL)));
        }
        return Statement.of("out(" + String.join(", ", shown) + ")");
    }
}
