package dev.moonloom.luau.syntax;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;

/**
 * Type annotations. Nothing but their place is kept, since types have no effect when a script is run; they are parsed
 * to find where they end and what is wrong with them.
 */
final class TypeParser {
    private static final int LONGEST = 1000;

    /** What parentheses turned out to be. */
    enum Form {
        TYPE,
        /** A list of types where one is allowed. */
        PACK,
        /** A list of one type, which could as well be that type in parentheses. */
        PACK_OF_ONE
    }

    /** A type, or a list of types where one is allowed. */
    record TypeOrPack(Type type, Form form) {
        static TypeOrPack type(Span span) {
            return new TypeOrPack(new Type(span), Form.TYPE);
        }
    }

    private final Parser parser;
    private final Cursor cursor;
    private final ErrorLog errors;
    private final Depth depth;

    TypeParser(Parser parser) {
        this.parser = parser;
        cursor = parser.cursor;
        errors = parser.errors;
        depth = parser.depth;
    }

    /** {@return the type that begins here} */
    Type type() {
        int mark = depth.mark();
        Span begin = cursor.span();
        Type first = null;
        if (!cursor.at(TokenKind.BAR) && !cursor.at(TokenKind.AMPERSAND)) {
            first = simple(false).type();
            depth.reset(mark);
        }
        Type type = withSuffix(first, begin);
        depth.reset(mark);
        return type;
    }

    /** {@return the type or the list of types that begins here} */
    TypeOrPack typeOrPack() {
        int mark = depth.mark();
        Span begin = cursor.span();
        TypeOrPack simple = simple(true);
        if (simple.form() != Form.TYPE) {
            return simple;
        }
        depth.reset(mark);
        return new TypeOrPack(withSuffix(simple.type(), begin), Form.TYPE);
    }

    /** {@return whether a list of types of the form {@code ...T} or {@code T...} begins here} */
    boolean atPack() {
        return cursor.at(TokenKind.ELLIPSIS) || (cursor.at(TokenKind.NAME) && cursor.aheadIs(TokenKind.ELLIPSIS));
    }

    /** {@return the list of types of the form {@code ...T} or {@code T...} that begins here} */
    Type pack() {
        Token first = cursor.take();
        Span last = first.kind() == TokenKind.NAME ? cursor.take().span() : type().span();
        return new Type(first.span().to(last));
    }

    /** Takes the type of the parameters behind {@code ...:}. */
    void variadicParameter() {
        if (atPack() && !cursor.at(TokenKind.ELLIPSIS)) {
            pack();
        } else {
            type();
        }
    }

    /** Takes the type of a function's results, if there is one. */
    void functionResult() {
        if (cursor.at(TokenKind.ARROW)) {
            errors.report(cursor.span(), "Function return type annotations are written after ':' instead of '->'");
        } else if (!cursor.at(TokenKind.COLON)) {
            return;
        }
        cursor.take();
        int mark = depth.mark();
        parser.typeLists.result();
        if (cursor.at(TokenKind.COMMA)) {
            errors.report(cursor.span(),
                    "Expected a statement, got ','; did you forget to wrap the list of return types in parentheses?");
            cursor.take();
        }
        depth.reset(mark);
    }

    /**
     * {@return the type with the parts of a union or an intersection that follow it}
     *
     * @param first the first part, or null if an operator stands before it
     */
    Type withSuffix(@Nullable Type first, Span begin) {
        depth.enter("type annotation");
        TypeParts parts = new TypeParts(first);
        while (nextPart(parts)) {
            if (parts.counted > LONGEST) {
                throw errors.fatal(parts.last(),
                        "Exceeded allowed type length; simplify your type annotation to make the code compile");
            }
        }
        if (!parts.union && !parts.intersection) {
            return new Type(parts.last());
        }
        Span span = begin.to(parts.last());
        if (parts.union && parts.intersection) {
            errors.report(span,
                    "Mixing union and intersection types is not allowed; consider wrapping in parentheses.");
        }
        return new Type(span);
    }

    /** The parts of a union or an intersection. */
    private static final class TypeParts {
        int counted;
        private @Nullable Span last;
        boolean union;
        boolean intersection;

        TypeParts(@Nullable Type first) {
            if (first != null) {
                add(first.span());
            }
        }

        void add(Span part) {
            counted++;
            last = part;
        }

        Span last() {
            if (last == null) {
                throw new IllegalStateException("a type without parts");
            }
            return last;
        }
    }

    private boolean nextPart(TypeParts parts) {
        switch (cursor.current().kind()) {
            case BAR -> {
                parts.union = true;
                parts.add(operand());
            }
            case AMPERSAND -> {
                parts.intersection = true;
                parts.add(operand());
            }
            case QUESTION -> {
                parts.union = true;
                parts.last = cursor.take().span();
            }
            case ELLIPSIS -> errors.report(cursor.take().span(), "Unexpected '...' after type annotation");
            default -> {
                return false;
            }
        }
        return true;
    }

    private Span operand() {
        cursor.take();
        int mark = depth.mark();
        Span span = simple(false).type().span();
        depth.reset(mark);
        return span;
    }

    /** {@return the type that begins here, without what may follow it} */
    TypeOrPack simple(boolean packAllowed) {
        depth.enter("type annotation");
        Span start = cursor.span();
        return switch (cursor.current().kind()) {
            case NIL, TRUE, FALSE -> TypeOrPack.type(cursor.take().span());
            case QUOTED_STRING, LONG_STRING -> singleton();
            case NAME -> TypeOrPack.type(named());
            case LEFT_BRACE -> TypeOrPack.type(table());
            case LEFT_PARENTHESIS, LESS -> parser.typeLists.function(packAllowed);
            case ATTRIBUTE, ATTRIBUTE_LIST -> wrong(start, "attributes are not allowed in declaration context");
            case INTERPOLATION_START, PLAIN_INTERPOLATION -> {
                parser.literals.interpolation();
                yield wrong(start, "Interpolated string literals cannot be used as types");
            }
            case BROKEN_STRING -> {
                cursor.take();
                yield wrong(start, "Malformed string; did you forget to finish it?");
            }
            case FUNCTION -> {
                cursor.take();
                yield wrong(start, "Using 'function' as a type annotation is not supported, consider replacing with a"
                        + " function type annotation e.g. '(...any) -> ...any'");
            }
            default -> missing();
        };
    }

    private TypeOrPack wrong(Span span, String message) {
        errors.report(span, message);
        return TypeOrPack.type(span);
    }

    private TypeOrPack missing() {
        Span gap = cursor.previous().gapTo(cursor.span());
        errors.report(gap.to(cursor.span()), "Expected type, got " + cursor.current().description());
        return TypeOrPack.type(gap);
    }

    private TypeOrPack singleton() {
        Token token = cursor.take();
        if (Escapes.value(token) == null) {
            return wrong(token.span(), "String literal contains malformed escape sequence");
        }
        return TypeOrPack.type(token.span());
    }

    private Span named() {
        Token name = cursor.take();
        if (cursor.at(TokenKind.DOT)) {
            Token dot = cursor.take();
            cursor.nameBehind(dot, "field name");
        } else if (cursor.at(TokenKind.ELLIPSIS)) {
            errors.report(cursor.span(),
                    "Unexpected '...' after type name; type pack is not allowed in this context");
            cursor.take();
        } else if (name.text().equals("typeof")) {
            return typeOf(name.span());
        }
        if (cursor.at(TokenKind.LESS)) {
            parser.typeLists.arguments();
        }
        return name.span().to(cursor.previous());
    }

    private Span typeOf(Span start) {
        Token open = cursor.current();
        cursor.expect(TokenKind.LEFT_PARENTHESIS, "typeof type");
        parser.expressions.expression();
        Span end = cursor.span();
        cursor.close(TokenKind.RIGHT_PARENTHESIS, open);
        return start.to(end);
    }

    /** What a table type has had so far. */
    private static final class Members {
        boolean properties;
        boolean indexer;

        boolean any() {
            return properties || indexer;
        }
    }

    private Span table() {
        depth.enter("type annotation");
        Token open = cursor.take();
        Members members = new Members();
        while (!cursor.at(TokenKind.RIGHT_BRACE)) {
            skipAccess();
            if (!member(members) || !atNextMember()) {
                break;
            }
        }
        Span end = cursor.span();
        if (!cursor.closeWithinLine(TokenKind.RIGHT_BRACE, open)) {
            end = cursor.previous();
        }
        return open.span().to(end);
    }

    private boolean atNextMember() {
        return cursor.accept(TokenKind.COMMA)
                || cursor.accept(TokenKind.SEMICOLON)
                || cursor.at(TokenKind.RIGHT_BRACE);
    }

    /** Skips {@code read} and {@code write}, unless they are names of properties. */
    private void skipAccess() {
        if ((cursor.atName("read") || cursor.atName("write")) && !cursor.aheadIs(TokenKind.COLON)) {
            cursor.take();
        }
    }

    /** {@return whether another member may follow} */
    private boolean member(Members members) {
        if (cursor.at(TokenKind.LEFT_BRACKET)) {
            bracketed(members);
            return true;
        }
        boolean array = !members.any() && !(cursor.at(TokenKind.NAME) && cursor.aheadIs(TokenKind.COLON));
        if (array) {
            type();
            return false;
        }
        return property(members);
    }

    private boolean property(Members members) {
        if (cursor.nameOrNull("table field") == null) {
            return false;
        }
        cursor.expect(TokenKind.COLON, "table field");
        type();
        members.properties = true;
        return true;
    }

    private void bracketed(Members members) {
        Token open = cursor.take();
        boolean string = cursor.at(TokenKind.QUOTED_STRING) || cursor.at(TokenKind.LONG_STRING);
        if (string && cursor.aheadIs(TokenKind.RIGHT_BRACKET)) {
            stringProperty(open, members);
        } else {
            indexer(open, members);
        }
    }

    private void indexer(Token open, Members members) {
        type();
        cursor.close(TokenKind.RIGHT_BRACKET, open);
        cursor.expect(TokenKind.COLON, "table field");
        Type value = type();
        if (members.indexer) {
            errors.report(open.span().to(value.span()), "Cannot have more than one table indexer");
        }
        members.indexer = true;
    }

    private void stringProperty(Token open, Members members) {
        LuaString name = Escapes.value(cursor.take());
        cursor.close(TokenKind.RIGHT_BRACKET, open);
        cursor.expect(TokenKind.COLON, "table field");
        type();
        if (name == null || name.indexOf((byte) 0, 0) >= 0) {
            errors.report(open.span(), "String literal contains malformed escape sequence or \\0");
        } else {
            members.properties = true;
        }
    }
}
