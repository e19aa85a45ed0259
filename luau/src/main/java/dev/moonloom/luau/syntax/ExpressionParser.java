package dev.moonloom.luau.syntax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Expressions, from single names to chains of operators. */
final class ExpressionParser {
    /** How strongly the operators with one operand bind it: only {@code ^} is stronger. */
    private static final int UNARY_PRIORITY = 8;

    /**
     * The arguments of a call.
     *
     * @param span all of them, without the opening bracket
     * @param last where the call ends
     */
    record Arguments(List<Expression> values, Span span, Span last) {}

    private final Parser parser;
    private final Cursor cursor;
    private final ErrorLog errors;
    private final Depth depth;
    private final Scopes scopes;

    ExpressionParser(Parser parser) {
        this.parser = parser;
        cursor = parser.cursor;
        errors = parser.errors;
        depth = parser.depth;
        scopes = parser.scopes;
    }

    /** {@return the expression that begins here} */
    Expression expression() {
        return expression(0);
    }

    /** {@return one or more expressions between commas} */
    List<Expression> list() {
        List<Expression> result = new ArrayList<>();
        result.add(expression());
        while (cursor.accept(TokenKind.COMMA)) {
            if (cursor.at(TokenKind.RIGHT_PARENTHESIS)) {
                errors.report(cursor.span(), "Expected expression after ',' but got ')' instead");
                break;
            }
            result.add(expression());
        }
        return List.copyOf(result);
    }

    /** {@return an expression in place of a wrong one, which is reported; nothing can be done with it} */
    Expression wrong(Span span, String message) {
        errors.report(span, message);
        return placeholder(span);
    }

    /** {@return what stands for an expression that is missing; not a literal, a call or a target} */
    Expression placeholder(Span span) {
        return new Expression.Group(new Expression.Nil(span), span);
    }

    /** Takes operators that bind more strongly than the limit. */
    private Expression expression(int limit) {
        int mark = depth.mark();
        depth.enter("expression");
        Span start = cursor.span();
        UnaryOperator unary = unaryOperator();
        Expression result = unary == null ? operand() : unary(unary);
        BinaryOperator binary = binaryOperator(limit);
        while (binary != null && binary.left() > limit) {
            cursor.take();
            Expression right = expression(binary.right());
            result = new Expression.Binary(binary, result, right, start.to(right.span()));
            binary = binaryOperator(limit);
            depth.enter("expression");
        }
        depth.reset(mark);
        return result;
    }

    private Expression unary(UnaryOperator operator) {
        Span start = cursor.take().span();
        Expression operand = expression(UNARY_PRIORITY);
        return new Expression.Unary(operator, operand, start.to(operand.span()));
    }

    private @Nullable UnaryOperator unaryOperator() {
        return switch (cursor.current().kind()) {
            case NOT -> UnaryOperator.NOT;
            case MINUS -> UnaryOperator.NEGATE;
            case HASH -> UnaryOperator.LENGTH;
            case EXCLAMATION -> {
                errors.report(cursor.span(), "Unexpected '!'; did you mean 'not'?");
                yield UnaryOperator.NOT;
            }
            default -> null;
        };
    }

    private @Nullable BinaryOperator binaryOperator(int limit) {
        return switch (cursor.current().kind()) {
            case PLUS -> BinaryOperator.ADD;
            case MINUS -> BinaryOperator.SUBTRACT;
            case STAR -> BinaryOperator.MULTIPLY;
            case SLASH -> BinaryOperator.DIVIDE;
            case DOUBLE_SLASH -> BinaryOperator.FLOOR_DIVIDE;
            case PERCENT -> BinaryOperator.MODULO;
            case CARET -> BinaryOperator.POWER;
            case CONCAT -> BinaryOperator.CONCAT;
            case EQUAL -> BinaryOperator.EQUAL;
            case NOT_EQUAL -> BinaryOperator.NOT_EQUAL;
            case LESS -> BinaryOperator.LESS;
            case LESS_EQUAL -> BinaryOperator.LESS_EQUAL;
            case GREATER -> BinaryOperator.GREATER;
            case GREATER_EQUAL -> BinaryOperator.GREATER_EQUAL;
            case AND -> BinaryOperator.AND;
            case OR -> BinaryOperator.OR;
            case AMPERSAND -> foreign(TokenKind.AMPERSAND, BinaryOperator.AND, "'&&'; did you mean 'and'?", limit);
            case BAR -> foreign(TokenKind.BAR, BinaryOperator.OR, "'||'; did you mean 'or'?", limit);
            case EXCLAMATION ->
                foreign(TokenKind.ASSIGN, BinaryOperator.NOT_EQUAL, "'!='; did you mean '~='?", limit);
            default -> null;
        };
    }

    /** Reports an operator of other languages: the current token with another one right behind. */
    private @Nullable BinaryOperator foreign(TokenKind second, BinaryOperator meant, String message, int limit) {
        Span first = cursor.span();
        Token ahead = cursor.ahead();
        boolean adjacent = ahead.kind() == second && first.end().equals(ahead.span().start());
        if (!adjacent || meant.left() <= limit) {
            return null;
        }
        cursor.take();
        errors.report(first.to(ahead.span()), "Unexpected " + message);
        return meant;
    }

    private Expression operand() {
        Span start = cursor.span();
        Expression value = simple();
        return cursor.at(TokenKind.DOUBLE_COLON) ? cast(start, value) : value;
    }

    private Expression cast(Span start, Expression value) {
        cursor.take();
        Type type = parser.types.type();
        return new Expression.Cast(value, type, start.to(type.span()));
    }

    private Expression simple() {
        return switch (cursor.current().kind()) {
            case NIL -> new Expression.Nil(cursor.take().span());
            case TRUE -> new Expression.Bool(true, cursor.take().span());
            case FALSE -> new Expression.Bool(false, cursor.take().span());
            case NUMBER -> parser.literals.number();
            case QUOTED_STRING, LONG_STRING, PLAIN_INTERPOLATION -> parser.literals.string();
            case INTERPOLATION_START -> parser.literals.interpolation();
            case BROKEN_STRING, BROKEN_DOUBLE_BRACE -> parser.literals.broken();
            case ELLIPSIS -> varargs();
            case FUNCTION -> parser.functions.literal();
            case ATTRIBUTE, ATTRIBUTE_LIST -> parser.functions.literalWithAttributes();
            case LEFT_BRACE -> table();
            case IF -> ifElse();
            default -> primary(false);
        };
    }

    private Expression varargs() {
        Span span = cursor.take().span();
        return scopes.variadic()
                ? new Expression.Varargs(span)
                : wrong(span, "Cannot use '...' outside of a vararg function");
    }

    /** {@return a name or parentheses, with the calls, fields and indices behind it} */
    Expression primary(boolean asStatement) {
        Span start = cursor.span();
        Expression result = cursor.at(TokenKind.LEFT_PARENTHESIS) ? group() : name("expression");
        int mark = depth.mark();
        while (true) {
            Expression longer = suffixed(start, result, asStatement);
            if (longer == null) {
                break;
            }
            result = longer;
            depth.enter("expression");
        }
        depth.reset(mark);
        return result;
    }

    private @Nullable Expression suffixed(Span start, Expression prefix, boolean asStatement) {
        return switch (cursor.current().kind()) {
            case DOT -> field(start, prefix);
            case LEFT_BRACKET -> index(start, prefix);
            case COLON -> methodCall(start, prefix);
            case LEFT_BRACE, QUOTED_STRING, LONG_STRING -> call(prefix);
            case LEFT_PARENTHESIS -> {
                if (!asStatement && !continuesLine(prefix.span())) {
                    reportAmbiguousCall();
                    yield null;
                }
                yield call(prefix);
            }
            case LESS -> cursor.aheadIs(TokenKind.LESS) ? instantiation(start, prefix) : null;
            default -> null;
        };
    }

    /** {@return the variable whose name must stand here} */
    Expression name(String context) {
        Name name = cursor.nameOrNull(context);
        if (name == null) {
            return placeholder(cursor.span());
        }
        Local local = scopes.find(name.text());
        if (local == null) {
            return new Expression.GlobalName(name.text(), name.span());
        }
        if (scopes.hiddenByTypeFunction(local)) {
            return wrong(cursor.span(), "Type function cannot reference outer local '" + local.name() + "'");
        }
        return parser.exports.use(local, name.span());
    }

    private Expression group() {
        Token open = cursor.take();
        Expression inner = expression();
        Span end = cursor.span();
        if (!cursor.accept(TokenKind.RIGHT_PARENTHESIS)) {
            cursor.reportUnclosed(TokenKind.RIGHT_PARENTHESIS, open, cursor.at(TokenKind.ASSIGN)
                    ? "; did you mean to use '{' when defining a table?"
                    : "");
            end = cursor.previous();
        }
        return new Expression.Group(inner, open.span().to(end));
    }

    private Expression field(Span start, Expression object) {
        Token dot = cursor.take();
        Name name = cursor.nameBehind(dot, null);
        return new Expression.Field(object, name.text(), name.span(), start.to(name.span()));
    }

    private Expression index(Span start, Expression object) {
        Token open = cursor.take();
        Expression key = expression();
        Span end = cursor.span();
        cursor.close(TokenKind.RIGHT_BRACKET, open);
        return new Expression.Index(object, key, start.to(end));
    }

    private Expression methodCall(Span start, Expression object) {
        Token colon = cursor.take();
        Name method = cursor.nameBehind(colon, "method name");
        if (cursor.at(TokenKind.LESS) && cursor.aheadIs(TokenKind.LESS)) {
            parser.typeLists.instantiation();
        }
        Span callee = start.to(method.span());
        if (!atArguments()) {
            return wrongArguments(callee);
        }
        Arguments arguments = callArguments(callee);
        return new Expression.MethodCall(object, method.text(), method.span(), arguments.values(),
                callee.to(arguments.last()));
    }

    private Expression call(Expression function) {
        Arguments arguments = callArguments(function.span());
        return new Expression.Call(function, arguments.values(), function.span().to(arguments.last()));
    }

    private Expression instantiation(Span start, Expression value) {
        TypeListParser.Instantiation types = parser.typeLists.instantiation();
        return new Expression.Instantiation(value, types.arguments(), start.to(types.end()));
    }

    private Arguments callArguments(Span callee) {
        if (cursor.at(TokenKind.LEFT_PARENTHESIS) && !continuesLine(callee)) {
            reportAmbiguousCall();
        }
        return arguments();
    }

    private boolean continuesLine(Span callee) {
        return callee.endLine() == cursor.span().line();
    }

    private void reportAmbiguousCall() {
        errors.report(cursor.span(), "Ambiguous syntax: this looks like an argument list for a function call, but could"
                + " also be a start of new statement; use ';' to separate statements");
    }

    private Expression wrongArguments(Span callee) {
        if (!continuesLine(callee)) {
            return wrong(callee, "Expected function call arguments after '('");
        }
        return wrong(callee.upTo(cursor.span()), "Expected '(', '{' or <string> when parsing function call, got "
                + cursor.current().description());
    }

    /** {@return whether the arguments of a call begin here} */
    boolean atArguments() {
        return switch (cursor.current().kind()) {
            case LEFT_PARENTHESIS, LEFT_BRACE, QUOTED_STRING, LONG_STRING -> true;
            default -> false;
        };
    }

    /** {@return the arguments that begin here} */
    Arguments arguments() {
        Span start = cursor.span();
        if (cursor.at(TokenKind.LEFT_PARENTHESIS)) {
            Token open = cursor.take();
            List<Expression> values = cursor.at(TokenKind.RIGHT_PARENTHESIS) ? List.of() : list();
            Span end = cursor.span();
            cursor.close(TokenKind.RIGHT_PARENTHESIS, open);
            return new Arguments(values, start.end().to(end), end);
        }
        if (cursor.at(TokenKind.LEFT_BRACE)) {
            Expression table = table();
            return new Arguments(List.of(table), start.end().to(cursor.previous()), table.span());
        }
        return new Arguments(List.of(parser.literals.string()), start, start);
    }

    private Expression table() {
        Token open = cursor.take();
        List<TableItem> items = new ArrayList<>();
        while (!cursor.at(TokenKind.RIGHT_BRACE)) {
            items.add(tableItem());
            if (!atNextItem()) {
                break;
            }
        }
        Span end = cursor.span();
        if (!cursor.close(TokenKind.RIGHT_BRACE, open)) {
            end = cursor.previous();
        }
        return new Expression.Table(List.copyOf(items), open.span().to(end));
    }

    private boolean atNextItem() {
        if (cursor.accept(TokenKind.COMMA) || cursor.accept(TokenKind.SEMICOLON)) {
            return true;
        }
        if (cursor.at(TokenKind.LEFT_BRACKET) || cursor.at(TokenKind.NAME)) {
            errors.report(cursor.span(), "Expected ',' after table constructor element");
            return true;
        }
        return cursor.at(TokenKind.RIGHT_BRACE);
    }

    private TableItem tableItem() {
        if (cursor.at(TokenKind.LEFT_BRACKET)) {
            return keyedItem();
        }
        if (cursor.at(TokenKind.NAME) && cursor.aheadIs(TokenKind.ASSIGN)) {
            return namedItem();
        }
        return new TableItem.Listed(expression());
    }

    private TableItem keyedItem() {
        Token open = cursor.take();
        Expression key = expression();
        cursor.close(TokenKind.RIGHT_BRACKET, open);
        cursor.expect(TokenKind.ASSIGN, "table field");
        return new TableItem.Keyed(key, expression());
    }

    private TableItem namedItem() {
        Token name = cursor.take();
        cursor.take();
        Expression value = expression();
        if (value instanceof Expression.Function(FunctionBody body, Span span)) {
            value = new Expression.Function(body.withName(name.text()), span);
        }
        return new TableItem.Named(name.text(), name.span(), value);
    }

    private Expression ifElse() {
        Span start = cursor.take().span();
        Expression condition = expression();
        cursor.expect(TokenKind.THEN, "if then else expression");
        Expression then = expression();
        Expression otherwise = cursor.at(TokenKind.ELSEIF) ? elseIf() : otherwise();
        return new Expression.IfElse(condition, then, otherwise, start.to(otherwise.span()));
    }

    private Expression elseIf() {
        int mark = depth.mark();
        depth.enter("expression");
        Expression result = ifElse();
        depth.reset(mark);
        return result;
    }

    private Expression otherwise() {
        cursor.expect(TokenKind.ELSE, "if then else expression");
        return expression();
    }
}
