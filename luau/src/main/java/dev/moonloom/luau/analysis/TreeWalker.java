package dev.moonloom.luau.analysis;

import dev.moonloom.luau.syntax.Block;
import dev.moonloom.luau.syntax.Expression;
import dev.moonloom.luau.syntax.FunctionBody;
import dev.moonloom.luau.syntax.Statement;
import dev.moonloom.luau.syntax.TableItem;
import java.util.List;

/** Visits every part of a syntax tree in the order of the source. Passes override what they care about. */
abstract class TreeWalker {
    void function(FunctionBody body) {
        block(body.block());
    }

    void block(Block block) {
        for (Statement statement : block.statements()) {
            statement(statement);
        }
    }

    /** The block of a loop, with its condition where that belongs to the block. */
    void loop(Block block) {
        block(block);
    }

    void statement(Statement statement) {
        switch (statement) {
            case Statement.Do plain -> block(plain.block());
            case Statement.LocalDeclaration declaration -> expressions(declaration.values());
            case Statement.LocalFunction declaration -> function(declaration.function());
            case Statement.FunctionDeclaration declaration -> {
                expression(declaration.target());
                function(declaration.function());
            }
            case Statement.Assignment assignment -> {
                expressions(assignment.targets());
                expressions(assignment.values());
            }
            case Statement.CompoundAssignment assignment -> {
                expression(assignment.target());
                expression(assignment.value());
            }
            case Statement.CallStatement call -> expression(call.call());
            case Statement.If choice -> choice(choice);
            case Statement.While loop -> {
                expression(loop.condition());
                loop(loop.block());
            }
            case Statement.Repeat loop -> {
                loop(loop.block());
                expression(loop.condition());
            }
            case Statement.NumericFor loop -> numericFor(loop);
            case Statement.GenericFor loop -> {
                expressions(loop.values());
                loop(loop.block());
            }
            case Statement.Return result -> expressions(result.values());
            case Statement.Break _,Statement.Continue _,Statement.TypeDeclaration _ -> {}
        }
    }

    private void choice(Statement.If choice) {
        expression(choice.condition());
        block(choice.then());
        Block otherwise = choice.otherwise();
        if (otherwise != null) {
            block(otherwise);
        }
    }

    private void numericFor(Statement.NumericFor loop) {
        expression(loop.from());
        expression(loop.to());
        Expression step = loop.step();
        if (step != null) {
            expression(step);
        }
        loop(loop.block());
    }

    final void expressions(List<Expression> expressions) {
        for (Expression expression : expressions) {
            expression(expression);
        }
    }

    void expression(Expression expression) {
        switch (expression) {
            case Expression.Nil _,Expression.Bool _,Expression.Number _,Expression.Integer _,Expression.Text _,Expression.Varargs _,Expression.LocalName _,Expression.GlobalName _ ->
                {}
            case Expression.Group group -> expression(group.inner());
            case Expression.Call call -> {
                expression(call.function());
                expressions(call.arguments());
            }
            case Expression.MethodCall call -> {
                expression(call.object());
                expressions(call.arguments());
            }
            case Expression.Field field -> expression(field.object());
            case Expression.Index index -> {
                expression(index.object());
                expression(index.key());
            }
            case Expression.Function function -> function(function.body());
            case Expression.Table table -> items(table.items());
            case Expression.Unary unary -> expression(unary.operand());
            case Expression.Binary binary -> {
                expression(binary.left());
                expression(binary.right());
            }
            case Expression.IfElse choice -> {
                expression(choice.condition());
                expression(choice.then());
                expression(choice.otherwise());
            }
            case Expression.Interpolation text -> expressions(text.values());
            case Expression.Cast cast -> expression(cast.value());
            case Expression.Instantiation instantiation -> expression(instantiation.value());
        }
    }

    private void items(List<TableItem> items) {
        for (TableItem item : items) {
            if (item instanceof TableItem.Keyed keyed) {
                expression(keyed.key());
            }
            expression(item.value());
        }
    }
}
