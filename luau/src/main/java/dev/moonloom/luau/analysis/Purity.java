package dev.moonloom.luau.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells steps and values that may change places with others unnoticed: they run nothing of the script, never fail, and
 * neither change nor read what others may change.
 */
final class Purity {
    private final List<LoweredFunction.Upvalue> upvalues;

    /** @param upvalues those of the function, as far as it has any yet */
    Purity(List<LoweredFunction.Upvalue> upvalues) {
        this.upvalues = upvalues;
    }

    /**
     * {@return whether a step does no more than fill a temporary or a table that is still being made} The bodies of a
     * choice were asked about when their own steps came.
     */
    boolean isPure(Step step) {
        return switch (step) {
            case Step.Declare(Variable variable, Value value, _) -> isTemporary(variable) && isPure(value);
            case Step.Append(_, _, Value.Arguments items, _) -> isPure(items);
            case Step.If(Value condition, _, _, _) -> isPure(condition);
            default -> false;
        };
    }

    /** {@return whether a variable is none of the source} */
    static boolean isTemporary(Variable variable) {
        return variable.name().startsWith(".");
    }

    private boolean isPure(Value.Arguments items) {
        return items.values().stream().allMatch(this::isPure) && isPure(items.tail());
    }

    private static boolean isPure(Value.@Nullable Many tail) {
        return !(tail instanceof Value.Many.OfProvenCall);
    }

    /** {@return whether a value may be evaluated sooner or later unnoticed} */
    boolean isPure(Value value) {
        return switch (value) {
            case Value.Nil _,Value.Bool _,Value.Num _,Value.Int _,Value.Str _,Value.Self _,Value.FirstVararg _,Value.Closure _,Value.NewTable _ ->
                true;
            case Value.Get(Variable variable) -> variable.kind() != Variable.Kind.CELL;
            case Value.Upvalue(int index) -> !upvalues.get(index).cell();
            case Value.Not(Value operand) -> isPure(operand);
            case Value.And(Value left, Value right) -> isPure(left) && isPure(right);
            case Value.Or(Value left, Value right) -> isPure(left) && isPure(right);
            case Value.Choose(Value condition, Value then, Value otherwise) ->
                isPure(condition) && isPure(then) && isPure(otherwise);
            case Value.Global _,Value.Import _,Value.Index _,Value.Arithmetic _,Value.Negate _,Value.Length _,Value.Compare _,Value.Concat _,Value.Interpolate _,Value.ProvenCall _ ->
                false;
        };
    }
}
