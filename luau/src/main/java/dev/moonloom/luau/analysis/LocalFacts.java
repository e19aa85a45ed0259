package dev.moonloom.luau.analysis;

import dev.moonloom.luau.syntax.Expression;
import dev.moonloom.luau.syntax.FunctionBody;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known about one local variable of the source. Each pass over the chunk fills in its part. */
final class LocalFacts {
    /** Whether it is assigned to anywhere after its declaration. */
    boolean assigned;

    /** Whether a function inside that of its declaration uses it. */
    boolean captured;

    /** Whether it is declared by {@code local}, {@code const} or as a parameter: not as the variable of a loop. */
    boolean plain;

    /** Whether its declaration stands outside all inner functions and loops. */
    boolean outermost;

    /** What it is declared with, where that is an expression of its own. */
    @Nullable Expression initial;

    /** The function that it is declared with, if it is one. */
    @Nullable FunctionBody function;

    /** Whether it is declared by {@code local function}, so that the function sees it. */
    boolean selfVisible;

    /** Its value, if that is a constant. */
    @Nullable Value constant;

    /** Whether it is likely to hold numbers: it takes part in arithmetic, or gets its value from it. */
    boolean numeric;

    /** Whether it can hold nothing but numbers; until {@link NumberLocals} has run, whether it might be so. */
    boolean number;

    /** All that it is ever given, for {@link NumberLocals}. */
    final List<Expression> sources = new ArrayList<>(2);

    /** {@return whether it lives in a cell} */
    boolean shared() {
        return assigned && captured;
    }

    /** {@return the function that it always holds, or null} */
    @Nullable FunctionBody onlyFunction() {
        return assigned ? null : function;
    }

    /** {@return how it is kept} */
    Variable.Kind kind() {
        if (shared()) {
            return Variable.Kind.CELL;
        }
        if (captured && plain) {
            // A box for each closure would cost more than looking into this one.
            return Variable.Kind.VALUE;
        }
        if (number) {
            return Variable.Kind.NUMBER;
        }
        return numeric ? Variable.Kind.DUAL : Variable.Kind.VALUE;
    }
}
