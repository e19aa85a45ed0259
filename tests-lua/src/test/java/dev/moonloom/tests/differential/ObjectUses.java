package dev.moonloom.tests.differential;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be done with objects apart from arithmetic. */
final class ObjectUses implements Idea {
    private final Generator generator;
    private final Chance chance;

    ObjectUses(Generator generator) {
        this.generator = generator;
        chance = generator.chance;
    }

    @Override
    public @Nullable Statement write() {
        List<Variable> objects = generator.scope.of(Kind.OBJECT);
        if (objects.isEmpty()) {
            return null;
        }
        return of(objects);
    }

    /** {@return a use of one or two of these objects} */
    Statement of(List<Variable> objects) {
        String a = chance.oneOf(objects).name();
        String b = chance.oneOf(objects).name();
        return Statement.of(chance.in(40) ? operation(a, b) : use(a, b));
    }

    private String operation(String a, String b) {
        Metamethod metamethod = chance.oneOf(Metamethod.ARITHMETIC);
        String operator = metamethod.operator();
        String number = generator.inFunction(false, () -> generator.expressions.operand(Kind.NUMBER, 1));
        String other = chance.oneOf(b, number, "'5'");
        return count(metamethod, metamethod == Metamethod.UNM
                ? "out(-" + a + ")"
                : "out(" + a + " " + operator + " " + other + ", " + other + " " + operator + " " + a + ")");
    }

    private String count(Metamethod metamethod, String use) {
        generator.tally.metamethod(metamethod);
        return use;
    }

    private String use(String a, String b) {
        String number = generator.inFunction(false, () -> generator.expressions.operand(Kind.NUMBER, 1));
        return switch (chance.below(13)) {
            case 0 -> count(Metamethod.CONCAT, "out(" + chance.oneOf(a + " .. " + b, a + " .. 'x' .. " + number,
                    "'x' .. " + number + " .. " + a, a + " .. " + a + " .. " + b) + ")");
            case 1 ->
                count(Metamethod.EQ, "out(" + a + " == " + b + ", " + a + " ~= " + b + ", rawequal(" + a + ", " + b
                        + "), " + a + " == 1)");
            case 2 -> count(Metamethod.LT, "out(" + a + " < " + b + ", " + a + " > " + b + ")");
            case 3 -> count(Metamethod.LE, "out(" + a + " <= " + b + ", " + a + " >= " + b + ", if " + a + " <= " + b
                    + " then 1 else 2)");
            case 4 -> count(Metamethod.LEN, "out(#" + a + ", rawlen(" + a + "))");
            case 5 -> count(Metamethod.INDEX, "out(" + a + ".x, " + a + ".z, " + a + "[" + number + "])");
            case 6 -> count(Metamethod.NEWINDEX, a + ".w" + chance.below(3) + " = " + number + "\nout(" + a + ")");
            case 7 -> count(Metamethod.CALL, "out(" + a + "(), " + a + "(" + number + ", 2), select('#', " + a
                    + "(1, 2, 3, 4, 5)))");
            case 8 -> count(Metamethod.ITER, "for k, v in " + a + " do out(k, v) end");
            case 9 ->
                count(Metamethod.TOSTRING, "out(tostring(" + a + "), `{" + a + "}`, string.format('%*', " + a + "))");
            case 10 -> count(Metamethod.INDEX, "out(pcall(function() return " + a + ":method(" + number + ") end))");
            case 11 -> count(Metamethod.ADD,
                    "do\n    local c = " + a + "\n    c += " + number + "\n    c ..= 'end'\n    out(c)\n"
                            + "end");
            default -> a + ".x " + chance.oneOf("+=", "-=", "*=") + " " + number + "\nout(rawget(" + a + ", 'x'))";
        };
    }
}
