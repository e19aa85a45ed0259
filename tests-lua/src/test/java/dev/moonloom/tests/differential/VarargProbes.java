package dev.moonloom.tests.differential;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Any number of arguments and results: passed on, counted, cut, packed and kept. */
final class VarargProbes implements Idea {
    private final Generator generator;
    private final Chance chance;

    VarargProbes(Generator generator) {
        this.generator = generator;
        chance = generator.chance;
    }

    @Override
    public @Nullable Statement write() {
        String values = values();
        String name = generator.scope.fresh("va");
        String body = switch (chance.below(10)) {
            case 0 -> "return select('#', ...), ...";
            case 1 -> "local a, b, c = ...\n    return c, b, a";
            case 2 ->
                "local packed = table.pack(...)\n    return packed.n, packed[1], table.unpack(packed, 1, packed.n)";
            case 3 -> "local t = {...}\n    return #t, t, (...)";
            case 4 -> "return pause(...)";
            case 5 -> "return (pause(...)), ..., nil";
            case 6 -> "local first, second = pause(..., 1)\n    return {first, ...}, {..., second}, ...";
            case 7 -> "return select(" + chance.oneOf("1", "2", "3") + ", ...)";
            case 8 -> "local f = function(...) return ..., select('#', ...) end\n    return f(..., f(...))";
            default -> "if select('#', ...) > 2 then return ... end\n    return ..., ...";
        };
        String call = name + "(" + values + ")";
        return Statement.of("local function " + name + chance.oneOf("(...)\n    ", "(p, ...)\n    ") + body + "\nend\n"
                + switch (chance.below(4)) {
                    case 0 -> "out(" + call + ")";
                    case 1 -> "out(pcall(" + name + ", " + values + "))";
                    case 2 -> "out(" + call + ", " + call + ")";
                    default -> "drive(" + name + ", " + values + ")";
                });
    }

    private String values() {
        var values = new ArrayList<String>();
        int count = chance.in(10) ? 9 : chance.between(1, 5);
        for (int i = 0; i < count; i++) {
            values.add(chance.in(25) ? "nil" : generator.expressions.of(Kind.ANY, 1));
        }
        return String.join(", ", values);
    }
}
