package dev.moonloom.luau.syntax;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.luaj.vm2.LuaString;

/** Scripts for tests, from files and as literals. */
final class Scripts {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:x([0-9a-f]{2})|(.))");

    private Scripts() {}

    /** {@return the tree of a script} */
    static FunctionBody parse(String source) {
        return Parser.parse(source.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return the only statement of a script} */
    static Statement statement(String source) {
        List<Statement> statements = parse(source).block().statements();
        if (statements.size() != 1) {
            throw new IllegalArgumentException("not one statement: " + source);
        }
        return statements.getFirst();
    }

    /** {@return an expression} */
    static Expression expression(String source) {
        return ((Statement.Return) statement("return " + source)).values().getFirst();
    }

    /** {@return what is wrong with a script; nothing if it is valid} */
    static List<SyntaxError> errors(byte[] source) {
        try {
            Parser.parse(source);
            return List.of();
        } catch (SyntaxException e) {
            return e.errors();
        }
    }

    /** {@return what is wrong with a script; nothing if it is valid} */
    static List<SyntaxError> errors(String source) {
        return errors(source.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return a string of bytes} */
    static byte[] bytes(LuaString string) {
        byte[] bytes = new byte[string.length()];
        string.copyInto(0, bytes, 0, bytes.length);
        return bytes;
    }

    /** {@return a file beside the tests} */
    static byte[] file(String name) {
        try (InputStream stream = Objects.requireNonNull(Scripts.class.getResourceAsStream(name), name)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the rows of a file of recorded results, each cut at its tabs} */
    static List<List<String>> rows(String name) {
        return new String(file(name), StandardCharsets.US_ASCII).lines()
                .map(line -> List.of(line.split("\t", -1)))
                .toList();
    }

    /** {@return the bytes of a recorded text, in which unprintable ones and backslashes are escaped} */
    static byte[] unescape(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(escape -> Matcher.quoteReplacement(unescaped(escape)))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String unescaped(MatchResult escape) {
        if (escape.group(1) != null) {
            return String.valueOf((char) Integer.parseInt(escape.group(1), 16));
        }
        return switch (escape.group(2)) {
            case "n" -> "\n";
            case "r" -> "\r";
            case "t" -> "\t";
            default -> escape.group(2);
        };
    }
}
