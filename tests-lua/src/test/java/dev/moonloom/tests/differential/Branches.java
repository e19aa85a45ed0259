package dev.moonloom.tests.differential;

import dev.moonloom.tests.differential.Statement.Block;
import dev.moonloom.tests.differential.Statement.Part;
import dev.moonloom.tests.differential.Statement.Text;
import java.util.ArrayList;
import java.util.List;

/** Conditional blocks, and blocks without a condition. */
final class Branches implements Idea {
    private final Generator generator;
    private final Chance chance;

    Branches(Generator generator) {
        this.generator = generator;
        chance = generator.chance;
    }

    @Override
    public Statement write() {
        if (chance.in(12)) {
            return Statement.around("do", generator.block(), "end");
        }
        List<Variable> variables = generator.scope.assignable(Kind.ANY);
        return chance.in(25) && !variables.isEmpty() ? byType(chance.oneOf(variables).name()) : conditional();
    }

    private Statement conditional() {
        List<Part> parts = new ArrayList<>();
        parts.add(new Text("if " + condition() + " then"));
        parts.add(new Block(generator.block()));
        int alternatives = chance.below(3);
        for (int i = 0; i < alternatives; i++) {
            parts.add(new Text("elseif " + condition() + " then"));
            parts.add(new Block(generator.block()));
        }
        if (chance.in(50)) {
            parts.add(new Text("else"));
            parts.add(new Block(generator.block()));
        }
        parts.add(new Text("end"));
        return new Statement(parts);
    }

    /** Any value is a condition. */
    private String condition() {
        return generator.expressions.of(chance.in(75) ? Kind.BOOLEAN : Kind.ANY);
    }

    /** Inside the branch it is known what the variable holds. */
    private Statement byType(String name) {
        Kind kind = chance.in(60) ? Kind.NUMBER : Kind.STRING;
        String copy = generator.scope.fresh("u");
        return Statement.around(
                "if type(" + name + ") == \"" + Expressions.typeName(kind) + "\" then\n    local " + copy + " = "
                        + name,
                generator.block(List.of(Variable.of(copy, kind))), "    " + name + " = " + copy + "\nend");
    }
}
