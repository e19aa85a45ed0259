package dev.moonloom.tests.differential;

import java.util.ArrayList;
import java.util.List;

/** The border of a list with holes, the order of keys, and the library that works on lists. */
final class TableProbes implements Idea {
    private static final List<String> KEYS = List.of(
            "1", "2", "3", "4", "5", "7", "8", "0", "-1", "1.5", "100", "2^40", "'a'", "'b'", "'c'", "'key'", "'x'",
            "true",
            "false", "'long key of more than thirty-two bytes'", "-0", "1e300", "'1'", "vector.create(1, 2, 3)", "16",
            "9");

    private final Chance chance;
    private final Scope scope;
    private final Expressions expressions;

    TableProbes(Generator generator) {
        chance = generator.chance;
        scope = generator.scope;
        expressions = generator.expressions;
    }

    @Override
    public Statement write() {
        String name = scope.fresh("t");
        return chance.in(60) ? history(name) : Statement.of(library(name));
    }

    /** A table that is built up and taken down, shown now and then. */
    private Statement history(String name) {
        List<Statement> lines = new ArrayList<>();
        lines.add(Statement.of("local " + name + " = "
                + chance.oneOf("{}", "{1, 2, 3, nil, 5}", "{nil, nil, 3}", "{1, 2, x = 1, [3] = 3}",
                        "table.create(4)", "{[2] = 2, [1] = 1}", "{1, nil, 3, nil}",
                        "{n = 1, ['n'] = 2, 7, [1] = 8}")));
        int steps = chance.between(3, 9);
        for (int i = 0; i < steps; i++) {
            lines.add(Statement.of(step(name)));
        }
        lines.add(Statement.of("out(" + name + ", #" + name + ")"));
        return Statement.around("do", lines, "end");
    }

    private String step(String name) {
        String key = chance.oneOf(KEYS);
        return switch (chance.below(11)) {
            case 0, 1, 2, 3 -> name + "[" + key + "] = " + chance.below(100);
            case 4, 5 -> name + "[" + key + "] = nil";
            case 6 -> "out(#" + name + ", next(" + name + "))";
            case 7 -> "for i = " + chance.between(1, 4) + ", " + chance.between(3, 9) + " do " + name + "[i] = i end";
            case 8 -> "for k in " + name + " do if k ~= " + key + " then " + name + "[k] = " + chance.oneOf("nil", "0")
                    + " end end";
            case 9 -> name + "[#" + name + " + 1] = " + chance.oneOf("'end'", "#" + name, "nil");
            default -> "out(" + name + ", #" + name + ")";
        };
    }

    private String library(String name) {
        String array = expressions.of(Kind.ARRAY);
        String call = switch (chance.below(15)) {
            case 0 -> "table.sort(" + name + ")";
            case 1 -> "table.sort(" + name + ", function(a, b) return a > b end)";
            case 2 -> "out(table.concat(" + name + ", ',', 1, #" + name + "))";
            case 3 -> "out(table.unpack(" + name + "))";
            case 4 -> "out(table.unpack(" + name + ", " + chance.between(-1, 2) + ", " + chance.between(0, 4) + "))";
            case 5 -> "out(table.find(" + name + ", " + expressions.of(Kind.NUMBER, 0) + "))";
            case 6 -> "table.move(" + name + ", 1, 3, " + chance.between(1, 4) + ")";
            case 7 -> "table.clear(" + name + ")";
            case 8 -> "out(pcall(table.insert, " + name + ", " + chance.between(-1, 6) + ", 1))";
            case 9 -> "out(pcall(table.remove, " + name + ", " + chance.between(-1, 6) + "))";
            case 10 -> "table.freeze(" + name + ")\nout(table.isfrozen(" + name + "), pcall(function() " + name
                    + ".x = 1 end),"
                    + " pcall(table.insert, " + name + ", 1))";
            case 11 -> "out(table.maxn(" + name + "), rawlen(" + name + "), rawget(" + name + ", 1))";
            case 12 -> "out(pcall(table.concat, {1, {}, 2}), table.pack(table.unpack(" + name + ")))";
            case 13 -> "out(pcall(function() " + name + "[" + chance.oneOf("nil", "0/0", "'k'") + "] = 1 end))";
            default -> "out(next({}), next(" + name + "), pcall(next, " + name + ", 'none'))";
        };
        return "local " + name + " = " + array + "\n" + call + "\nout(" + name + ", #" + name + ")";
    }
}
