package dev.moonloom.luau.analysis;

import dev.moonloom.luau.syntax.Expression;
import dev.moonloom.luau.syntax.FunctionBody;
import dev.moonloom.luau.syntax.Local;
import dev.moonloom.luau.syntax.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Guesses from the assignments that follow how large a table becomes which a local is given empty. The guess is not only
 * about speed: the room that a table has when its keys come in decides the order in which they are iterated.
 */
final class TableShapes extends TreeWalker {
    /** The last index of a loop for which room is made before it runs. */
    private static final double LARGEST_LOOP = 16;

    /** How many entries to make room for. */
    record Shape(int listSize, int hashSize) {
        static final Shape EMPTY = new Shape(0, 0);
    }

    private final IdentityHashMap<Expression.Table, Shape> shapes = new IdentityHashMap<>();
    private final Map<Local, Expression.Table> tables = new HashMap<>();
    private final Map<Local, Set<String>> fields = new HashMap<>();

    /** The variables of loops that count from one, with their last value. */
    private final Map<Local, Integer> counters = new HashMap<>();

    private TableShapes() {}

    static Map<Expression.Table, Shape> predict(FunctionBody chunk) {
        var search = new TableShapes();
        search.function(chunk);
        return search.shapes;
    }

    @Override
    void statement(Statement statement) {
        switch (statement) {
            case Statement.LocalDeclaration(List<Local> locals, List<Expression> values, _) when locals.size() == 1
                    && values.size() == 1 -> {
                Expression.Table table = tableIn(values.getFirst());
                if (table != null && table.items().isEmpty()) {
                    tables.put(locals.getFirst(), table);
                }
            }
            case Statement.Assignment assignment -> assignment.targets().forEach(this::assign);
            case Statement.FunctionDeclaration declaration -> assign(declaration.target());
            case Statement.NumericFor loop -> count(loop);
            default -> {}
        }
        super.statement(statement);
    }

    /** {@return a constructor, alone or as what {@code setmetatable} is given} */
    private static Expression.@Nullable Table tableIn(Expression expression) {
        return switch (expression) {
            case Expression.Table table -> table;
            case Expression.Call(Expression.GlobalName(String name, _), List<Expression> arguments, _) when name
                    .equals("setmetatable") && arguments.size() == 2
                    && arguments.getFirst() instanceof Expression.Table table ->
                table;
            default -> null;
        };
    }

    private void count(Statement.NumericFor loop) {
        if (loop.step() == null && loop.from() instanceof Expression.Number(double from, _) && from == 1
                && loop.to() instanceof Expression.Number(double to, _) && to >= 1 && to <= LARGEST_LOOP) {
            counters.put(loop.local(), (int) to);
        }
    }

    private void assign(Expression target) {
        if (target instanceof Expression.Field(Expression.LocalName(Local local, _), String name, _, _)) {
            if (tables.containsKey(local) && fields.computeIfAbsent(local, _ -> new HashSet<>()).add(name)) {
                Shape shape = shapeOf(local);
                grow(local, new Shape(shape.listSize(), shape.hashSize() + 1));
            }
        } else if (target instanceof Expression.Index(Expression.LocalName(Local local, _), Expression key, _)
                && tables.containsKey(local)) {
            assignAt(local, key);
        }
    }

    private void assignAt(Local local, Expression key) {
        Shape shape = shapeOf(local);
        if (key instanceof Expression.Number(double number, _)) {
            if (number == shape.listSize() + 1) {
                grow(local, new Shape(shape.listSize() + 1, shape.hashSize()));
            }
        } else if (key instanceof Expression.LocalName(Local counter, _) && shape.listSize() == 0) {
            grow(local, new Shape(counters.getOrDefault(counter, 0), shape.hashSize()));
        }
    }

    private Shape shapeOf(Local local) {
        Expression.Table table = tables.get(local);
        return table == null ? Shape.EMPTY : shapes.getOrDefault(table, Shape.EMPTY);
    }

    private void grow(Local local, Shape shape) {
        Expression.Table table = tables.get(local);
        if (table != null) {
            shapes.put(table, shape);
        }
    }
}
