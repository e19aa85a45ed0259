package dev.moonloom.luau.analysis;

import dev.moonloom.luau.analysis.AssignmentLowering.Place;
import dev.moonloom.luau.syntax.Expression;
import dev.moonloom.luau.syntax.FunctionBody;
import dev.moonloom.luau.syntax.Local;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Lowers one assignment with several targets. The order is Luau's: targets are evaluated up to their tables and keys, then
 * the values from left to right. A local gets its value at once, unless the statement names it again later: then it gets
 * it last. Everything else is stored when all values are there.
 */
final class MultipleAssignment {
    private final FunctionBuilder builder;
    private final ExpressionLowering expressions;
    private final AssignmentLowering assignments;
    private final Operands operands;

    private final List<Place> places = new ArrayList<>();
    private final Set<Local> conflicts = new HashSet<>();

    /** What goes into places that are no locals of the function, by the positions of the operands. */
    private final List<Store> stores = new ArrayList<>();

    /** What goes into locals, last of all. */
    private final List<Step> moves = new ArrayList<>();

    private record Store(Place place, int value) {}

    MultipleAssignment(FunctionBuilder builder, ExpressionLowering expressions, AssignmentLowering assignments) {
        this.builder = builder;
        this.expressions = expressions;
        this.assignments = assignments;
        this.operands = new Operands(builder);
    }

    void lower(List<Expression> targets, List<Expression> values) {
        for (Expression target : targets) {
            places.add(assignments.place(target, operands));
        }
        new ConflictFinder().find(targets, values);
        for (int i = 0; i < values.size(); i++) {
            if (i >= targets.size()) {
                operands.next();
                assignments.forEffects(values.get(i));
                operands.settleIfDisturbed();
            } else if (i == values.size() - 1 && targets.size() > values.size()) {
                remaining(places.subList(i, places.size()), values.get(i));
            } else {
                single(places.get(i), values.get(i));
            }
        }
        if (stores.size() > 1 || !moves.isEmpty()) {
            operands.settleAll();
        }
        stores.forEach(store -> assignments.store(store.place(), operands.get(store.value()), operands));
        moves.forEach(builder::emit);
    }

    private void single(Place place, Expression value) {
        operands.next();
        if (!(place instanceof Place.Own(Local local, Variable variable))) {
            stores.add(new Store(place, operands.add(expressions.operand(value, false), true, false)));
        } else if (conflicts.contains(local)) {
            moveLast(variable, expressions.value(value, variable.kind() != Variable.Kind.VALUE));
        } else {
            assignments.set(variable, value);
            operands.settleIfDisturbed();
        }
    }

    /** Keeps a value for a local until the stores are done. */
    private void moveLast(Variable variable, Value value) {
        Value kept = value;
        if (!isKept(value)) {
            boolean cell = variable.kind() == Variable.Kind.CELL;
            Variable temporary = builder.temporaries.take(cell ? Variable.Kind.VALUE : variable.kind());
            builder.emit(new Step.Declare(temporary, value, builder.line()));
            kept = new Value.Get(temporary);
        }
        operands.settleIfDisturbed();
        moves.add(new Step.Set(variable, kept, builder.line()));
    }

    /** {@return whether nothing changes a value before the end of the statement} */
    private static boolean isKept(Value value) {
        return switch (value) {
            case Value.Nil _,Value.Bool _,Value.Num _,Value.Int _,Value.Str _ -> true;
            case Value.Get(Variable variable) -> Purity.isTemporary(variable);
            default -> false;
        };
    }

    /** The last value is for all targets that are left: as many as it yields, then nil. */
    private void remaining(List<Place> targets, Expression value) {
        operands.next();
        if (!ChunkFacts.isMany(value)) {
            last(targets.getFirst(), expressions.value(value, false));
            targets.stream().skip(1).forEach(place -> last(place, new Value.Nil()));
            return;
        }
        Value.Many many = expressions.calls().all(value);
        List<Variable> results = new ArrayList<>();
        for (Place place : targets) {
            results.add(builder.temporaries.take(place instanceof Place.Own(_, Variable variable)
                    && variable.kind() == Variable.Kind.DUAL ? Variable.Kind.DUAL : Variable.Kind.VALUE));
        }
        builder.emit(new Step.Spread(many, List.copyOf(results), builder.line()));
        operands.settleIfDisturbed();
        for (int i = 0; i < results.size(); i++) {
            operands.next();
            last(targets.get(i), new Value.Get(results.get(i)));
        }
    }

    private void last(Place place, Value value) {
        if (place instanceof Place.Own(_, Variable variable)) {
            moveLast(variable, value);
        } else {
            stores.add(new Store(place, operands.add(value, false, false)));
            operands.next();
        }
    }

    /** Finds the locals that are named again after they would have been assigned to. */
    private final class ConflictFinder extends TreeWalker {
        private final Set<Local> assigned = new HashSet<>();

        void find(List<Expression> targets, List<Expression> values) {
            for (int i = 0; i < places.size(); i++) {
                if (places.get(i) instanceof Place.Own(Local local, _)) {
                    if (i < values.size()) {
                        expression(values.get(i));
                    }
                    assigned.add(local);
                }
            }
            for (int i = 0; i < values.size(); i++) {
                if (i >= places.size() || !(places.get(i) instanceof Place.Own)) {
                    expression(values.get(i));
                }
            }
            targets.forEach(this::findInTarget);
        }

        /** Only a table or a key that is a local itself is read again; others have been evaluated. */
        private void findInTarget(Expression target) {
            switch (target) {
                case Expression.Field field -> findLocal(field.object());
                case Expression.Index index -> {
                    findLocal(index.object());
                    findLocal(index.key());
                }
                default -> {}
            }
        }

        private void findLocal(Expression operand) {
            if (builder.own(operand) != null && ChunkFacts.withoutTypes(operand) instanceof Expression.LocalName name) {
                expression(name);
            }
        }

        @Override
        void expression(Expression expression) {
            if (expression instanceof Expression.LocalName(Local local, _) && assigned.contains(local)) {
                conflicts.add(local);
            }
            super.expression(expression);
        }

        @Override
        void function(FunctionBody body) {
            builder.lowered.get(body).captured().forEach(local -> {
                if (assigned.contains(local)) {
                    conflicts.add(local);
                }
            });
        }
    }
}
