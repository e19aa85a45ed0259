package dev.moonloom.core.vm;

import dev.moonloom.luau.syntax.SyntaxError;
import dev.moonloom.luau.syntax.SyntaxException;
import java.util.stream.Collectors;

/** How what is wrong with a script is told. */
public final class SyntaxTexts {
    private SyntaxTexts() {}

    /** {@return {@code chunk:line: message} for each error, each on its line} */
    public static String lines(String chunk, SyntaxException invalid) {
        return invalid.errors().stream().map(error -> line(chunk, error)).collect(Collectors.joining("\n"));
    }

    /** {@return the first line alone, as {@code loadstring} answers it} */
    public static String first(String chunk, SyntaxException invalid) {
        return line(chunk, invalid.errors().getFirst());
    }

    private static String line(String chunk, SyntaxError error) {
        return chunk + ":" + error.span().line() + ": " + error.message();
    }
}
