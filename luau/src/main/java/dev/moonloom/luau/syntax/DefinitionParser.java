package dev.moonloom.luau.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * Definition files: what analyzers are told of the globals of a host, and of the types of its objects. Types have no effect
 * here and are left behind; what remains are the names of the globals.
 */
final class DefinitionParser {
    private final Parser parser;
    private final Cursor cursor;
    private final ErrorLog errors;
    private final List<String> globals = new ArrayList<>();

    DefinitionParser(Parser parser) {
        this.parser = parser;
        cursor = parser.cursor;
        errors = parser.errors;
    }

    /** {@return the globals that the file declares, in its order} */
    List<String> file() {
        while (!cursor.at(TokenKind.END_OF_FILE)) {
            definition();
            // An analyzer takes a file whole or not at all: what follows an error does not matter.
            errors.throwIfAny();
        }
        return List.copyOf(globals);
    }

    private void definition() {
        attributes();
        if (cursor.atName("export") && cursor.aheadIs(TokenKind.NAME) && cursor.ahead().text().equals("type")) {
            cursor.take();
        }
        if (cursor.atName("type")) {
            parser.statements.typeDeclaration(cursor.take().span());
        } else if (cursor.atName("declare")) {
            cursor.take();
            declaration();
        } else {
            errors.report(cursor.span(), "Expected 'declare' or 'type', got " + cursor.current().description());
        }
    }

    private void attributes() {
        if (cursor.at(TokenKind.ATTRIBUTE) || cursor.at(TokenKind.ATTRIBUTE_LIST)) {
            parser.attributes.attributes();
        }
    }

    private void declaration() {
        if (cursor.accept(TokenKind.FUNCTION)) {
            globals.add(cursor.name("global function name").text());
            signature(false);
        } else if (cursor.atName("extern") && cursor.aheadIs(TokenKind.NAME)) {
            cursor.take();
            keyword("type");
            objectType(true);
        } else if (cursor.atName("class") && cursor.aheadIs(TokenKind.NAME)) {
            cursor.take();
            objectType(false);
        } else {
            globals.add(cursor.name("global variable name").text());
            annotation("global variable declaration");
        }
    }

    private void keyword(String word) {
        if (cursor.atName(word)) {
            cursor.take();
        } else {
            errors.report(cursor.span(), "Expected '" + word + "', got " + cursor.current().description());
        }
    }

    private void annotation(String context) {
        cursor.expect(TokenKind.COLON, context);
        parser.types.type();
    }

    /** @param withSelf whether the first parameter is {@code self}, which has no type */
    private void signature(boolean withSelf) {
        parser.typeLists.generics(false);
        Token open = cursor.current();
        cursor.expect(TokenKind.LEFT_PARENTHESIS, "function declaration");
        boolean more = !cursor.at(TokenKind.RIGHT_PARENTHESIS);
        if (withSelf) {
            keyword("self");
            more = cursor.accept(TokenKind.COMMA);
        }
        if (more) {
            parameters();
        }
        cursor.closeWithinLine(TokenKind.RIGHT_PARENTHESIS, open);
        parser.types.functionResult();
    }

    private void parameters() {
        do {
            if (cursor.accept(TokenKind.ELLIPSIS)) {
                cursor.expect(TokenKind.COLON, "function declaration");
                parser.types.variadicParameter();
                return;
            }
            cursor.name("parameter name");
            annotation("function declaration");
        } while (cursor.accept(TokenKind.COMMA));
    }

    /** @param introduced whether a word stands before the members, as in the newer of the two forms */
    private void objectType(boolean introduced) {
        cursor.name("type name");
        if (cursor.atName("extends")) {
            cursor.take();
            cursor.name("supertype name");
        }
        if (introduced) {
            keyword("with");
        }
        while (!cursor.accept(TokenKind.END)) {
            member();
            errors.throwIfAny();
        }
    }

    private void member() {
        attributes();
        if (cursor.accept(TokenKind.FUNCTION)) {
            cursor.name("method name");
            signature(true);
        } else if (cursor.at(TokenKind.LEFT_BRACKET)) {
            bracketed();
        } else {
            if ((cursor.atName("read") || cursor.atName("write")) && !cursor.aheadIs(TokenKind.COLON)) {
                cursor.take();
            }
            cursor.name("property name");
            annotation("property type annotation");
        }
    }

    /** A property whose name is a string, or the type of all further ones. */
    private void bracketed() {
        Token open = cursor.take();
        parser.types.type();
        cursor.close(TokenKind.RIGHT_BRACKET, open);
        annotation("property type annotation");
    }
}
