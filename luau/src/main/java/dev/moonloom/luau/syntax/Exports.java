package dev.moonloom.luau.syntax;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a chunk exports. In native Luau, and so here, that is put in terms of what there was before: a chunk that exports values
 * has a table that no name leads to, an exported variable is a field of it, and at its end the chunk returns the table,
 * frozen by whatever {@code table.freeze} is then. Constants and functions are locals as well, and become fields at the end.
 */
final class Exports {
    private static final String TABLE = "__EXP";

    private final Set<String> names = new HashSet<>();
    /** Variables that are fields of the table. */
    private final Set<Local> variables = new HashSet<>();
    private final Set<Local> constants = new LinkedHashSet<>();
    private @Nullable Local table;
    private boolean exportsTypes;
    private boolean returns;

    /** {@return whether no value is exported so far} */
    boolean isEmpty() {
        return names.isEmpty();
    }

    /** A type is exported. */
    void type() {
        exportsTypes = true;
    }

    /** The chunk itself has a {@code return}. */
    void returned() {
        returns = true;
    }

    /** {@return whether the chunk itself has a {@code return} so far} */
    boolean returns() {
        return returns;
    }

    /** {@return whether a name is exported for the first time} */
    boolean add(String name) {
        return names.add(name);
    }

    /** A variable that may be assigned to becomes a field of the table. */
    void variable(Local local) {
        table(local.span());
        variables.add(local);
    }

    /** A constant or function becomes a field at the end. */
    void constant(Local local) {
        table(local.span());
        constants.add(local);
    }

    private Local table(Span span) {
        Local made = table;
        if (made == null) {
            made = new Local(TABLE, span, 0, true);
            table = made;
        }
        return made;
    }

    /** {@return the use of a variable: the local itself, or its field} */
    Expression use(Local local, Span span) {
        return variables.contains(local)
                ? new Expression.Field(new Expression.LocalName(table(span), span), local.name(), span, span)
                : new Expression.LocalName(local, span);
    }

    /** {@return the block of the chunk with what exporting adds to it} */
    Block complete(Block chunk) {
        Span end = chunk.span().end();
        Local made = table;
        if (made == null) {
            return exportsTypes && !(lastOf(chunk) instanceof Statement.Return)
                    ? with(chunk, List.of(), List.of(frozen(new Expression.Table(List.of(), end), end)))
                    : chunk;
        }
        var declaration = new Statement.LocalDeclaration(List.of(made),
                List.of(new Expression.Table(List.of(), made.span())), made.span());
        List<Statement> last = new ArrayList<>();
        for (Local constant : constants) {
            var field = new Expression.Field(new Expression.LocalName(made, end), constant.name(), end, end);
            last.add(new Statement.Assignment(List.of(field), List.of(new Expression.LocalName(constant, end)), end));
        }
        last.add(frozen(new Expression.LocalName(made, end), end));
        return with(chunk, List.of(declaration), last);
    }

    private static @Nullable Statement lastOf(Block block) {
        return block.statements().isEmpty() ? null : block.statements().getLast();
    }

    private static Block with(Block chunk, List<Statement> first, List<Statement> last) {
        List<Statement> statements = new ArrayList<>(first);
        statements.addAll(chunk.statements());
        statements.addAll(last);
        return new Block(List.copyOf(statements), chunk.span());
    }

    private static Statement frozen(Expression exported, Span span) {
        var freeze = new Expression.Field(new Expression.GlobalName("table", span), "freeze", span, span);
        return new Statement.Return(List.of(new Expression.Group(
                new Expression.Call(freeze, List.of(exported), span), span)), span);
    }
}
