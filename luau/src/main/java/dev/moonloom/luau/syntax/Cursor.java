package dev.moonloom.luau.syntax;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The place in the token stream, with what the rules share: taking the token that must come next, and going on
 * sensibly where it does not come.
 */
final class Cursor {
    private final Lexer lexer;
    private final ErrorLog errors;

    private Token current;
    private @Nullable Token ahead;
    private Span previous = new Span(1, 1, 1, 1);

    /** How many of the rules in progress wait for a kind of token: a search for another one does not go past it. */
    private final Map<TokenKind, Integer> awaited = new EnumMap<>(TokenKind.class);

    /** What began the latest block whose end is not indented as its start: the likely culprit of a missing end. */
    private Token suspect;

    Cursor(Lexer lexer, ErrorLog errors) {
        this.lexer = lexer;
        this.errors = errors;
        this.current = lexer.next();
        this.suspect = new Token(TokenKind.END_OF_FILE, previous, "");
        awaited.put(TokenKind.END_OF_FILE, 1);
    }

    /** {@return the token that comes next and has not been taken yet} */
    Token current() {
        return current;
    }

    /** {@return where the current token stands} */
    Span span() {
        return current.span();
    }

    /** {@return where the token before the current one stands} */
    Span previous() {
        return previous;
    }

    /** {@return whether the current token is of that kind} */
    boolean at(TokenKind kind) {
        return current.kind() == kind;
    }

    /** {@return whether the current token is this name; contextual keywords are names} */
    boolean atName(String name) {
        return at(TokenKind.NAME) && current.text().equals(name);
    }

    /** {@return the token behind the current one} */
    Token ahead() {
        if (ahead == null) {
            ahead = lexer.next();
        }
        return ahead;
    }

    /** {@return whether the token behind the current one is of that kind} */
    boolean aheadIs(TokenKind kind) {
        return ahead().kind() == kind;
    }

    /** {@return the current token, which is taken} */
    Token take() {
        Token taken = current;
        previous = taken.span();
        current = ahead();
        ahead = null;
        return taken;
    }

    /** Takes the current token if it is of that kind. */
    boolean accept(TokenKind kind) {
        if (!at(kind)) {
            return false;
        }
        take();
        return true;
    }

    /** Takes the token that must come here. If it comes after one that is too much, it takes both. */
    void expect(TokenKind kind, String context) {
        if (!accept(kind)) {
            reportExpected(kind, " when parsing " + context);
            skipSuperfluous(kind);
        }
    }

    /** Reports a current token of any other kind. */
    void expectEndOfFile() {
        if (!at(TokenKind.END_OF_FILE)) {
            reportExpected(TokenKind.END_OF_FILE, "");
        }
    }

    private void reportExpected(TokenKind kind, String context) {
        errors.report(span(), "Expected " + kind.description() + context + ", got " + current.description());
    }

    /** {@return whether the counterpart of an opening token was found and taken; else that is reported} */
    boolean close(TokenKind kind, Token open) {
        if (accept(kind)) {
            return true;
        }
        reportUnclosed(kind, open, "");
        return skipSuperfluous(kind);
    }

    /** As {@link #close}, but looks for a missing counterpart in the rest of the line. */
    boolean closeWithinLine(TokenKind kind, Token open) {
        if (accept(kind)) {
            return true;
        }
        reportUnclosed(kind, open, "");
        int line = previous.endLine();
        while (span().line() == line && !at(kind) && awaited.getOrDefault(current.kind(), 0) == 0) {
            take();
        }
        return accept(kind);
    }

    /** As {@link #close}, for the keyword at the end of a block; misleading indentation is used for a better hint. */
    boolean closeBlock(TokenKind kind, Token open) {
        Span start = open.span();
        int suspectLine = suspect.span().line();
        if (at(kind)) {
            boolean aligned = span().line() == start.line() || span().column() == start.column();
            if (!aligned && suspectLine < start.line()) {
                suspect = open;
            }
            take();
            return true;
        }
        boolean hint = suspect.kind() != TokenKind.END_OF_FILE && suspectLine > start.line();
        reportUnclosed(kind, open, hint
                ? "; did you forget to close " + suspect.openDescription() + " at line " + suspectLine + "?"
                : "");
        return skipSuperfluous(kind);
    }

    /** Reports that the current token is not the counterpart of an opening one. */
    void reportUnclosed(TokenKind kind, Token open, String suggestion) {
        Span start = open.span();
        String place = span().line() == start.line() ? "column " + start.column() : "line " + start.line();
        errors.report(span(), "Expected " + kind.description() + " (to close " + open.openDescription() + " at " + place
                + "), got " + current.description() + suggestion);
    }

    private boolean skipSuperfluous(TokenKind wanted) {
        boolean found = aheadIs(wanted);
        if (found) {
            take();
            take();
        }
        return found;
    }

    /** Tells that a rule in progress waits for such a token, until {@link #got}. */
    void await(TokenKind kind) {
        awaited.merge(kind, 1, Integer::sum);
    }

    /** Ends an {@link #await}. */
    void got(TokenKind kind) {
        awaited.merge(kind, -1, Integer::sum);
    }

    /** {@return the name that must stand here, or null} */
    @Nullable Name nameOrNull(@Nullable String context) {
        if (at(TokenKind.NAME)) {
            Token token = take();
            return new Name(token.text(), token.span());
        }
        errors.report(span(), "Expected identifier" + (context == null ? "" : " when parsing " + context)
                + ", got " + current.description());
        return null;
    }

    /** {@return the name that must stand here, or a made-up one} */
    Name name(@Nullable String context) {
        Name name = nameOrNull(context);
        return name == null ? new Name(Name.MISSING, span().start()) : name;
    }

    /** {@return the name behind a dot or colon; a reserved word in the same line is taken for one, after an error} */
    Name nameBehind(Token separator, @Nullable String context) {
        Name name = nameOrNull(context);
        if (name != null) {
            return name;
        }
        if (current.kind().reserved() && span().line() == separator.span().line()) {
            Token word = take();
            return new Name(word.text(), word.span());
        }
        return new Name(Name.MISSING, span().start());
    }
}
