package dev.moonloom.luau.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * Values that are evaluated in turn and then used together. As long as nothing happens between them they just wait. Once
 * evaluating one of them takes steps that a script may notice, those before it are put into temporaries in front of these
 * steps.
 *
 * <p>For each value: {@link #next}, then evaluate it, then {@link #add}.
 */
final class Operands {
    private final FunctionBuilder builder;
    private final List<Operand> operands = new ArrayList<>(4);

    /** So many at the front are safe already. */
    private int settled;

    private int position;
    private int effects;

    /**
     * @param late whether it is read when the operation is done, if it is a local
     * @param numeric whether it is likely to be a number
     */
    private record Operand(Value value, boolean late, boolean numeric) {}

    Operands(FunctionBuilder builder) {
        this.builder = builder;
    }

    /** Says that the next value is about to be evaluated. */
    void next() {
        position = builder.position();
        effects = builder.effects();
    }

    /** Takes the value that has been evaluated. {@return its position} */
    int add(Value value, boolean late, boolean numeric) {
        settleIfDisturbed();
        operands.add(new Operand(value, late, numeric));
        return operands.size() - 1;
    }

    /** Keeps the values so far safe from the steps taken since {@link #next}, whose result stands elsewhere. */
    void settleIfDisturbed() {
        if (builder.effects() != effects) {
            settle(position);
        }
    }

    /** Keeps all values safe from what follows. */
    void settleAll() {
        settle(builder.position());
    }

    private void settle(int where) {
        var declarations = new ArrayList<Step.Declare>();
        for (; settled < operands.size(); settled++) {
            Operand operand = operands.get(settled);
            if (!builder.isStable(operand.value(), operand.late())) {
                boolean numeric = operand.numeric() || isNumeric(operand.value());
                Variable kept = builder.temporaries.takeUntouched(numeric ? Variable.Kind.DUAL : Variable.Kind.VALUE);
                declarations.add(new Step.Declare(kept, operand.value(), builder.line()));
                operands.set(settled, new Operand(new Value.Get(kept), operand.late(), operand.numeric()));
            }
        }
        if (!declarations.isEmpty()) {
            builder.insert(where, declarations);
        }
    }

    /** {@return whether a value is likely to be a number} */
    static boolean isNumeric(Value value) {
        return switch (value) {
            case Value.Num _,Value.Arithmetic _,Value.Negate _,Value.Length _ -> true;
            case Value.Get(Variable variable) ->
                variable.kind() == Variable.Kind.DUAL || variable.kind() == Variable.Kind.NUMBER;
            default -> false;
        };
    }

    Value get(int index) {
        return operands.get(index).value();
    }

    /** {@return the values from a position on} */
    List<Value> from(int index) {
        var values = new ArrayList<Value>(operands.size() - index);
        for (Operand operand : operands.subList(index, operands.size())) {
            values.add(operand.value());
        }
        return List.copyOf(values);
    }
}
