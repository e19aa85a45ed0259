package dev.moonloom.luau.syntax;

import java.util.ArrayList;
import java.util.List;

/** Function literals, and the part behind the name of function declarations. */
final class FunctionParser {
    /** What stands between a function's name and its block. */
    record Signature(List<Name> parameters, boolean variadic) {}

    private final Parser parser;
    private final Cursor cursor;
    private final Scopes scopes;

    FunctionParser(Parser parser) {
        this.parser = parser;
        cursor = parser.cursor;
        scopes = parser.scopes;
    }

    /** {@return the literal that begins here with the keyword} */
    Expression literal() {
        Token open = cursor.take();
        return literal(open, open.span());
    }

    /** {@return the literal that begins here with an attribute} */
    Expression literalWithAttributes() {
        Span start = cursor.span();
        Span first = parser.attributes.attributes();
        if (!cursor.at(TokenKind.FUNCTION)) {
            return parser.expressions.wrong(start, "Expected 'function' declaration after attribute, but got "
                    + cursor.current().description() + " instead");
        }
        return literal(cursor.take(), first);
    }

    private Expression literal(Token open, Span start) {
        FunctionBody body = body("", List.of(), signature(), open, start);
        return new Expression.Function(body, body.span());
    }

    /** {@return the parameters; all types around them are left behind} */
    Signature signature() {
        parser.typeLists.generics(false);
        Token open = cursor.current();
        cursor.expect(TokenKind.LEFT_PARENTHESIS, "function");
        cursor.await(TokenKind.RIGHT_PARENTHESIS);
        List<Name> parameters = new ArrayList<>();
        boolean variadic = !cursor.at(TokenKind.RIGHT_PARENTHESIS) && parameters(parameters);
        cursor.closeWithinLine(TokenKind.RIGHT_PARENTHESIS, open);
        cursor.got(TokenKind.RIGHT_PARENTHESIS);
        parser.types.functionResult();
        return new Signature(List.copyOf(parameters), variadic);
    }

    /** {@return whether they end with {@code ...}} */
    private boolean parameters(List<Name> names) {
        do {
            if (cursor.accept(TokenKind.ELLIPSIS)) {
                if (cursor.accept(TokenKind.COLON)) {
                    parser.types.variadicParameter();
                }
                return true;
            }
            names.add(variable());
        } while (cursor.accept(TokenKind.COMMA));
        return false;
    }

    /** {@return the name of a variable, whose type is left behind} */
    Name variable() {
        Name name = cursor.name("variable name");
        if (cursor.accept(TokenKind.COLON)) {
            parser.types.type();
        }
        return name;
    }

    /**
     * {@return the function whose block begins here}
     *
     * @param receiver {@code self}, or nothing
     * @param open what the {@code end} belongs to
     * @param start where the function is taken to begin
     */
    FunctionBody body(String name, List<Name> receiver, Signature signature, Token open, Span start) {
        int scope = scopes.openScope();
        scopes.enterFunction(signature.variadic());
        List<Local> parameters = new ArrayList<>();
        for (Name parameter : receiver) {
            parameters.add(scopes.declare(parameter, false));
        }
        for (Name parameter : signature.parameters()) {
            parameters.add(scopes.declare(parameter, false));
        }
        Block block = parser.statements.block();
        scopes.leaveFunction();
        scopes.closeScope(scope);
        Span end = cursor.span();
        cursor.closeBlock(TokenKind.END, open);
        return new FunctionBody(name, List.copyOf(parameters), signature.variadic(), block, start.to(end));
    }
}
