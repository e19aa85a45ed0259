package dev.moonloom.tests.differential;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A form of the syntax that makes no node of its own: a variant of one, or what is erased when parsed.
 *
 * @param pattern what a program with the form contains, written as the generator writes it
 */
record SyntaxForm(String name, Pattern pattern) {
    static final List<SyntaxForm> ALL = List.of(
            new SyntaxForm("constant", "(?m)^ *+const \\w++(: [^=\n]++)? = "),
            new SyntaxForm("constant function", "const function "),
            new SyntaxForm("typed variable", "(local|const) \\w++: "),
            new SyntaxForm("typed parameter", "function \\w++\\(\\w++: "),
            new SyntaxForm("typed loop variable", "for \\w++: "),
            new SyntaxForm("result type", "\\): \\.\\.\\.any"),
            new SyntaxForm("generic function", "function \\w++<"),
            new SyntaxForm("type parameters", "type \\w++<"),
            new SyntaxForm("exported type", "export type "),
            new SyntaxForm("attribute", "@deprecated\n"),
            new SyntaxForm("several variables", "local \\w++, \\w++"),
            new SyntaxForm("several targets", "(?m)^ *+\\w++, \\w++(, \\w++)*+ = "),
            new SyntaxForm("variadic function", "function( \\w++)?\\([^)\n]*\\.\\.\\.\\)"),
            new SyntaxForm("arguments passed on", "\\w\\(\\.\\.\\.\\)"),
            new SyntaxForm("method declaration", "function \\w++:\\w++\\("),
            new SyntaxForm("field function", "function \\w++\\.\\w++\\("),
            new SyntaxForm("elseif", "(?m)^ *+elseif .* then$"),
            new SyntaxForm("elseif expression", "(?m)^ *+elseif .* then .* else "),
            new SyntaxForm("loop with a step", "for \\w++(: number)? = [^,\n]++, [^,\n]++, .* do"),
            new SyntaxForm("loop over a table", "for \\w++, \\w++ in \\{"),
            new SyntaxForm("loop by pairs", "in i?pairs\\("),
            new SyntaxForm("loop by next", "in next, "),
            new SyntaxForm("loop by an iterator", "in function\\("),
            new SyntaxForm("long text", "\\[=*+\\["),
            new SyntaxForm("escaped code point", "\\\\u\\{"),
            new SyntaxForm("hexadecimal number", "[ (]0x"),
            new SyntaxForm("binary number", "[ (]0b"),
            new SyntaxForm("grouped digits", "1_000"),
            new SyntaxForm("exponent", "\\de-?\\d"),
            new SyntaxForm("compound add", " \\+= "),
            new SyntaxForm("compound subtract", " -= "),
            new SyntaxForm("compound multiply", " \\*= "),
            new SyntaxForm("compound divide", " /= "),
            new SyntaxForm("compound floor divide", " //= "),
            new SyntaxForm("compound modulo", " %= "),
            new SyntaxForm("compound power", " \\^= "),
            new SyntaxForm("compound concat", " \\.\\.= "));

    private SyntaxForm(String name, String pattern) {
        this(name, Pattern.compile(pattern));
    }

    int countIn(String program) {
        return (int) pattern.matcher(program).results().count();
    }
}
