package dev.moonloom.luau.syntax;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The kinds of tokens. The description is how error texts call a token of which only the kind is known. */
enum TokenKind {
    END_OF_FILE("<eof>"),

    AND("'and'"), BREAK("'break'"), DO("'do'"), ELSE("'else'"), ELSEIF("'elseif'"), END("'end'"), FALSE("'false'"), FOR(
            "'for'"), FUNCTION("'function'"), IF("'if'"), IN("'in'"), LOCAL("'local'"), NIL("'nil'"), NOT("'not'"), OR(
                    "'or'"), REPEAT("'repeat'"), RETURN(
                            "'return'"), THEN("'then'"), TRUE("'true'"), UNTIL("'until'"), WHILE("'while'"),

    PLUS("'+'"), MINUS("'-'"), STAR("'*'"), SLASH("'/'"), DOUBLE_SLASH("'//'"), PERCENT("'%'"), CARET("'^'"), HASH(
            "'#'"), AMPERSAND("'&'"), BAR("'|'"), EXCLAMATION("'!'"), QUESTION("'?'"), ASSIGN("'='"), EQUAL(
                    "'=='"), NOT_EQUAL("'~='"), LESS("'<'"), LESS_EQUAL("'<='"), GREATER("'>'"), GREATER_EQUAL(
                            "'>='"), PLUS_ASSIGN("'+='"), MINUS_ASSIGN("'-='"), STAR_ASSIGN("'*='"), SLASH_ASSIGN(
                                    "'/='"), DOUBLE_SLASH_ASSIGN("'//='"), PERCENT_ASSIGN("'%='"), CARET_ASSIGN(
                                            "'^='"), CONCAT_ASSIGN("'..='"), DOT("'.'"), CONCAT(
                                                    "'..'"), ELLIPSIS("'...'"), COMMA("','"), SEMICOLON("';'"), COLON(
                                                            "':'"), DOUBLE_COLON("'::'"), ARROW(
                                                                    "'->'"), LEFT_PARENTHESIS("'('"), RIGHT_PARENTHESIS(
                                                                            "')'"), LEFT_BRACKET("'['"), RIGHT_BRACKET(
                                                                                    "']'"), LEFT_BRACE(
                                                                                            "'{'"), RIGHT_BRACE(
                                                                                                    "'}'"), ATTRIBUTE_LIST(
                                                                                                            "'@['"),

    NAME("identifier"), NUMBER("number"), ATTRIBUTE("attribute"),
    /** {@code "..."} and {@code '...'}. */
    QUOTED_STRING("string"),
    /** {@code [[...]]}. */
    LONG_STRING("string"),
    /** {@code `...`} without values. */
    PLAIN_INTERPOLATION("interpolated string"),
    /** From the backtick to the first brace. */
    INTERPOLATION_START("the beginning of an interpolated string"),
    /** From a closing brace to the next opening one. */
    INTERPOLATION_MIDDLE("the middle of an interpolated string"),
    /** From the last closing brace to the backtick. */
    INTERPOLATION_END("the end of an interpolated string"),

    /** A byte that begins no token; the text is that byte. */
    STRAY_CHARACTER("stray character"),
    /** A character outside of ASCII; the text says which, or is empty if it is not UTF-8. */
    STRAY_UNICODE("invalid UTF-8 sequence"), BROKEN_STRING("malformed string"), BROKEN_COMMENT("unfinished comment"),
    /** An interpolated string up to a double brace. */
    BROKEN_DOUBLE_BRACE("'{{', which is invalid (did you mean '\\{'?)");

    private static final Set<TokenKind> RESERVED = EnumSet.range(AND, WHILE);
    private static final Map<String, TokenKind> RESERVED_BY_WORD = new HashMap<>();

    static {
        for (TokenKind kind : RESERVED) {
            RESERVED_BY_WORD.put(kind.description.substring(1, kind.description.length() - 1), kind);
        }
    }

    private final String description;

    TokenKind(String description) {
        this.description = description;
    }

    /** {@return how an error text calls a token of this kind} */
    String description() {
        return description;
    }

    /** {@return whether the kind is a reserved word} */
    boolean reserved() {
        return RESERVED.contains(this);
    }

    /** {@return the reserved word's kind, or null for any other word} */
    static @Nullable TokenKind ofWord(String word) {
        return RESERVED_BY_WORD.get(word);
    }
}
