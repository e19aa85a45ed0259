package dev.moonloom.tests.differential;

import java.util.List;

/** Expressions that give a table: constructors with items of every form, and copies. */
final class TableExpressions {
    private final Chance chance;
    private final Scope scope;
    private final Expressions expressions;

    TableExpressions(Generator generator, Expressions expressions) {
        chance = generator.chance;
        scope = generator.scope;
        this.expressions = expressions;
    }

    String array(int depth) {
        if (depth > 0 && chance.in(20)) {
            return switch (chance.below(3)) {
                case 0 -> "table.clone(" + expressions.of(Kind.ARRAY, depth - 1) + ")";
                case 1 -> "table.create(" + chance.below(4) + ", " + expressions.of(Kind.NUMBER, depth - 1) + ")";
                default -> "table.move(" + expressions.of(Kind.ARRAY, depth - 1) + ", 1, 3, "
                        + chance.between(1, 3) + ", {})";
            };
        }
        var items = new StringBuilder("{");
        int count = chance.below(5);
        for (int i = 0; i < count; i++) {
            String item = expressions.of(Kind.NUMBER, Math.max(0, depth - 1));
            items.append(i > 0 ? chance.oneOf(", ", "; ", ",\n    ") : "");
            items.append(chance.in(10) ? "[" + (i + 1) + "] = " : "").append(item);
        }
        if (chance.in(15)) {
            items.append(count > 0 ? ", " : "").append(scope.variadic() ? "plain((...))" : "(pause(1))");
        }
        return items.append("}").toString();
    }

    String record(int depth) {
        int inner = Math.max(0, depth - 1);
        String x = chance.oneOf("x", "[\"x\"]") + " = " + expressions.of(Kind.NUMBER, inner);
        String y = "y = " + expressions.of(Kind.NUMBER, inner);
        String name = chance.oneOf("name", "['na' .. 'me']") + " = " + expressions.of(Kind.STRING, inner);
        String separator = chance.oneOf(", ", "; ", ",\n    ");
        return "{" + (chance.in(50)
                ? x + separator + y + separator + name
                : name + separator + x + separator + y + ",") + "}";
    }

    /** {@return a new object of the class of one in sight} */
    String object(int depth) {
        String x = expressions.of(Kind.NUMBER, Math.max(0, depth - 1));
        List<Variable> known = scope.of(Kind.OBJECT);
        if (known.isEmpty()) {
            throw new IllegalStateException("no class in sight");
        }
        return "setmetatable({x = " + x + "}, getmetatable(" + chance.oneOf(known).name() + "))";
    }
}
