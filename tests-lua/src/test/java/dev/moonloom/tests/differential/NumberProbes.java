package dev.moonloom.tests.differential;

import java.util.List;

/** Numbers at the edges: arithmetic on them, what they print as, and what texts are numbers. */
final class NumberProbes implements Idea {
    private static final List<String> NUMBERS = List.of(
            "0", "-0", "1", "-1", "0/0", "1/0", "-1/0", "2^53", "2^53 + 2", "-2^53", "2^31", "-2^31", "2^31 - 1",
            "2^32",
            "2^63", "2^64", "-2^63", "1e308", "1.7976931348623157e308", "5e-324", "1e-310", "0.1", "0.5", "-0.5", "1.5",
            "2.5",
            "3", "7", "-7", "1e15", "1e16", "123456.789", "1/3", "1e21", "1e-7", "255", "1e100");
    private static final List<String> TEXTS = List.of(
            "'10'", "' 10 '", "'0x1F'", "'-0x10'", "'1e3'", "'.5'", "'5.'", "''", "' '", "'abc'", "'1 2'", "'0b11'",
            "'1_000'",
            "'inf'", "'nan'", "'0x'", "'1e'", "'++1'", "'0x1p4'", "'1\\0'", "'1e400'", "'\\t7\\n'",
            "'0xffffffffffffffffff'");
    private static final List<String> BINARY = List.of("+", "-", "*", "/", "//", "%", "^", "<", "<=", "==", "~=");

    private final Chance chance;

    NumberProbes(Generator generator) {
        chance = generator.chance;
    }

    @Override
    public Statement write() {
        String a = chance.oneOf(NUMBERS);
        String b = chance.oneOf(NUMBERS);
        String operator = " " + chance.oneOf(BINARY) + " ";
        return Statement.of(switch (chance.below(10)) {
            case 0 -> "out((" + a + ")" + operator + "(" + b + "))";
            case 1, 2 ->
                "out((function(a, b) return a" + operator + "b, b" + operator + "a end)(" + a + ", " + b + "))";
            case 3 -> "out((function(a) return a // 1, a % 3, -a, a * 0, a - a, a ^ 2, a / 0 end)(" + a + "))";
            case 4 -> "out(tonumber(" + chance.oneOf(TEXTS) + "), pcall(tonumber, " + chance.oneOf(TEXTS) + ", "
                    + chance.oneOf("10", "16", "2", "36", "37", "nil") + "))";
            case 5 -> "out(math.floor(" + a + "), math.ceil(" + a + "), math.round(" + a + "), math.sign(" + a
                    + "), math.abs("
                    + a + "))";
            case 6 -> "out(math.max(" + a + ", " + b + "), math.min(" + a + ", " + b + "), pcall(math.clamp, " + a
                    + ", 0, 1), math.modf(" + a + "))";
            case 7 -> "out(bit32.band(" + a + ", 0xffff), bit32.bnot(" + a + "), bit32.lshift(" + a + ", "
                    + chance.between(-33, 33) + "), bit32.arshift(" + a + ", " + chance.between(-3, 33) + "))";
            case 8 -> "out(string.format('%d %i', math.clamp(" + a
                    + ", -1e6, 1e6) // 1, 7), string.format('%5.1f|%e|%g', " + a
                    + ", " + b + ", " + a + "))";
            default -> "do\n    local n = " + a + "\n    for i = 1, " + chance.between(1, 4) + " do n = n"
                    + chance.oneOf(" + ", " - ", " * ", " / ") + "(" + b
                    + ") end\n    out(n, tostring(n), n .. '', `{n}`)\nend";
        });
    }
}
