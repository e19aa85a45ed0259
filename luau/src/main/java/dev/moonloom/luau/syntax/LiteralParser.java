package dev.moonloom.luau.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;

/** Numbers and strings. */
final class LiteralParser {
    private static final String DOUBLE_BRACES = "Double braces are not permitted within interpolated strings; did you mean '\\{'?";

    private final Parser parser;
    private final Cursor cursor;

    LiteralParser(Parser parser) {
        this.parser = parser;
        cursor = parser.cursor;
    }

    /** {@return the number or integer that stands here} */
    Expression number() {
        Token token = cursor.take();
        if (Numerals.isInteger(token.text())) {
            return integer(token);
        }
        OptionalDouble value = Numerals.value(token.text());
        return value.isPresent()
                ? new Expression.Number(value.getAsDouble(), token.span())
                : parser.expressions.wrong(token.span(), "Malformed number");
    }

    private Expression integer(Token token) {
        try {
            OptionalLong value = Numerals.integer(token.text());
            return value.isPresent()
                    ? new Expression.Integer(value.getAsLong(), token.span())
                    : parser.expressions.wrong(token.span(), "Malformed integer");
        } catch (ArithmeticException tooLarge) {
            return parser.expressions.wrong(token.span(), "Integer overflow");
        }
    }

    /** {@return the string without values that stands here} */
    Expression string() {
        Token token = cursor.take();
        LuaString value = Escapes.value(token);
        return value == null
                ? parser.expressions.wrong(token.span(), "String literal contains malformed escape sequence")
                : new Expression.Text(value, token.span());
    }

    /** Reports the string without an end, or with a double brace, that stands here. */
    Expression broken() {
        Token token = cursor.take();
        return parser.expressions.wrong(token.span(), token.kind() == TokenKind.BROKEN_STRING
                ? "Malformed string; did you forget to finish it?"
                : DOUBLE_BRACES);
    }

    /** {@return the interpolated string that begins here} */
    Expression interpolation() {
        List<LuaString> texts = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        Span start = cursor.span();
        while (true) {
            Token token = cursor.take();
            Span span = start.to(token.span());
            LuaString text = Escapes.value(token);
            if (text == null) {
                return parser.expressions.wrong(span, "Interpolated string literal contains malformed escape sequence");
            }
            texts.add(text);
            if (token.kind() == TokenKind.INTERPOLATION_END || token.kind() == TokenKind.PLAIN_INTERPOLATION) {
                return new Expression.Interpolation(List.copyOf(texts), List.copyOf(values), span);
            }
            Expression wrong = missingValue(token.span());
            if (wrong != null) {
                return wrong;
            }
            values.add(parser.expressions.expression());
            wrong = wrongEnd(token.span());
            if (wrong != null) {
                return wrong;
            }
        }
    }

    private @Nullable Expression missingValue(Span text) {
        String message = switch (cursor.current().kind()) {
            case INTERPOLATION_MIDDLE, INTERPOLATION_END ->
                "Malformed interpolated string, expected expression inside '{}'";
            case BROKEN_STRING -> "Malformed interpolated string; did you forget to add a '`'?";
            default -> null;
        };
        if (message == null) {
            return null;
        }
        cursor.take();
        return parser.expressions.wrong(text, message);
    }

    /** {@return null if the string goes on behind a value} */
    private @Nullable Expression wrongEnd(Span text) {
        return switch (cursor.current().kind()) {
            case INTERPOLATION_START, INTERPOLATION_MIDDLE, INTERPOLATION_END -> null;
            case BROKEN_DOUBLE_BRACE -> {
                cursor.take();
                yield parser.expressions.wrong(text, DOUBLE_BRACES);
            }
            case BROKEN_STRING -> {
                cursor.take();
                yield unfinished();
            }
            case END_OF_FILE -> unfinished();
            default -> parser.expressions.wrong(text,
                    "Malformed interpolated string, got " + cursor.current().description());
        };
    }

    private Expression unfinished() {
        Span span = cursor.previous();
        if (!parser.lexer.insideBraces()) {
            return parser.expressions.wrong(span, "Malformed interpolated string; did you forget to add a '`'?");
        }
        if (parser.lexer.insideValue()) {
            return parser.expressions.wrong(span, "Malformed interpolated string; did you forget to add a '}'?");
        }
        // a brace inside the value is open: the rule that waits for its end has reported that
        return parser.expressions.placeholder(span);
    }
}
