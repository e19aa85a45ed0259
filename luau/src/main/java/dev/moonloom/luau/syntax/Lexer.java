package dev.moonloom.luau.syntax;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Cuts the source into tokens. Comments and white space are skipped, and nothing is an error here: what cannot be a
 * token becomes one of the broken kinds, for the parser to report.
 */
final class Lexer {
    /** What an opening brace belongs to: the closing one of a value goes on with the interpolated string. */
    private enum Brace {
        VALUE, ORDINARY
    }

    private final byte[] source;
    private int offset;
    private int line = 1;
    private int lineStart;

    private int tokenOffset;
    private int tokenLine;
    private int tokenColumn;

    /** The open braces, only kept inside an interpolated string. */
    private final Deque<Brace> braces = new ArrayDeque<>();

    Lexer(byte[] source) {
        this.source = source;
    }

    /** {@return the next token; the end of the file any number of times} */
    Token next() {
        while (true) {
            skipSpace();
            tokenOffset = offset;
            tokenLine = line;
            tokenColumn = column();
            if (peek() != '-' || peek(1) != '-') {
                return read();
            }
            if (!skipComment()) {
                return token(TokenKind.BROKEN_COMMENT);
            }
        }
    }

    /** {@return whether a brace is open, be it of an interpolated string or inside of one} */
    boolean insideBraces() {
        return !braces.isEmpty();
    }

    /** {@return whether the innermost open brace is that of a value in an interpolated string} */
    boolean insideValue() {
        return braces.peek() == Brace.VALUE;
    }

    private Token read() {
        int first = peek();
        if (isDigit(first) || (first == '.' && isDigit(peek(1)))) {
            return readNumber();
        }
        if (isLetter(first)) {
            return readWord();
        }
        return switch (first) {
            case 0 -> token(TokenKind.END_OF_FILE);
            case '"', '\'' -> readQuotedString(first);
            case '`' -> {
                offset++;
                yield readInterpolation(TokenKind.INTERPOLATION_START, TokenKind.PLAIN_INTERPOLATION);
            }
            case '[' -> readBracketOrLongString();
            case '{' -> readLeftBrace();
            case '}' -> readRightBrace();
            case '@' -> readAttribute();
            default -> first >= 0x80 ? readUnicode() : readSymbol(first);
        };
    }

    private Token readSymbol(int first) {
        return switch (first) {
            case '+' -> symbolOrAssign(TokenKind.PLUS, TokenKind.PLUS_ASSIGN);
            case '-' -> peek(1) == '>'
                    ? symbol(2, TokenKind.ARROW)
                    : symbolOrAssign(TokenKind.MINUS, TokenKind.MINUS_ASSIGN);
            case '*' -> symbolOrAssign(TokenKind.STAR, TokenKind.STAR_ASSIGN);
            case '/' -> readSlash();
            case '%' -> symbolOrAssign(TokenKind.PERCENT, TokenKind.PERCENT_ASSIGN);
            case '^' -> symbolOrAssign(TokenKind.CARET, TokenKind.CARET_ASSIGN);
            case '=' -> symbolOrAssign(TokenKind.ASSIGN, TokenKind.EQUAL);
            case '<' -> symbolOrAssign(TokenKind.LESS, TokenKind.LESS_EQUAL);
            case '>' -> symbolOrAssign(TokenKind.GREATER, TokenKind.GREATER_EQUAL);
            case '~' -> symbolOrAssign(TokenKind.STRAY_CHARACTER, TokenKind.NOT_EQUAL);
            case '.' -> readDots();
            case ':' -> peek(1) == ':' ? symbol(2, TokenKind.DOUBLE_COLON) : symbol(1, TokenKind.COLON);
            case ',' -> symbol(1, TokenKind.COMMA);
            case ';' -> symbol(1, TokenKind.SEMICOLON);
            case '(' -> symbol(1, TokenKind.LEFT_PARENTHESIS);
            case ')' -> symbol(1, TokenKind.RIGHT_PARENTHESIS);
            case ']' -> symbol(1, TokenKind.RIGHT_BRACKET);
            case '#' -> symbol(1, TokenKind.HASH);
            case '&' -> symbol(1, TokenKind.AMPERSAND);
            case '|' -> symbol(1, TokenKind.BAR);
            case '!' -> symbol(1, TokenKind.EXCLAMATION);
            case '?' -> symbol(1, TokenKind.QUESTION);
            default -> symbol(1, TokenKind.STRAY_CHARACTER);
        };
    }

    private Token symbol(int length, TokenKind kind) {
        offset += length;
        return token(kind, tokenOffset, offset);
    }

    /** One character, or two if an equals sign follows. */
    private Token symbolOrAssign(TokenKind alone, TokenKind assign) {
        return peek(1) == '=' ? symbol(2, assign) : symbol(1, alone);
    }

    private Token readSlash() {
        if (peek(1) != '/') {
            return symbolOrAssign(TokenKind.SLASH, TokenKind.SLASH_ASSIGN);
        }
        return peek(2) == '=' ? symbol(3, TokenKind.DOUBLE_SLASH_ASSIGN) : symbol(2, TokenKind.DOUBLE_SLASH);
    }

    private Token readDots() {
        if (peek(1) != '.') {
            return symbol(1, TokenKind.DOT);
        }
        return switch (peek(2)) {
            case '.' -> symbol(3, TokenKind.ELLIPSIS);
            case '=' -> symbol(3, TokenKind.CONCAT_ASSIGN);
            default -> symbol(2, TokenKind.CONCAT);
        };
    }

    private Token readWord() {
        skipLettersAndDigits();
        String word = text(tokenOffset, offset);
        TokenKind reserved = TokenKind.ofWord(word);
        return new Token(reserved == null ? TokenKind.NAME : reserved, span(), word);
    }

    private Token readAttribute() {
        if (peek(1) == '[') {
            return symbol(2, TokenKind.ATTRIBUTE_LIST);
        }
        offset++;
        if (isLetter(peek())) {
            skipLettersAndDigits();
        }
        return token(TokenKind.ATTRIBUTE, tokenOffset + 1, offset);
    }

    /** Takes everything that looks like a part of a number; whether it is one is seen when it is converted. */
    private Token readNumber() {
        while (isDigit(peek()) || peek() == '.' || peek() == '_') {
            offset++;
        }
        if (peek() == 'e' || peek() == 'E') {
            offset++;
            if (peek() == '+' || peek() == '-') {
                offset++;
            }
        }
        skipLettersAndDigits();
        return token(TokenKind.NUMBER, tokenOffset, offset);
    }

    private Token readQuotedString(int quote) {
        offset++;
        while (peek() != quote) {
            if (atLineEnd()) {
                return token(TokenKind.BROKEN_STRING);
            }
            if (peek() == '\\') {
                skipEscape();
            } else {
                offset++;
            }
        }
        offset++;
        return token(TokenKind.QUOTED_STRING, tokenOffset + 1, offset - 1);
    }

    /** Reads on to the next brace or to the closing backtick. */
    private Token readInterpolation(TokenKind beforeBrace, TokenKind beforeBacktick) {
        int start = offset;
        while (peek() != '`') {
            if (atLineEnd()) {
                return token(TokenKind.BROKEN_STRING);
            }
            if (peek() == '{') {
                return readValueBrace(beforeBrace, start);
            }
            if (peek() == '\\' && peek(1) == 'u' && peek(2) == '{') {
                offset += 3;
            } else if (peek() == '\\') {
                skipEscape();
            } else {
                offset++;
            }
        }
        offset++;
        return token(beforeBacktick, start, offset - 1);
    }

    private Token readValueBrace(TokenKind kind, int start) {
        braces.push(Brace.VALUE);
        if (peek(1) == '{') {
            Token broken = token(TokenKind.BROKEN_DOUBLE_BRACE, start, offset);
            offset += 2;
            return broken;
        }
        offset++;
        return token(kind, start, offset - 1);
    }

    private Token readLeftBrace() {
        if (insideBraces()) {
            braces.push(Brace.ORDINARY);
        }
        return symbol(1, TokenKind.LEFT_BRACE);
    }

    private Token readRightBrace() {
        offset++;
        return braces.poll() == Brace.VALUE
                ? readInterpolation(TokenKind.INTERPOLATION_MIDDLE, TokenKind.INTERPOLATION_END)
                : token(TokenKind.RIGHT_BRACE);
    }

    private Token readBracketOrLongString() {
        int level = skipLongBracket('[');
        if (level < 0) {
            // "[=" can only be the broken start of a long string
            return token(offset == tokenOffset + 1 ? TokenKind.LEFT_BRACKET : TokenKind.BROKEN_STRING);
        }
        int start = offset + 1;
        if (!skipLongText(level)) {
            return token(TokenKind.BROKEN_STRING);
        }
        return token(TokenKind.LONG_STRING, start, offset - level - 2);
    }

    /** {@return false if the comment has no end} */
    private boolean skipComment() {
        offset += 2;
        if (peek() == '[') {
            int level = skipLongBracket('[');
            if (level >= 0) {
                return skipLongText(level);
            }
        }
        while (!atLineEnd()) {
            offset++;
        }
        return true;
    }

    /**
     * Skips a bracket and the equals signs behind it.
     *
     * @return how many these are, or -1 if the same bracket does not follow; it is not skipped
     */
    private int skipLongBracket(int bracket) {
        int start = ++offset;
        while (peek() == '=') {
            offset++;
        }
        return peek() == bracket ? offset - start : -1;
    }

    /** {@return false if there is no closing bracket of that level} */
    private boolean skipLongText(int level) {
        offset++;
        while (peek() != 0) {
            if (peek() != ']') {
                skipAny();
            } else if (skipLongBracket(']') == level) {
                offset++;
                return true;
            }
        }
        return false;
    }

    private void skipEscape() {
        offset++;
        switch (peek()) {
            case 0 -> {}
            case '\r' -> {
                offset++;
                if (peek() == '\n') {
                    skipAny();
                }
            }
            case 'z' -> {
                offset++;
                skipSpace();
            }
            default -> skipAny();
        }
    }

    /** Makes a character outside of ASCII one token, so that the error can name it. */
    private Token readUnicode() {
        int first = peek();
        int length = first >= 0xF8 || first < 0xC0 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        offset++;
        int codePoint = length == 1 ? 0 : first & (0x7F >> length);
        for (int i = 1; i < length; i++) {
            if ((peek() & 0xC0) != 0x80) {
                return token(TokenKind.STRAY_UNICODE);
            }
            codePoint = (codePoint << 6) | (peek() & 0x3F);
            offset++;
        }
        return new Token(TokenKind.STRAY_UNICODE, span(), codePoint == 0 ? "" : Lookalikes.describe(codePoint));
    }

    private void skipSpace() {
        while (isSpace(peek())) {
            skipAny();
        }
    }

    private void skipAny() {
        boolean lineFeed = source[offset++] == '\n';
        if (lineFeed) {
            line++;
            lineStart = offset;
        }
    }

    private void skipLettersAndDigits() {
        while (isLetter(peek()) || isDigit(peek())) {
            offset++;
        }
    }

    private boolean atLineEnd() {
        int next = peek();
        return next == 0 || next == '\r' || next == '\n';
    }

    /** {@return the next byte; zero at the end of the source, and a zero byte ends it as well} */
    private int peek() {
        return peek(0);
    }

    private int peek(int ahead) {
        int position = offset + ahead;
        return position < source.length ? source[position] & 0xFF : 0;
    }

    private int column() {
        return offset - lineStart + 1;
    }

    private Span span() {
        return new Span(tokenLine, tokenColumn, line, column());
    }

    private Token token(TokenKind kind) {
        return new Token(kind, span(), "");
    }

    private Token token(TokenKind kind, int textStart, int textEnd) {
        return new Token(kind, span(), text(textStart, textEnd));
    }

    private String text(int start, int end) {
        return new String(source, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isLetter(int character) {
        int lower = character | 0x20;
        return (lower >= 'a' && lower <= 'z') || character == '_';
    }

    private static boolean isSpace(int character) {
        return character == ' ' || (character >= '\t' && character <= '\r');
    }
}
