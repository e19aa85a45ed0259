package dev.moonloom.luau.syntax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements and blocks. */
final class StatementParser {
    private static final String EXPORT_WHAT = "'export' must be followed by an identifier or 'function'";
    private static final String EXPORT_AND_RETURN = "Exporting values is not compatible with top-level return (export/return conflict)";

    private final Parser parser;
    private final Cursor cursor;
    private final ErrorLog errors;
    private final Depth depth;
    private final Scopes scopes;
    private final Exports exports;
    /** How many blocks stand around the current place. */
    private int blocks;

    StatementParser(Parser parser) {
        this.parser = parser;
        cursor = parser.cursor;
        errors = parser.errors;
        depth = parser.depth;
        scopes = parser.scopes;
        exports = parser.exports;
    }

    /** {@return the statements from here to the end of the block, with a scope of their own} */
    Block block() {
        int scope = scopes.openScope();
        Block block = blockInOpenScope();
        scopes.closeScope(scope);
        return block;
    }

    private Block blockInOpenScope() {
        Span before = cursor.previous();
        List<Statement> statements = new ArrayList<>();
        blocks++;
        while (!atBlockEnd()) {
            int mark = depth.mark();
            depth.enter("block");
            Statement statement = statement();
            depth.reset(mark);
            cursor.accept(TokenKind.SEMICOLON);
            statements.add(statement);
            if (endsBlock(statement)) {
                break;
            }
        }
        blocks--;
        return new Block(List.copyOf(statements), before.gapTo(cursor.span()));
    }

    private boolean atBlockEnd() {
        return switch (cursor.current().kind()) {
            case END_OF_FILE, ELSE, ELSEIF, END, UNTIL -> true;
            default -> false;
        };
    }

    private static boolean endsBlock(Statement statement) {
        return statement instanceof Statement.Break
                || statement instanceof Statement.Continue
                || statement instanceof Statement.Return;
    }

    private Statement statement() {
        return switch (cursor.current().kind()) {
            case IF -> conditional();
            case WHILE -> whileLoop();
            case DO -> doBlock();
            case FOR -> forLoop();
            case REPEAT -> repeatLoop();
            case FUNCTION -> functionDeclaration(cursor.span());
            case LOCAL -> {
                Span start = cursor.take().span();
                yield local(start, false, false);
            }
            case RETURN -> returnStatement();
            case BREAK -> breakStatement();
            case ATTRIBUTE, ATTRIBUTE_LIST -> declarationWithAttributes();
            default -> expressionStatement();
        };
    }

    /** {@return a statement in place of a wrong one, which is reported; it does not end the block} */
    private Statement wrong(Span span, String message) {
        errors.report(span, message);
        return new Statement.Do(new Block(List.of(), span), span);
    }

    /** What begins as an expression: calls, assignments, and the statements of contextual keywords. */
    private Statement expressionStatement() {
        Span start = cursor.span();
        Expression expression = parser.expressions.primary(true);
        if (expression instanceof Expression.Call || expression instanceof Expression.MethodCall) {
            return new Statement.CallStatement(expression, expression.span());
        }
        if (cursor.at(TokenKind.COMMA) || cursor.at(TokenKind.ASSIGN)) {
            return assignment(expression);
        }
        BinaryOperator operator = compoundOperator();
        if (operator != null) {
            return compoundAssignment(operator, expression);
        }
        Statement contextual = contextualStatement(nameOf(expression), expression.span());
        if (contextual != null) {
            return contextual;
        }
        if (start.equals(cursor.span())) {
            cursor.take();
        }
        return wrong(expression.span(), "Incomplete statement: expected assignment or a function call");
    }

    private static String nameOf(Expression expression) {
        return switch (expression) {
            case Expression.GlobalName global -> global.name();
            case Expression.LocalName local -> local.local().name();
            default -> "";
        };
    }

    private @Nullable Statement contextualStatement(String keyword, Span span) {
        return switch (keyword) {
            case "type" -> typeDeclaration(span);
            case "export" -> exported(span);
            case "continue" -> continueStatement(span);
            case "const" -> local(span, true, false);
            default -> null;
        };
    }

    private @Nullable Statement exported(Span start) {
        if (cursor.atName("type")) {
            cursor.take();
            exports.type();
            return typeDeclaration(start);
        }
        return cursor.at(TokenKind.LOCAL) || cursor.at(TokenKind.FUNCTION) || cursor.atName("const")
                ? exportedValue(start, false)
                : null;
    }

    /** What stands behind {@code export} that is no type. */
    private Statement exportedValue(Span start, boolean attributed) {
        if (blocks != 1) {
            errors.report(start, "'export' may only be applied to top-level statements");
        }
        if (exports.returns()) {
            errors.report(start, EXPORT_AND_RETURN);
        }
        if (attributed && !cursor.at(TokenKind.FUNCTION)) {
            errors.report(cursor.span(), "Expected 'function' after export declaration with attribute, but got "
                    + cursor.current().description() + " instead");
        }
        if (cursor.at(TokenKind.FUNCTION)) {
            Statement statement = localFunction(start, true, attributed);
            if (statement instanceof Statement.LocalFunction function) {
                export(function.local());
            }
            return statement;
        }
        boolean constant = cursor.atName("const");
        if (!constant && !cursor.at(TokenKind.LOCAL)) {
            return wrong(start, EXPORT_WHAT);
        }
        cursor.take();
        if (cursor.at(TokenKind.FUNCTION)) {
            errors.report(start, constant ? EXPORT_WHAT : EXPORT_WHAT + "; try removing 'local'");
            return localFunction(start, true, false);
        }
        return exportedLocals(local(start, constant, false));
    }

    /** Variables become fields of the table of exports, and their declaration an assignment. */
    private Statement exportedLocals(Statement statement) {
        if (!(statement instanceof Statement.LocalDeclaration(List<Local> locals, List<Expression> values, Span span))) {
            return statement;
        }
        locals.forEach(this::export);
        if (locals.stream().allMatch(Local::constant)) {
            return statement;
        }
        return values.isEmpty()
                ? new Statement.Do(new Block(List.of(), span), span)
                : new Statement.Assignment(locals.stream().map(local -> exports.use(local, local.span())).toList(),
                        values, span);
    }

    private void export(Local local) {
        if (!exports.add(local.name())) {
            errors.report(local.span(), "Duplicate exported identifier '" + local.name() + "'");
        }
        if (local.constant()) {
            exports.constant(local);
        } else {
            exports.variable(local);
        }
    }

    private Statement doBlock() {
        Token open = cursor.take();
        Block block = block();
        Span end = cursor.span();
        boolean closed = cursor.closeBlock(TokenKind.END, open);
        Span span = open.span().to(closed ? end : block.span());
        return new Statement.Do(new Block(block.statements(), span), span);
    }

    private Statement conditional() {
        Span start = cursor.take().span();
        Expression condition = parser.expressions.expression();
        Token open = cursor.current();
        cursor.expect(TokenKind.THEN, "if statement");
        Block then = block();
        if (cursor.at(TokenKind.ELSEIF)) {
            Statement last = elseIf();
            return new Statement.If(condition, then, new Block(List.of(last), last.span()), start.to(last.span()));
        }
        Block otherwise = null;
        if (cursor.at(TokenKind.ELSE)) {
            open = cursor.take();
            Block block = block();
            otherwise = new Block(block.statements(), open.span().end().to(block.span()));
        }
        Span end = cursor.span();
        cursor.closeBlock(TokenKind.END, open);
        return new Statement.If(condition, then, otherwise, start.to(end));
    }

    private Statement elseIf() {
        int mark = depth.mark();
        depth.enter("elseif");
        Statement last = conditional();
        depth.reset(mark);
        return last;
    }

    private Statement whileLoop() {
        Span start = cursor.take().span();
        Expression condition = parser.expressions.expression();
        Token open = cursor.current();
        cursor.expect(TokenKind.DO, "while loop");
        Block block = loopBlock();
        Span end = cursor.span();
        cursor.closeBlock(TokenKind.END, open);
        return new Statement.While(condition, block, start.to(end));
    }

    private Statement repeatLoop() {
        Token open = cursor.take();
        int scope = scopes.openScope();
        scopes.enterLoop();
        Block block = blockInOpenScope();
        scopes.leaveLoop();
        cursor.closeBlock(TokenKind.UNTIL, open);
        Expression condition = parser.expressions.expression();
        scopes.closeScope(scope);
        return new Statement.Repeat(block, condition, open.span().to(condition.span()));
    }

    private Statement forLoop() {
        Span start = cursor.take().span();
        Name name = parser.functions.variable();
        return cursor.accept(TokenKind.ASSIGN) ? numericFor(start, name) : genericFor(start, name);
    }

    private Statement numericFor(Span start, Name name) {
        Expression from = parser.expressions.expression();
        cursor.expect(TokenKind.COMMA, "index range");
        Expression to = parser.expressions.expression();
        Expression step = cursor.accept(TokenKind.COMMA) ? parser.expressions.expression() : null;
        Token open = cursor.current();
        cursor.expect(TokenKind.DO, "for loop");
        int scope = scopes.openScope();
        Local local = scopes.declare(name, false);
        Block block = loopBlock();
        scopes.closeScope(scope);
        Span end = cursor.span();
        cursor.closeBlock(TokenKind.END, open);
        return new Statement.NumericFor(local, from, to, step, block, start.to(end));
    }

    private Statement genericFor(Span start, Name first) {
        List<Name> names = new ArrayList<>();
        names.add(first);
        while (cursor.accept(TokenKind.COMMA)) {
            names.add(parser.functions.variable());
        }
        cursor.expect(TokenKind.IN, "for loop");
        List<Expression> values = parser.expressions.list();
        Token open = cursor.current();
        cursor.expect(TokenKind.DO, "for loop");
        int scope = scopes.openScope();
        List<Local> locals = declare(names, false);
        Block block = loopBlock();
        scopes.closeScope(scope);
        Span end = cursor.span();
        cursor.closeBlock(TokenKind.END, open);
        return new Statement.GenericFor(locals, values, block, start.to(end));
    }

    private Block loopBlock() {
        scopes.enterLoop();
        Block block = block();
        scopes.leaveLoop();
        return block;
    }

    private List<Local> declare(List<Name> names, boolean constant) {
        List<Local> locals = new ArrayList<>();
        for (Name name : names) {
            locals.add(scopes.declare(name, constant));
        }
        return List.copyOf(locals);
    }

    private Statement breakStatement() {
        Span span = cursor.take().span();
        return scopes.insideLoop()
                ? new Statement.Break(span)
                : wrong(span, "break statement must be inside a loop");
    }

    private Statement continueStatement(Span span) {
        return scopes.insideLoop()
                ? new Statement.Continue(span)
                : wrong(span, "continue statement must be inside a loop");
    }

    private Statement returnStatement() {
        Span start = cursor.take().span();
        List<Expression> values = atBlockEnd() || cursor.at(TokenKind.SEMICOLON)
                ? List.of()
                : parser.expressions.list();
        Span span = values.isEmpty() ? start : start.to(values.getLast().span());
        if (scopes.inChunk()) {
            if (!exports.isEmpty()) {
                errors.report(span, EXPORT_AND_RETURN);
            }
            exports.returned();
        }
        return new Statement.Return(values, span);
    }

    private Statement declarationWithAttributes() {
        Span first = parser.attributes.attributes();
        if (cursor.at(TokenKind.FUNCTION)) {
            return functionDeclaration(first);
        }
        if (cursor.atName("export")) {
            cursor.take();
            return exportedValue(first, true);
        }
        boolean constant = cursor.atName("const");
        if (constant || cursor.at(TokenKind.LOCAL)) {
            cursor.take();
            return local(first, constant, true);
        }
        return wrong(cursor.span(), "Expected 'function', 'local function', 'const function', 'declare function' or a"
                + " function type declaration after attribute, but got " + cursor.current().description()
                + " instead");
    }

    /** What stands behind the keywords {@code local} and {@code const}. */
    private Statement local(Span start, boolean constant, boolean attributed) {
        if (cursor.at(TokenKind.FUNCTION)) {
            return localFunction(start, constant, attributed);
        }
        if (attributed) {
            return wrong(cursor.span(), "Expected 'function' after local declaration with attribute, but got "
                    + cursor.current().description() + " instead");
        }
        cursor.await(TokenKind.ASSIGN);
        List<Name> names = new ArrayList<>();
        do {
            names.add(parser.functions.variable());
        } while (cursor.accept(TokenKind.COMMA));
        cursor.got(TokenKind.ASSIGN);
        List<Expression> values = cursor.accept(TokenKind.ASSIGN) ? parser.expressions.list() : List.of();
        List<Local> locals = declare(names, constant);
        Span span = start.to(values.isEmpty() ? cursor.previous() : values.getLast().span());
        if (constant && !enough(values, locals.size())) {
            errors.report(span, "Missing initializer in const declaration");
        }
        return new Statement.LocalDeclaration(locals, values, span);
    }

    private static boolean enough(List<Expression> values, int variables) {
        if (values.isEmpty()) {
            return false;
        }
        return switch (values.getLast()) {
            case Expression.Call _,Expression.MethodCall _,Expression.Varargs _ -> true;
            default -> values.size() == variables;
        };
    }

    private Statement localFunction(Span start, boolean constant, boolean attributed) {
        Token keyword = cursor.take();
        Token open = keyword.span().line() == start.line()
                ? new Token(keyword.kind(), start.to(keyword.span()), "")
                : keyword;
        Name name = cursor.name("variable name");
        cursor.await(TokenKind.END);
        FunctionParser.Signature signature = parser.functions.signature();
        Local local = scopes.declare(name, constant);
        FunctionBody function = parser.functions.body(name.text(), List.of(), signature, open,
                attributed ? start : open.span());
        cursor.got(TokenKind.END);
        return new Statement.LocalFunction(local, function, start.to(function.span()));
    }

    private Statement functionDeclaration(Span start) {
        Token open = cursor.take();
        String name = cursor.at(TokenKind.NAME) ? cursor.current().text() : "";
        Expression target = parser.expressions.name("function name");
        int mark = depth.mark();
        while (cursor.at(TokenKind.DOT)) {
            target = member(target, "field name");
            depth.enter("function name");
        }
        depth.reset(mark);
        boolean method = cursor.at(TokenKind.COLON);
        if (method) {
            target = member(target, "method name");
        }
        if (target instanceof Expression.Field field) {
            name = field.name();
        }
        checkTarget(target);
        cursor.await(TokenKind.END);
        List<Name> receiver = method ? List.of(new Name("self", start)) : List.of();
        FunctionBody function = parser.functions.body(name, receiver, parser.functions.signature(), open, start);
        cursor.got(TokenKind.END);
        return new Statement.FunctionDeclaration(target, function, start.to(function.span()));
    }

    private Expression member(Expression object, String context) {
        cursor.take();
        Name name = cursor.name(context);
        return new Expression.Field(object, name.text(), name.span(), object.span().to(name.span()));
    }

    private Statement assignment(Expression first) {
        checkTarget(first);
        List<Expression> targets = new ArrayList<>();
        targets.add(first);
        while (cursor.accept(TokenKind.COMMA)) {
            Expression target = parser.expressions.primary(true);
            checkTarget(target);
            targets.add(target);
        }
        cursor.expect(TokenKind.ASSIGN, "assignment");
        List<Expression> values = parser.expressions.list();
        return new Statement.Assignment(List.copyOf(targets), values, first.span().to(values.getLast().span()));
    }

    private @Nullable BinaryOperator compoundOperator() {
        return switch (cursor.current().kind()) {
            case PLUS_ASSIGN -> BinaryOperator.ADD;
            case MINUS_ASSIGN -> BinaryOperator.SUBTRACT;
            case STAR_ASSIGN -> BinaryOperator.MULTIPLY;
            case SLASH_ASSIGN -> BinaryOperator.DIVIDE;
            case DOUBLE_SLASH_ASSIGN -> BinaryOperator.FLOOR_DIVIDE;
            case PERCENT_ASSIGN -> BinaryOperator.MODULO;
            case CARET_ASSIGN -> BinaryOperator.POWER;
            case CONCAT_ASSIGN -> BinaryOperator.CONCAT;
            default -> null;
        };
    }

    private Statement compoundAssignment(BinaryOperator operator, Expression target) {
        checkTarget(target);
        cursor.take();
        Expression value = parser.expressions.expression();
        return new Statement.CompoundAssignment(operator, target, value, target.span().to(value.span()));
    }

    /** Reports what cannot be assigned to. */
    private void checkTarget(Expression target) {
        switch (target) {
            case Expression.LocalName name when name.local().constant() -> errors.report(name.span(),
                    "Variable '" + name.local().name() + "' is constant and may not be reassigned");
            case Expression.LocalName _,Expression.GlobalName _,Expression.Field _,Expression.Index _ -> {}
            default -> errors.report(target.span(), "Assigned expression must be a variable or a field");
        }
    }

    /** What stands behind the keyword {@code type}. */
    Statement typeDeclaration(Span start) {
        if (cursor.at(TokenKind.FUNCTION)) {
            return typeFunction(start);
        }
        Name name = cursor.name("type name");
        parser.typeLists.generics(true);
        cursor.expect(TokenKind.ASSIGN, "type alias");
        Type type = parser.types.type();
        return new Statement.TypeDeclaration(name.text(), start.to(type.span()));
    }

    /** It is run by a type checker only, but has the same syntax as a function. */
    private Statement typeFunction(Span start) {
        Token open = cursor.take();
        Name name = cursor.name("type function name");
        cursor.await(TokenKind.END);
        int outer = scopes.enterTypeFunction();
        FunctionBody function = parser.functions.body(name.text(), List.of(), parser.functions.signature(), open,
                open.span());
        scopes.leaveTypeFunction(outer);
        cursor.got(TokenKind.END);
        return new Statement.TypeDeclaration(name.text(), start.to(function.span()));
    }
}
