package dev.moonloom.luau.syntax;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;

/** Turns the inside of a string literal into the bytes that it stands for. */
final class Escapes {
    private static final int MALFORMED = -1;
    private static final int MOST_UNICODE_DIGITS = 16;

    private final String text;
    private final ByteArrayOutputStream bytes;
    private int offset;

    private Escapes(String text) {
        this.text = text;
        bytes = new ByteArrayOutputStream(text.length());
    }

    /** {@return the value of a string token, or null if an escape in it is malformed} */
    static @Nullable LuaString value(Token token) {
        if (token.kind() == TokenKind.LONG_STRING) {
            return longString(token.text());
        }
        if (token.text().indexOf('\\') < 0) {
            return string(token.text());
        }
        Escapes escapes = new Escapes(token.text());
        return escapes.resolve() ? LuaString.valueUsing(escapes.bytes.toByteArray()) : null;
    }

    /** A line end right at the start does not count; all others become line feeds. */
    private static LuaString longString(String text) {
        String normalized = text.replace("\r\n", "\n");
        return string(normalized.startsWith("\n") ? normalized.substring(1) : normalized);
    }

    private static LuaString string(String bytes) {
        return LuaString.valueUsing(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    private boolean resolve() {
        while (offset < text.length()) {
            char next = text.charAt(offset++);
            if (next != '\\') {
                bytes.write(next);
            } else if (!escape()) {
                return false;
            }
        }
        return true;
    }

    private boolean escape() {
        if (offset == text.length()) {
            return false;
        }
        char kind = text.charAt(offset++);
        switch (kind) {
            case 'a' -> bytes.write(0x07);
            case 'b' -> bytes.write('\b');
            case 'f' -> bytes.write('\f');
            case 'n', '\n' -> bytes.write('\n');
            case 'r' -> bytes.write('\r');
            case 't' -> bytes.write('\t');
            case 'v' -> bytes.write(0x0B);
            case '\r' -> {
                accept('\n');
                bytes.write('\n');
            }
            case 'z' -> skipSpace();
            case 'x' -> {
                return writeByte(hexadecimalByte());
            }
            case 'u' -> {
                return unicode();
            }
            default -> {
                if (kind < '0' || kind > '9') {
                    bytes.write(kind);
                    return true;
                }
                return writeByte(decimalByte(kind - '0'));
            }
        }
        return true;
    }

    private boolean writeByte(int value) {
        if (value < 0 || value > 0xFF) {
            return false;
        }
        bytes.write(value);
        return true;
    }

    /** Up to three digits, of which the first has been read. */
    private int decimalByte(int first) {
        int value = first;
        for (int i = 0; i < 2 && peek() >= '0' && peek() <= '9'; i++) {
            value = value * 10 + text.charAt(offset++) - '0';
        }
        return value;
    }

    /** Exactly two digits. */
    private int hexadecimalByte() {
        int high = hexadecimalDigit();
        int low = hexadecimalDigit();
        return high == MALFORMED || low == MALFORMED ? MALFORMED : high * 16 + low;
    }

    /** A code point between braces; surrogates are allowed. */
    private boolean unicode() {
        if (!accept('{') || peek() == '}') {
            return false;
        }
        int codePoint = 0;
        for (int i = 0; i < MOST_UNICODE_DIGITS && peek() != '}'; i++) {
            int digit = hexadecimalDigit();
            if (digit == MALFORMED) {
                return false;
            }
            // digits beyond the 32nd bit fall out
            codePoint = codePoint * 16 + digit;
        }
        return accept('}') && writeUtf8(codePoint);
    }

    private boolean writeUtf8(int codePoint) {
        if (Integer.compareUnsigned(codePoint, Character.MAX_CODE_POINT) > 0) {
            return false;
        }
        if (codePoint < 0x80) {
            bytes.write(codePoint);
        } else if (codePoint < 0x800) {
            bytes.write(0xC0 | (codePoint >> 6));
            writeContinuation(codePoint);
        } else if (codePoint < 0x10000) {
            bytes.write(0xE0 | (codePoint >> 12));
            writeContinuation(codePoint >> 6);
            writeContinuation(codePoint);
        } else {
            bytes.write(0xF0 | (codePoint >> 18));
            writeContinuation(codePoint >> 12);
            writeContinuation(codePoint >> 6);
            writeContinuation(codePoint);
        }
        return true;
    }

    private void writeContinuation(int bits) {
        bytes.write(0x80 | (bits & 0x3F));
    }

    private int hexadecimalDigit() {
        char next = peek();
        int digit = next < 0x80 ? Character.digit(next, 16) : MALFORMED;
        if (digit != MALFORMED) {
            offset++;
        }
        return digit;
    }

    private void skipSpace() {
        while (peek() == ' ' || (peek() >= '\t' && peek() <= '\r')) {
            offset++;
        }
    }

    private boolean accept(char wanted) {
        boolean found = peek() == wanted;
        if (found) {
            offset++;
        }
        return found;
    }

    /** {@return the next char; zero, which no source has, at the end} */
    private char peek() {
        return offset < text.length() ? text.charAt(offset) : 0;
    }
}
