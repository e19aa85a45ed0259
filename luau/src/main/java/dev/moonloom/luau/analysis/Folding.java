package dev.moonloom.luau.analysis;

import dev.moonloom.luau.math.Power;
import dev.moonloom.luau.syntax.BinaryOperator;
import dev.moonloom.luau.syntax.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;

/** Operators on constants. Null, for a result, says that the operation is left to the running script. */
final class Folding {
    /** Longer strings are left to be built when they are needed. */
    private static final int LONGEST_STRING = 4096;

    private Folding() {}

    /** {@return whether a constant counts as true} */
    static boolean truth(Value constant) {
        return !(constant instanceof Value.Nil || (constant instanceof Value.Bool(boolean value) && !value));
    }

    static @Nullable Value unary(UnaryOperator operator, @Nullable Value operand) {
        if (operand == null) {
            return null;
        }
        return switch (operator) {
            case NOT -> new Value.Bool(!truth(operand));
            case NEGATE -> operand instanceof Value.Num(double value) ? new Value.Num(-value) : null;
            case LENGTH -> operand instanceof Value.Str(LuaString value) ? new Value.Num(value.m_length) : null;
        };
    }

    static @Nullable Value binary(BinaryOperator operator, Value left, Value right) {
        return switch (operator) {
            case EQUAL -> new Value.Bool(equal(left, right));
            case NOT_EQUAL -> new Value.Bool(!equal(left, right));
            case CONCAT -> join(left, right);
            case AND -> truth(left) ? right : left;
            case OR -> truth(left) ? left : right;
            default -> left instanceof Value.Num(double a) && right instanceof Value.Num(double b)
                    ? numbers(operator, a, b)
                    : null;
        };
    }

    private static boolean equal(Value left, Value right) {
        if (left instanceof Value.Num(double a) && right instanceof Value.Num(double b)) {
            return a == b;
        }
        return left.equals(right);
    }

    private static @Nullable Value numbers(BinaryOperator operator, double a, double b) {
        return switch (operator) {
            case ADD -> new Value.Num(a + b);
            case SUBTRACT -> new Value.Num(a - b);
            case MULTIPLY -> new Value.Num(a * b);
            case DIVIDE -> new Value.Num(a / b);
            case FLOOR_DIVIDE -> new Value.Num(Math.floor(a / b));
            case MODULO -> new Value.Num(a - Math.floor(a / b) * b);
            case POWER -> new Value.Num(Power.pow(a, b));
            case LESS -> new Value.Bool(a < b);
            case LESS_EQUAL -> new Value.Bool(a <= b);
            case GREATER -> new Value.Bool(a > b);
            case GREATER_EQUAL -> new Value.Bool(a >= b);
            case CONCAT, EQUAL, NOT_EQUAL, AND, OR -> throw new AssertionError(operator);
        };
    }

    /** {@return two strings as one} */
    static @Nullable Value join(Value left, Value right) {
        if (!(left instanceof Value.Str(LuaString a) && right instanceof Value.Str(LuaString b))) {
            return null;
        }
        int length = a.m_length + b.m_length;
        if (length > LONGEST_STRING) {
            return null;
        }
        byte[] bytes = new byte[length];
        a.copyInto(0, bytes, 0, a.m_length);
        b.copyInto(0, bytes, a.m_length, b.m_length);
        return new Value.Str(LuaString.valueOf(bytes));
    }
}
