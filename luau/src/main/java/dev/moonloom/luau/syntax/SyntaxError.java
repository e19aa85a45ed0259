package dev.moonloom.luau.syntax;

/**
 * One thing that is wrong with a script.
 *
 * @param message what is wrong, without the place; bytes of the source in it are read as UTF-8
 * @param span where it is wrong
 */
public record SyntaxError(String message, Span span) {
    @Override
    public String toString() {
        return span.line() + ":" + span.column() + ": " + message;
    }
}
