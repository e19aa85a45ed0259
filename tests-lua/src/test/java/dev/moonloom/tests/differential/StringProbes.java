package dev.moonloom.tests.differential;

import java.util.List;

/** The string library on short texts: patterns, replacements, slices, bytes and formats. */
final class StringProbes implements Idea {
    private static final List<String> TEXTS = List.of(
            "'hello world'", "'a1b22c333'", "''", "'key = value'", "'(nested (parens))'", "'THE (quick) fox'",
            "'x,,y,z'",
            "'  trim  '", "'\\0\\1\\255'", "'aaa'", "'caf\\u{e9}'", "'line1\\nline2'");
    private static final List<String> PATTERNS = List.of(
            "'%a+'", "'(%w)(%w)'", "'%d*'", "'^%s*(.-)%s*$'", "'%b()'", "'%f[%w]%w+'", "'.'", "'()'", "'a-b'",
            "'[^,]*'",
            "'(%a+) = (%a+)'", "'%1'", "'['", "'x*'", "'l+'", "'$'", "'^h'", "'[a-f%d]'", "'%'", "'o w'");

    private final Chance chance;
    private final Generator generator;

    StringProbes(Generator generator) {
        chance = generator.chance;
        this.generator = generator;
    }

    @Override
    public Statement write() {
        String text = chance.in(60)
                ? chance.oneOf(TEXTS)
                : generator.inFunction(false, () -> generator.expressions.of(Kind.STRING, 1));
        String pattern = chance.oneOf(PATTERNS);
        int from = chance.between(-5, 8);
        return Statement.of(switch (chance.below(14)) {
            case 0 -> "out(pcall(string.find, " + text + ", " + pattern + ", " + from + "))";
            case 1 -> "out(pcall(string.find, " + text + ", " + pattern + ", 1, true))";
            case 2 -> "out(pcall(string.match, " + text + ", " + pattern + "))";
            case 3 ->
                "out(pcall(string.gsub, " + text + ", " + pattern + ", " + chance.oneOf("'<%0>'", "'%1'", "'%%'", "''",
                        "'%2'") + ", " + chance.oneOf("1", "2", "nil", "0") + "))";
            case 4 -> "out(pcall(string.gsub, " + text + ", " + pattern + ", function(...) out('found', ...) return "
                    + chance.oneOf("nil", "false", "'R'", "12", "{}", "...") + " end))";
            case 5 ->
                "out(pcall(string.gsub, " + text + ", " + pattern + ", {a = 'A', key = 1, [1] = 'one', l = false}))";
            case 6 ->
                "out(pcall(function() for a, b in string.gmatch(" + text + ", " + pattern + ") do out(a, b) end end))";
            case 7 -> "out(string.byte(" + text + ", " + from + ", " + chance.between(-3, 6) + "))";
            case 8 -> "out((" + text + "):sub(" + from + ", " + chance.between(-6, 9) + "), #" + text + ")";
            case 9 ->
                "out(pcall(string.rep, " + text + ", " + chance.between(-1, 4) + "), (" + text + "):reverse():upper())";
            case 10 -> "out(string.split(" + text + ", " + chance.oneOf("','", "''", "' '", "'l'") + "))";
            case 11 -> "out(pcall(string.format, "
                    + chance.oneOf("'%s %s'", "'%5s|%-6s|'", "'%.2s%s'", "'%q%s'", "'%d%s'",
                            "'%*%*'", "'%z'", "'%'", "'%%%s'", "'%x%s'")
                    + ", " + text + ", "
                    + generator.expressions.of(Kind.NUMBER, 1) + "))";
            case 12 ->
                "out(" + text + " < " + chance.oneOf(TEXTS) + ", " + text + " == " + chance.oneOf(TEXTS) + ", " + text
                        + " >= 'a')";
            default -> "out(pcall(function() return (" + text + ")" + chance.oneOf(".len", ":nothing()", ".x.y", "[1]",
                    ":upper():lower()", "()") + " end))";
        });
    }
}
