package dev.moonloom.tests.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Expressions with calls in them that change the variables, fields and items beside them: what is read early and what
 * late comes to light. They run once with the variables as the function's own, and once as upvalues.
 */
final class EvaluationOrder implements Idea {
    private static final List<String> CHANGES = List.of(
            "a = v", "b = v", "a, b = b, v", "t.x = v", "t[1] = v", "t = {v, v + 1, v + 2, x = v}", "G1 = v",
            "a += 1", "t.f = function() return v end", "b = 2");
    private static final List<String> ATOMS = List.of(
            "a", "a", "b", "b", "t.x", "t[1]", "t[b]", "G1", "set(3)", "set(2)", "set(1)", "t.f(a)", "t:m(a)",
            "t:m(set(2))",
            "t.f(set(3))", "(pause(a))", "(pause(set(1)))", "1", "2");

    private final Chance chance;
    private final Scope scope;

    EvaluationOrder(Generator generator) {
        chance = generator.chance;
        scope = generator.scope;
    }

    @Override
    public Statement write() {
        boolean upvalues = chance.in(40);
        String variables = "local a, b, t = 1, 2, {10, 20, 30, x = 5, f = function(v) return v end,"
                + " m = function(self, v) return v end}";
        String change = chance.oneOf(CHANGES);
        String result = chance.oneOf("v", "pause(v)", "v, v", "a");
        String set = "local function set(v)\n        " + change + "\n        return " + result + "\n    end";
        String tested = tested();
        String shown = "out(a, b, t, G1)";
        String check = scope.fresh("check");
        String body = upvalues
                ? variables + "\n    " + set + "\n    local function inner()\n        " + indented(tested)
                        + "\n    end\n    out(pcall(inner))\n    " + shown
                : variables + "\n    " + set + "\n    " + tested + "\n    " + shown;
        return Statement.of("local function " + check + "()\n    " + body + "\nend\n" + chance.oneOf("drive(", "drive(",
                "out(pcall(").transform(head -> head + check + (head.startsWith("out") ? "))" : ")")));
    }

    private static String indented(String lines) {
        return lines.replace("\n", "\n    ");
    }

    private String atom() {
        return chance.oneOf(ATOMS);
    }

    private String operation() {
        int operands = chance.between(2, 4);
        String operator = chance.oneOf(" + ", " - ", " * ", " .. ", " / ", " % ");
        var atoms = new ArrayList<String>();
        for (int i = 0; i < operands; i++) {
            atoms.add(chance.in(15) ? "(" + operation() + ")" : atom());
        }
        String expression = String.join(operator, atoms);
        return chance.in(20) ? expression + chance.oneOf(" < ", " == ", " >= ") + atom() : expression;
    }

    private String list() {
        int count = chance.between(2, 4);
        return Stream.generate(() -> chance.in(30) ? operation() : atom()).limit(count)
                .collect(Collectors.joining(", "));
    }

    private String place() {
        return chance.oneOf("a", "b", "t.x", "t[1]", "t[b]", "t[a]", "t[set(2)]", "t[set(1)]", "G1");
    }

    private String tested() {
        return switch (chance.below(12)) {
            case 0 -> "out(" + list() + ")";
            case 1 -> "out({" + list() + "})";
            case 2 -> "out({[" + atom() + "] = " + atom() + ", " + atom() + ", x = " + atom() + ", [" + atom() + "] = "
                    + atom()
                    + "})";
            case 3 -> "out(`{" + atom() + "}:{" + atom() + "}:{" + operation() + "}`)";
            case 4 -> "local x, y, z = " + list() + "\n    out(x, y, z)";
            case 5, 6 -> place() + ", " + place() + " = " + list();
            case 7 -> place() + " " + chance.oneOf("+=", "-=", "*=", "..=") + " " + chance.oneOf(atom(), operation());
            case 8 -> "for i = " + chance.oneOf("a", "b", "set(1)") + ", " + chance.oneOf("b", "set(3)", "a + 2") + ", "
                    + chance.oneOf("1", "(set(1))", "2") + " do\n        out(i, a, b)\n    end";
            case 9 ->
                "out((" + atom() + chance.oneOf(" and ", " or ") + atom() + ")" + chance.oneOf(" or ", " and ") + atom()
                        + ", if " + atom() + " == " + atom() + " then " + atom() + " else " + atom() + ")";
            case 10 -> "out((function(...) return select(\"#\", ...), ... end)(" + list() + "))";
            default -> "out(" + operation() + ")";
        };
    }
}
