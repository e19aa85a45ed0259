package dev.moonloom.tests.differential;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls of the functions in sight: for their effects, with all their results, with some, and inside other calls. */
final class Calls implements Idea {
    private final Generator generator;

    Calls(Generator generator) {
        this.generator = generator;
    }

    @Override
    public @Nullable Statement write() {
        List<Variable> functions = generator.scope.callable();
        if (functions.isEmpty()) {
            return null;
        }
        Chance chance = generator.chance;
        Variable function = chance.oneOf(functions);
        String call = generator.expressions.call(function);
        String other = generator.expressions.of(Kind.ANY, 1);
        return Statement.of(switch (chance.below(9)) {
            case 0 -> call;
            case 1 -> "out((" + call + "))";
            case 2 -> "out(" + other + ", " + call + ")";
            case 3 -> "out(" + call + ", " + other + ")";
            case 4 -> "out(select(\"#\", " + call + "), {" + call(function) + ", " + other + "})";
            case 5 -> "out({" + other + ", " + call + "})";
            case 6 ->
                "out(pcall(" + function.name() + listed(generator.expressions.arguments(function.called())) + "))";
            case 7 -> "out(pause(" + call + "))";
            default -> "out(" + call + ")";
        });
    }

    private String call(Variable function) {
        return generator.expressions.call(function);
    }

    private static String listed(String arguments) {
        return arguments.isEmpty() ? "" : ", " + arguments;
    }
}
