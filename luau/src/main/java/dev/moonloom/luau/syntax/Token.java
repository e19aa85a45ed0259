package dev.moonloom.luau.syntax;

import java.nio.charset.StandardCharsets;

/**
 * A token of the source.
 *
 * @param text what is needed of its text: the name, the digits, the inside of the string before its escapes are
 *     resolved; one char for each byte of the source
 */
record Token(TokenKind kind, Span span, String text) {
    /** {@return how an error text calls this very token} */
    String description() {
        return switch (kind) {
            case NAME, NUMBER, ATTRIBUTE, STRAY_CHARACTER -> "'" + text + "'";
            case QUOTED_STRING, LONG_STRING -> "\"" + readable() + "\"";
            case PLAIN_INTERPOLATION -> "`" + readable() + "`";
            case INTERPOLATION_START -> "`" + readable() + "{";
            case INTERPOLATION_MIDDLE -> "}" + readable() + "{";
            case INTERPOLATION_END -> "}" + readable() + "`";
            case STRAY_UNICODE -> text.isEmpty() ? kind.description() : text;
            default -> kind.description();
        };
    }

    /** {@return how an error text calls what began with this token and is missing its end} */
    String openDescription() {
        return kind == TokenKind.STRAY_CHARACTER ? description() : kind.description();
    }

    private String readable() {
        return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
