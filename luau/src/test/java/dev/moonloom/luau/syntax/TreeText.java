package dev.moonloom.luau.syntax;

import java.util.List;
import java.util.Locale;
import org.luaj.vm2.LuaString;

/** Writes a syntax tree as indented text, one node a line with its place. */
final class TreeText {
    private final StringBuilder text = new StringBuilder();
    private final boolean withSpans;
    private int functionDepth;
    private int indentation;

    private TreeText(boolean withSpans) {
        this.withSpans = withSpans;
    }

    /** {@return the whole tree with places} */
    static String of(FunctionBody script) {
        TreeText tree = new TreeText(true);
        tree.block("chunk", script.block());
        return tree.text.toString();
    }

    /** {@return a statement without places} */
    static String of(Statement statement) {
        TreeText tree = new TreeText(false);
        tree.statement(statement);
        return tree.text.toString();
    }

    /** {@return an expression without places} */
    static String of(Expression expression) {
        TreeText tree = new TreeText(false);
        tree.expression(expression);
        return tree.text.toString();
    }

    private void line(String head) {
        text.repeat("  ", indentation).append(head).append('\n');
    }

    private void node(String head, Runnable children) {
        line(head);
        indentation++;
        children.run();
        indentation--;
    }

    private String at(Span span) {
        return withSpans
                ? " " + span.line() + ":" + span.column() + "-" + span.endLine() + ":" + span.endColumn()
                : "";
    }

    private String from(Span span) {
        return withSpans ? " " + span.line() + ":" + span.column() : "";
    }

    private static String quoted(LuaString bytes) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < bytes.length(); i++) {
            int next = bytes.luaByte(i);
            if (next < ' ' || next > '~' || next == '"' || next == '\\') {
                quoted.append(String.format(Locale.ROOT, "\\x%02x", next));
            } else {
                quoted.append((char) next);
            }
        }
        return quoted.append('"').toString();
    }

    private void declared(Local local) {
        line((local.constant() ? "const " : "local ") + local.name() + " at depth " + local.functionDepth()
                + at(local.span()));
    }

    private void block(String name, Block block) {
        node(name + at(block.span()), () -> block.statements().forEach(this::statement));
    }

    private void all(List<Expression> expressions) {
        expressions.forEach(this::expression);
    }

    private void function(FunctionBody function) {
        functionDepth++;
        node("function '" + function.name() + "'" + at(function.span()), () -> {
            function.parameters().forEach(this::declared);
            if (function.variadic()) {
                line("...");
            }
            block("block", function.block());
        });
        functionDepth--;
    }

    private void item(TableItem item) {
        switch (item) {
            case TableItem.Listed listed -> expression(listed.value());
            case TableItem.Named named ->
                node("named " + named.name() + at(named.nameSpan()), () -> expression(named.value()));
            case TableItem.Keyed keyed -> node("keyed", () -> {
                expression(keyed.key());
                expression(keyed.value());
            });
        }
    }

    private void expression(Expression expression) {
        String at = at(expression.span());
        switch (expression) {
            case Expression.Nil _ -> line("nil" + at);
            case Expression.Bool bool -> line(bool.value() + at);
            case Expression.Number number -> line(String.format(Locale.ROOT, "number %016x",
                    Double.doubleToRawLongBits(number.value())) + at);
            case Expression.Integer integer -> line("integer " + integer.value() + at);
            case Expression.Text string -> line("text " + quoted(string.value()) + at);
            case Expression.Varargs _ -> line("varargs" + at);
            case Expression.LocalName name -> line(kind(name.local()) + name.local().name()
                    + (withSpans ? " of" + at(name.local().span()) + " used at" + at : ""));
            case Expression.GlobalName name -> line("global " + name.name() + at);
            case Expression.Group group -> node("group" + at, () -> expression(group.inner()));
            case Expression.Call call -> node("call" + at, () -> {
                expression(call.function());
                all(call.arguments());
            });
            case Expression.MethodCall call -> node("method " + call.method() + at(call.methodSpan()) + " called" + at,
                    () -> {
                        expression(call.object());
                        all(call.arguments());
                    });
            case Expression.Field field -> node("field " + field.name() + at(field.nameSpan()) + " of" + at,
                    () -> expression(field.object()));
            case Expression.Index index -> node("index" + at, () -> {
                expression(index.object());
                expression(index.key());
            });
            case Expression.Function literal -> node("literal" + at, () -> function(literal.body()));
            case Expression.Table table -> node("table" + at, () -> table.items().forEach(this::item));
            case Expression.Unary unary -> node(unary.operator() + at, () -> expression(unary.operand()));
            case Expression.Binary binary -> node(binary.operator() + at, () -> {
                expression(binary.left());
                expression(binary.right());
            });
            case Expression.IfElse choice -> node("if-else" + at, () -> {
                expression(choice.condition());
                expression(choice.then());
                expression(choice.otherwise());
            });
            case Expression.Interpolation string -> node("interpolation" + at, () -> {
                string.texts().forEach(part -> line(quoted(part)));
                all(string.values());
            });
            case Expression.Cast cast -> node("cast to" + at(cast.type().span()) + at, () -> expression(cast.value()));
            case Expression.Instantiation instantiation -> node("instantiation with "
                    + instantiation.arguments().size() + " types" + at, () -> expression(instantiation.value()));
        }
    }

    private String kind(Local local) {
        return local.functionDepth() < functionDepth ? "upvalue " : "local ";
    }

    private void statement(Statement statement) {
        String at = from(statement.span());
        switch (statement) {
            case Statement.Do body -> node("do" + at, () -> block("block", body.block()));
            case Statement.LocalDeclaration declaration -> node("declaration" + at, () -> {
                declaration.locals().forEach(this::declared);
                all(declaration.values());
            });
            case Statement.LocalFunction declaration -> node("local-function" + at, () -> {
                declared(declaration.local());
                function(declaration.function());
            });
            case Statement.FunctionDeclaration declaration -> node("function-declaration" + at, () -> {
                expression(declaration.target());
                function(declaration.function());
            });
            case Statement.Assignment assignment ->
                node("assignment to " + assignment.targets().size() + at, () -> {
                    all(assignment.targets());
                    all(assignment.values());
                });
            case Statement.CompoundAssignment assignment ->
                node("assignment with " + assignment.operator() + at, () -> {
                    expression(assignment.target());
                    expression(assignment.value());
                });
            case Statement.CallStatement call -> node("call-statement" + at, () -> expression(call.call()));
            case Statement.If choice -> node("if" + at, () -> {
                expression(choice.condition());
                block("then", choice.then());
                if (choice.otherwise() != null) {
                    block("else", choice.otherwise());
                }
            });
            case Statement.While loop -> node("while" + at, () -> {
                expression(loop.condition());
                block("block", loop.block());
            });
            case Statement.Repeat loop -> node("repeat" + at, () -> {
                block("block", loop.block());
                expression(loop.condition());
            });
            case Statement.NumericFor loop -> node("numeric-for" + at, () -> {
                declared(loop.local());
                expression(loop.from());
                expression(loop.to());
                if (loop.step() != null) {
                    expression(loop.step());
                }
                block("block", loop.block());
            });
            case Statement.GenericFor loop -> node("generic-for" + at, () -> {
                loop.locals().forEach(this::declared);
                all(loop.values());
                block("block", loop.block());
            });
            case Statement.Break _ -> line("break" + at);
            case Statement.Continue _ -> line("continue" + at);
            case Statement.Return result -> node("return" + at, () -> all(result.values()));
            case Statement.TypeDeclaration type -> line("type " + type.name() + at);
        }
    }
}
