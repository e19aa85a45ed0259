package dev.moonloom.luau.codegen;

import dev.moonloom.luau.analysis.Variable;
import dev.moonloom.luau.analysis.Variable.Kind;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a method keeps things: a place for each variable of the function that is not shared between methods, and behind them
 * scratch places, taken and given back like a stack.
 */
final class Slots {
    private final Outline outline;
    /** By the variables' indices. */
    private final Map<Integer, Integer> places = new HashMap<>();
    private int next;

    /**
     * @param variables those of the method
     * @param first the first place that the method's parameters leave free
     */
    Slots(Collection<Variable> variables, Outline outline, int first) {
        this.outline = outline;
        next = first;
        for (Variable variable : variables) {
            if (!outline.isShared(variable)) {
                places.put(variable.index(), next);
                next += widthOf(variable.kind());
            }
        }
    }

    private static int widthOf(Kind kind) {
        return switch (kind) {
            case VALUE, CELL, MANY, CURSOR -> 1;
            case NUMBER, LONG -> 2;
            case DUAL -> 3;
        };
    }

    boolean isShared(Variable variable) {
        return outline.isShared(variable);
    }

    /** {@return a shared variable's place in the array} */
    int indexOf(Variable variable) {
        return outline.indexOf(variable);
    }

    /** {@return how a variable is kept in this method: a shared number is a boxed value} */
    Kind kindOf(Variable variable) {
        Kind kind = variable.kind();
        return isShared(variable) && (kind == Kind.DUAL || kind == Kind.NUMBER) ? Kind.VALUE : kind;
    }

    /** {@return a variable's place; for DUAL that of its number} */
    int of(Variable variable) {
        int index = variable.index();
        if (index < 0) {
            return -1 - index;
        }
        Integer place = places.get(index);
        if (place == null) {
            throw new AssertionError("not kept in a place of this method: " + variable);
        }
        return place;
    }

    /** {@return the place of a DUAL variable's other half: the value, or null while the number holds} */
    int otherOf(Variable variable) {
        return of(variable) + 2;
    }

    /** {@return how much scratch is taken, for {@link #release}} */
    int mark() {
        return next;
    }

    /** Gives back what was taken since a mark. */
    void release(int mark) {
        next = mark;
    }

    /** {@return a scratch variable: its index says where it is} */
    Variable variable(Kind kind) {
        int place = next;
        next += widthOf(kind);
        return new Variable(".scratch", kind, -1 - place);
    }

    /** {@return a scratch place for a reference} */
    int reference() {
        return next++;
    }

    /** {@return a scratch place for a number; the one two behind it is for its other half} */
    int dual() {
        int place = next;
        next += 3;
        return place;
    }
}
