package dev.moonloom.luau.analysis;

import dev.moonloom.luau.syntax.Expression;
import dev.moonloom.luau.syntax.TableItem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;

/** Lowers table constructors: first an empty table, then its entries, list items in groups. */
final class ConstructorLowering {
    /** Luau fills in this many list items at a time. */
    private static final int GROUP = 16;

    /** A constructor with no more names than this gets room for different ones only. */
    private static final int MOST_TEMPLATE_NAMES = 32;

    private final FunctionBuilder builder;
    private final ExpressionLowering expressions;

    ConstructorLowering(FunctionBuilder builder, ExpressionLowering expressions) {
        this.builder = builder;
        this.expressions = expressions;
    }

    /** Lowers a constructor to a value. */
    Value value(Expression.Table constructor) {
        if (constructor.items().isEmpty()) {
            TableShapes.Shape shape = builder.facts.shapes.getOrDefault(constructor, TableShapes.Shape.EMPTY);
            return new Value.NewTable(shape.listSize(), shape.hashSize());
        }
        Variable table = builder.temporaries.take(Variable.Kind.VALUE);
        into(constructor, table);
        return new Value.Get(table);
    }

    /** Lowers a constructor that has items, and declares a variable with the table. */
    void into(Expression.Table constructor, Variable table) {
        builder.emit(new Step.Declare(table, newTable(constructor.items()), builder.line()));
        new Filling(table).fill(constructor.items());
    }

    private Value newTable(List<TableItem> items) {
        int listed = 0;
        int named = 0;
        Set<String> names = new HashSet<>();
        for (TableItem item : items) {
            switch (item) {
                case TableItem.Listed _ -> listed++;
                case TableItem.Named name -> {
                    named++;
                    names.add(name.name());
                }
                case TableItem.Keyed _ -> {}
            }
        }
        int keyed = items.size() - listed - named;
        if (listed == 0 && keyed == 0 && named <= MOST_TEMPLATE_NAMES) {
            return new Value.NewTable(0, names.size());
        }
        if (listed == 0 && isSequence(items, keyed)) {
            return new Value.NewTable(keyed, named);
        }
        boolean open = items.getLast() instanceof TableItem.Listed(Expression.Varargs _);
        return new Value.NewTable(open ? listed - 1 : listed, named + keyed);
    }

    /** {@return whether the keys in brackets are 1, 2, 3 and so on} */
    private boolean isSequence(List<TableItem> items, int keyed) {
        int next = 1;
        for (TableItem item : items) {
            if (item instanceof TableItem.Keyed(Expression key, _)) {
                Value.Num number = builder.facts.constantNumber(key);
                if (number != null && number.value() == next) {
                    next++;
                }
            }
        }
        return next == keyed + 1;
    }

    /** One table while it is filled. Nobody else sees it yet, so items may go in sooner than they have to. */
    private final class Filling {
        private final Variable table;

        /** List items that are evaluated together when they are added to the table. */
        private final List<Value> group = new ArrayList<>();

        private int nextIndex = 1;

        /** What is taken behind it serves the items that are not in the table yet. */
        private final int mark;

        Filling(Variable table) {
            this.table = table;
            this.mark = builder.temporaries.mark();
        }

        void fill(List<TableItem> items) {
            for (int i = 0; i < items.size(); i++) {
                TableItem item = items.get(i);
                builder.at(item.value().span().line());
                switch (item) {
                    case TableItem.Listed(Expression value) -> list(value, i == items.size() - 1);
                    case TableItem.Named(String name, var nameSpan, Expression value) -> {
                        append(builder.position(), null);
                        store(new Value.Str(LuaString.valueOf(name)), nameSpan.line(), value);
                    }
                    case TableItem.Keyed(Expression key, Expression value) -> {
                        append(builder.position(), null);
                        keyed(key, value);
                    }
                }
            }
            append(builder.position(), null);
        }

        private void list(Expression value, boolean last) {
            if (group.size() == GROUP || builder.temporaries.mark() - mark >= GROUP) {
                append(builder.position(), null);
            }
            int position = builder.position();
            int effects = builder.effects();
            if (last && ChunkFacts.isMany(value)) {
                Value.Many tail = expressions.calls().all(value);
                appendIfDisturbed(position, effects);
                append(builder.position(), tail);
            } else {
                Value item = expressions.value(value, false);
                appendIfDisturbed(position, effects);
                group.add(item);
            }
        }

        /** The items so far go in before steps that a script may notice. */
        private void appendIfDisturbed(int position, int effects) {
            if (builder.effects() != effects) {
                appendGroup(position, null);
            }
        }

        private void append(int position, Value.@Nullable Many tail) {
            appendGroup(position, tail);
            builder.temporaries.release(mark);
        }

        private void appendGroup(int position, Value.@Nullable Many tail) {
            if (!group.isEmpty() || tail != null) {
                var items = new Value.Arguments(List.copyOf(group), tail);
                builder.insert(position, List.of(new Step.Append(table, nextIndex, items, builder.line())));
                nextIndex += group.size();
                group.clear();
            }
        }

        private void keyed(Expression key, Expression value) {
            Value constant = builder.facts.constant(key);
            if (constant != null && ExpressionLowering.isDirectKey(constant)) {
                store(constant, key.span().line(), value);
                return;
            }
            var operands = new Operands(builder);
            operands.next();
            operands.add(expressions.operand(key, false), true, false);
            operands.next();
            operands.add(expressions.operand(value, false), true, false);
            builder.at(key.span().line());
            var target = new Value.Get(table);
            builder.emit(new Step.SetIndex(target, operands.get(0), operands.get(1), builder.line()));
            builder.temporaries.release(mark);
        }

        /** Storing at a string or an index cannot fail, since the table has no metatable. */
        private void store(Value key, int line, Expression expression) {
            Value value = expressions.operand(expression, false);
            builder.at(line);
            var step = new Step.SetIndex(new Value.Get(table), key, value, line);
            if (builder.purity.isPure(value)) {
                builder.emitUnnoticed(step);
            } else {
                builder.emit(step);
            }
            builder.temporaries.release(mark);
        }
    }
}
