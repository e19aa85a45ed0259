package dev.moonloom.luau.syntax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists of types: parameters and results of function types, and generic parameters and their arguments. */
final class TypeListParser {
    /** The types in {@code f<<T>>}, and where they end. */
    record Instantiation(List<Type> arguments, Span end) {}

    /**
     * Types between parentheses.
     *
     * @param named whether one of them has a name, which only parameters can have
     * @param tail whether they end with {@code ...T} or {@code T...}
     */
    private record TypeList(List<Type> types, boolean named, boolean tail) {
        private static final TypeList EMPTY = new TypeList(List.of(), false, false);
    }

    private final Parser parser;
    private final Cursor cursor;
    private final ErrorLog errors;
    private final Depth depth;

    TypeListParser(Parser parser) {
        this.parser = parser;
        cursor = parser.cursor;
        errors = parser.errors;
        depth = parser.depth;
    }

    /** {@return the type or the list of types that a function gives, written here} */
    Type result() {
        depth.enter("type annotation");
        if (!cursor.at(TokenKind.LEFT_PARENTHESIS)) {
            return parser.types.atPack() ? parser.types.pack() : parser.types.type();
        }
        Token open = cursor.take();
        TypeList list = listUpToArrow();
        Span span = open.span().to(cursor.span());
        closeBeforeArrow(open);
        if (cursor.at(TokenKind.ARROW) || list.named()) {
            return new Type(span.to(functionTail(open.span(), list.types().isEmpty()).span()));
        }
        if (list.types().size() == 1) {
            parser.types.withSuffix(list.types().getFirst(), open.span());
        }
        return new Type(span);
    }

    /** {@return the function type, the type in parentheses, or where that is allowed the list of types} */
    TypeParser.TypeOrPack function(boolean packAllowed) {
        depth.enter("type annotation");
        Span begin = cursor.span();
        boolean generic = generics(false);
        Token open = cursor.current();
        cursor.expect(TokenKind.LEFT_PARENTHESIS, "function parameters");
        TypeList list = listUpToArrow();
        Span end = cursor.span();
        closeBeforeArrow(open);
        boolean result = cursor.at(TokenKind.ARROW) || cursor.at(TokenKind.COLON);
        if (!generic && !list.named() && !result) {
            if (list.types().size() == 1 && !list.tail()) {
                return packAllowed
                        ? new TypeParser.TypeOrPack(list.types().getFirst(), TypeParser.Form.PACK_OF_ONE)
                        : TypeParser.TypeOrPack.type(open.span().to(end));
            }
            if (packAllowed) {
                return new TypeParser.TypeOrPack(new Type(begin), TypeParser.Form.PACK);
            }
        }
        Type tail = functionTail(begin, !generic && list.types().isEmpty());
        return new TypeParser.TypeOrPack(tail, TypeParser.Form.TYPE);
    }

    private TypeList listUpToArrow() {
        cursor.await(TokenKind.ARROW);
        return cursor.at(TokenKind.RIGHT_PARENTHESIS) ? TypeList.EMPTY : list();
    }

    private void closeBeforeArrow(Token open) {
        cursor.closeWithinLine(TokenKind.RIGHT_PARENTHESIS, open);
        cursor.got(TokenKind.ARROW);
    }

    private TypeList list() {
        List<Type> types = new ArrayList<>();
        boolean named = false;
        do {
            if (cursor.at(TokenKind.RIGHT_PARENTHESIS) && !types.isEmpty()) {
                errors.report(cursor.span(), "Expected type after ',' but got ')' instead");
                break;
            }
            if (parser.types.atPack()) {
                parser.types.pack();
                return new TypeList(types, named, true);
            }
            if (cursor.at(TokenKind.NAME) && cursor.aheadIs(TokenKind.COLON)) {
                named = true;
                cursor.take();
                cursor.take();
            }
            types.add(parser.types.type());
        } while (cursor.accept(TokenKind.COMMA));
        return new TypeList(types, named, false);
    }

    /** {@return the function type that goes on here, behind its parameters} */
    private Type functionTail(Span begin, boolean bare) {
        depth.enter("type annotation");
        if (cursor.at(TokenKind.COLON)) {
            errors.report(cursor.span(),
                    "Return types in function type annotations are written after '->' instead of ':'");
            cursor.take();
        } else if (bare && !cursor.at(TokenKind.ARROW)) {
            errors.report(begin.to(cursor.previous()),
                    "Expected '->' after '()' when parsing function type; did you mean 'nil'?");
            return new Type(begin);
        } else {
            cursor.expect(TokenKind.ARROW, "function type");
        }
        return new Type(begin.to(result().span()));
    }

    /** {@return whether {@code <T, U...>} stood here and was taken} */
    boolean generics(boolean withDefaults) {
        if (!cursor.at(TokenKind.LESS)) {
            return false;
        }
        Token open = cursor.take();
        Generics generics = new Generics(withDefaults);
        do {
            if (cursor.at(TokenKind.GREATER) && generics.any) {
                errors.report(cursor.span(), "Expected type after ',' but got '>' instead");
                break;
            }
            generic(generics);
        } while (cursor.accept(TokenKind.COMMA));
        cursor.close(TokenKind.GREATER, open);
        return true;
    }

    /** What a list of generic parameters has had so far. */
    private static final class Generics {
        final boolean withDefaults;
        boolean any;
        boolean pack;
        boolean defaults;

        Generics(boolean withDefaults) {
            this.withDefaults = withDefaults;
        }
    }

    private void generic(Generics generics) {
        generics.any = true;
        cursor.name(null);
        if (cursor.at(TokenKind.ELLIPSIS)) {
            cursor.take();
            generics.pack = true;
        } else if (generics.pack) {
            errors.report(cursor.span(), "Generic types come before generic type packs");
        }
        if (generics.withDefaults && cursor.accept(TokenKind.ASSIGN)) {
            generics.defaults = true;
            if (generics.pack) {
                defaultPack();
            } else {
                parser.types.type();
            }
        } else if (generics.defaults) {
            errors.report(cursor.span(), generics.pack
                    ? "Expected default type pack after type pack name"
                    : "Expected default type after type name");
        }
    }

    private void defaultPack() {
        if (parser.types.atPack()) {
            parser.types.pack();
            return;
        }
        TypeParser.TypeOrPack value = parser.types.typeOrPack();
        if (value.form() == TypeParser.Form.TYPE) {
            errors.report(value.type().span(), "Expected type pack after '=', got type");
        }
    }

    /** {@return the types of {@code <<T, U>>}, which stands here} */
    Instantiation instantiation() {
        Token open = cursor.take();
        List<Type> arguments = arguments();
        Span end = cursor.span();
        cursor.close(TokenKind.GREATER, open);
        return new Instantiation(arguments, end);
    }

    /** {@return the types of {@code <T, U>}, which stands here} */
    List<Type> arguments() {
        Token open = cursor.take();
        List<Type> types = new ArrayList<>();
        do {
            Type type = argument(types.isEmpty());
            if (type == null) {
                break;
            }
            types.add(type);
        } while (cursor.accept(TokenKind.COMMA));
        cursor.close(TokenKind.GREATER, open);
        return List.copyOf(types);
    }

    /** {@return null if the list is empty} */
    private @Nullable Type argument(boolean first) {
        if (parser.types.atPack()) {
            return parser.types.pack();
        }
        if (cursor.at(TokenKind.LEFT_PARENTHESIS)) {
            return parenthesized();
        }
        if (first && cursor.at(TokenKind.GREATER)) {
            return null;
        }
        return parser.types.type();
    }

    /** Parentheses around one type make it a list, unless more of a type follows. */
    private Type parenthesized() {
        Span begin = cursor.span();
        TypeParser.TypeOrPack value = parser.types.simple(true);
        boolean isType = switch (value.form()) {
            case TYPE -> true;
            case PACK -> false;
            case PACK_OF_ONE -> atTypeOperator();
        };
        return isType ? parser.types.withSuffix(value.type(), begin) : value.type();
    }

    private boolean atTypeOperator() {
        return cursor.at(TokenKind.BAR) || cursor.at(TokenKind.QUESTION) || cursor.at(TokenKind.AMPERSAND);
    }
}
