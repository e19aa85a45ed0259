package dev.moonloom.luau.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;

/** A statement of a lowered function. */
public sealed interface Step {
    /** Gives a variable a value; a CELL keeps its cell. */
    record Set(Variable variable, Value value, int line) implements Step {}

    /** Begins the life of a variable: a CELL gets a new cell. */
    record Declare(Variable variable, Value value, int line) implements Step {}

    /** Gives a captured variable a value. */
    record SetUpvalue(int index, Value value, int line) implements Step {}

    /** Gives a global a value. */
    record SetGlobal(LuaString name, Value value, int line) implements Step {}

    /** {@code table[key] = value}. Gets of table and key are read when the store is done. */
    record SetIndex(Value table, Value key, Value value, int line) implements Step {}

    /** Fills a table that a constructor has just made with list items from this position on. No metamethod runs. */
    record Append(Variable table, int from, Value.Arguments items, int line) implements Step {}

    /** Gives variables the first values of many; a variable that gets none is nil. */
    record Spread(Value.Many source, List<Variable> targets, int line) implements Step {}

    /** Evaluates a value for its effects. */
    record Evaluate(Value value, int line) implements Step {}

    /** A call that may give way. The function value is evaluated first, then the arguments. */
    record Call(Site site, Callee callee, Value.Arguments arguments, Target target) implements Step {}

    /** A choice. */
    record If(Value condition, Body then, Body otherwise, int line) implements Step {}

    /**
     * Repeats its body, then its latch, until a {@link Break}. {@link Continue} goes to the latch, which may use the
     * variables of the body.
     */
    record Loop(Label label, Body body, Body latch, int line) implements Step {}

    /**
     * {@code for variable = from, to, step}. The hidden variables are live throughout the loop.
     *
     * @param variable what the body sees: NUMBER, DUAL or CELL (a new one each time)
     * @param counter LONG when from and step are whole constants, otherwise NUMBER
     * @param limit of the counter's kind
     * @param stride of the counter's kind; null when the step is a constant
     */
    record NumericFor(Label label, Variable variable, Value from, Value to, @Nullable Value step, Variable counter,
            Variable limit, @Nullable Variable stride, Body body, int line) implements Step {}

    /**
     * {@code for variables in ...}. The steps before it have put the three values of the list into the hidden
     * variables; the site is that of the iterator's call.
     *
     * @param cursor CURSOR: where a loop over a table stands, null where the iterator is called
     */
    record GenericFor(Label label, Site site, Variable iterator, Variable state, Variable control, Variable cursor,
            List<Variable> variables, Body body, int line) implements Step {}

    /** Leaves a loop. */
    record Break(Label label) implements Step {}

    /** Goes on with a loop's latch or its next iteration. */
    record Continue(Label label) implements Step {}

    /** Leaves the function. */
    record Return(Value.Arguments values, int line) implements Step {}

    /** What is called. */
    sealed interface Callee {
        /** {@code f(...)}. */
        record Function(Value value) implements Callee {}

        /** {@code object:name(...)}: the method is looked up after the arguments are evaluated. */
        record Method(Value object, LuaString name) implements Callee {}
    }

    /** What becomes of the results of a call. */
    sealed interface Target {
        /** Nothing. */
        record Drop() implements Target {}

        /** The first one, or nil, goes into a variable. */
        record One(Variable variable) implements Target {}

        /** All of them go into a MANY variable. */
        record All(Variable variable) implements Target {}

        /** They are what the function returns. */
        record Result() implements Target {}
    }
}
