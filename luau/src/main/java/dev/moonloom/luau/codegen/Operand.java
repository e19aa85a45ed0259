package dev.moonloom.luau.codegen;

import dev.moonloom.luau.analysis.Value;
import java.util.Collection;

/**
 * An arithmetic expression whose parts are all at hand: reading them has no effects, so that the emitter may first ask
 * whether all are numbers, and then compute either unboxed or by the operators of the runtime.
 */
sealed interface Operand {
    /** A number of the source. */
    record Constant(double value) implements Operand {}

    /** A place that holds a number. */
    record Number(int place) implements Operand {}

    /** Two places: a number, or a value where the other one is not null. */
    record Dual(int number, int other) implements Operand {}

    /** An operator on two operands. */
    record Binary(Value.Operator operator, Operand left, Operand right, int line) implements Operand {}

    /** A change of sign. */
    record Negation(Operand operand, int line) implements Operand {}

    /** Collects the operands that may turn out not to be numbers. */
    default void collectDuals(Collection<Dual> into) {
        switch (this) {
            case Constant _,Number _ -> {}
            case Dual dual -> into.add(dual);
            case Binary(_, Operand left, Operand right, _) -> {
                left.collectDuals(into);
                right.collectDuals(into);
            }
            case Negation(Operand operand, _) -> operand.collectDuals(into);
        }
    }
}
