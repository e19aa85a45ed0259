package dev.moonloom.luau.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;

/**
 * An expression that never gives way; it may run metamethods and may fail. Its operands are evaluated from left to
 * right, except that a {@link Get} is read only when the operation itself is done.
 */
public sealed interface Value {
    /** {@code nil}. */
    record Nil() implements Value {}

    /** {@code true} or {@code false}. */
    record Bool(boolean value) implements Value {}

    /** A number. */
    record Num(double value) implements Value {}

    /** A value of the type {@code integer}. */
    record Int(long value) implements Value {}

    /** A string. */
    record Str(LuaString value) implements Value {}

    /** A variable; for MANY its first value, or nil. */
    record Get(Variable variable) implements Value {}

    /** A captured variable, by its position in {@link LoweredFunction#upvalues}. */
    record Upvalue(int index) implements Value {}

    /** The running function itself: a local function that refers to its own name and is never assigned to. */
    record Self() implements Value {}

    /**
     * A global.
     *
     * @param number counts the imports of the function as an {@link Import} does; {@link #ASSIGNED} for one that the chunk
     *     assigns, so that nothing can be remembered
     */
    record Global(LuaString name, int number, int line) implements Value {
        /** No number. */
        public static final int ASSIGNED = -1;
    }

    /** The first of the variable arguments, or nil. */
    record FirstVararg() implements Value {}

    /**
     * A new closure.
     *
     * @param shared whether the same function object may be had again: nothing that it captures can differ
     */
    record Closure(LoweredFunction function, List<Capture> captures, boolean shared) implements Value {}

    /** A new, empty table with room for this many entries. */
    record NewTable(int listSize, int hashSize) implements Value {}

    /**
     * A field of a standard library, such as {@code math.floor}, read in one go. The function's VM may remember what it found.
     *
     * @param number counts the imports of the function, from zero
     */
    record Import(LuaString library, LuaString member, int number, int line) implements Value {}

    /** {@code table[key]}. */
    record Index(Value table, Value key, int line) implements Value {}

    /** Arithmetic. */
    record Arithmetic(Operator operator, Value left, Value right, int line) implements Value {}

    /** {@code -x}. */
    record Negate(Value operand, int line) implements Value {}

    /** {@code #x}. */
    record Length(Value operand, int line) implements Value {}

    /** {@code not x}. */
    record Not(Value operand) implements Value {}

    /** A comparison; GREATER stays as written so that error texts name the operands in Luau's order. */
    record Compare(Relation relation, Value left, Value right, int line) implements Value {}

    /** {@code a .. b .. c}, two operands or more. */
    record Concat(List<Value> operands, int line) implements Value {}

    /** An interpolated string: one text more than values. */
    record Interpolate(List<LuaString> texts, List<Value> values, int line) implements Value {}

    /** {@code a and b}. */
    record And(Value left, Value right) implements Value {}

    /** {@code a or b}. */
    record Or(Value left, Value right) implements Value {}

    /** {@code if condition then a else b}. */
    record Choose(Value condition, Value then, Value otherwise) implements Value {}

    /** The first result of a call that provably cannot give way. */
    record ProvenCall(Value function, Arguments arguments, int line) implements Value {}

    /** Arithmetic operators. */
    enum Operator {
        ADD, SUBTRACT, MULTIPLY, DIVIDE, FLOOR_DIVIDE, MODULO, POWER
    }

    /** Comparisons. */
    enum Relation {
        EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL
    }

    /** What a new closure captures. */
    sealed interface Capture {
        /** A variable of the function that makes it: its cell, or its value when it never changes. */
        record OfVariable(Variable variable) implements Capture {}

        /** What that function has captured itself, by position. */
        record OfUpvalue(int index) implements Capture {}

        /** That function itself. */
        record OfSelf() implements Capture {}
    }

    /** Any number of values. */
    sealed interface Many {
        /** All variable arguments. */
        record Varargs() implements Many {}

        /** The values of a MANY variable. */
        record Of(Variable variable) implements Many {}

        /** The results of a call that provably cannot give way. */
        record OfProvenCall(ProvenCall call) implements Many {}
    }

    /** Arguments, results or items: values, and behind them all those of the tail. */
    record Arguments(List<Value> values, @Nullable Many tail) {}
}
