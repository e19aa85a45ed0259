package dev.moonloom.luau.runtime;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * Operators on values whose types the compiler does not know. Two numbers are dealt with at once, where the JIT inlines
 * it; everything else goes a slower way.
 *
 * <p>Compiled code keeps a variable that may be a number in two halves: the number, and the value if it is no number, else
 * null.
 */
public final class Arithmetic {
    private Arithmetic() {}

    /** {@return the number half of a value: 0 for what is no number} */
    public static double number(LuaValue value) {
        return value instanceof LuauNumber number ? number.value : 0;
    }

    /** {@return the other half of a value: null for a number} */
    public static @Nullable LuaValue other(LuaValue value) {
        return value instanceof LuauNumber ? null : value;
    }

    /** {@return the value of which these are the halves} */
    public static LuaValue box(double number, @Nullable LuaValue other) {
        return other == null ? LuauNumber.of(number) : other;
    }

    /** {@return a + b} */
    public static LuaValue add(LuaValue a, LuaValue b, LuauFunction self) {
        if (a instanceof LuauNumber x && b instanceof LuauNumber y) {
            return LuauNumber.of(x.value + y.value);
        }
        return apply(Operation.ADD, a, b, self);
    }

    /** {@return a - b} */
    public static LuaValue subtract(LuaValue a, LuaValue b, LuauFunction self) {
        if (a instanceof LuauNumber x && b instanceof LuauNumber y) {
            return LuauNumber.of(x.value - y.value);
        }
        return apply(Operation.SUBTRACT, a, b, self);
    }

    /** {@return a * b} */
    public static LuaValue multiply(LuaValue a, LuaValue b, LuauFunction self) {
        if (a instanceof LuauNumber x && b instanceof LuauNumber y) {
            return LuauNumber.of(x.value * y.value);
        }
        return apply(Operation.MULTIPLY, a, b, self);
    }

    /** {@return a / b} */
    public static LuaValue divide(LuaValue a, LuaValue b, LuauFunction self) {
        if (a instanceof LuauNumber x && b instanceof LuauNumber y) {
            return LuauNumber.of(x.value / y.value);
        }
        return apply(Operation.DIVIDE, a, b, self);
    }

    /** {@return a // b} */
    public static LuaValue floorDivide(LuaValue a, LuaValue b, LuauFunction self) {
        if (a instanceof LuauNumber x && b instanceof LuauNumber y) {
            return LuauNumber.of(Numbers.floorDivide(x.value, y.value));
        }
        return apply(Operation.FLOOR_DIVIDE, a, b, self);
    }

    /** {@return a % b} */
    public static LuaValue modulo(LuaValue a, LuaValue b, LuauFunction self) {
        if (a instanceof LuauNumber x && b instanceof LuauNumber y) {
            return LuauNumber.of(Numbers.modulo(x.value, y.value));
        }
        return apply(Operation.MODULO, a, b, self);
    }

    /** {@return a ^ b} */
    public static LuaValue power(LuaValue a, LuaValue b, LuauFunction self) {
        if (a instanceof LuauNumber x && b instanceof LuauNumber y) {
            return LuauNumber.of(Numbers.power(x.value, y.value));
        }
        return apply(Operation.POWER, a, b, self);
    }

    /** {@return a ^ b for an exponent that is a constant of the source} */
    public static LuaValue powerOfConstant(LuaValue a, LuaValue b, LuauFunction self) {
        if (a instanceof LuauNumber x && b instanceof LuauNumber y) {
            return LuauNumber.of(Numbers.powerOfConstant(x.value, y.value));
        }
        return apply(Operation.POWER, a, b, self);
    }

    /** {@return -a} */
    public static LuaValue negate(LuaValue a, LuauFunction self) {
        return a instanceof LuauNumber x ? LuauNumber.of(-x.value) : apply(Operation.NEGATE, a, a, self);
    }

    private static LuaValue apply(Operation operation, LuaValue a, LuaValue b, LuauFunction self) {
        LuauNumber x = Types.toNumber(a);
        LuauNumber y = Types.toNumber(b);
        if (x != null && y != null) {
            return LuauNumber.of(operation.apply(x.value, y.value));
        }
        LuauVector vector = applyToVectors(operation, a, x, b, y);
        return vector != null ? vector : callMetamethod(operation.event, a, b, self);
    }

    /** The result where one operand is a vector and the other one a vector or a number, or null. */
    private static @Nullable LuauVector applyToVectors(Operation operation, LuaValue a, @Nullable LuauNumber x,
            LuaValue b,
            @Nullable LuauNumber y) {
        if (a instanceof LuauVector v && b instanceof LuauVector w) {
            return operation.apply(v, w);
        }
        if (a instanceof LuauVector v && y != null) {
            return operation.apply(v, y.value);
        }
        return x != null && b instanceof LuauVector w ? operation.apply(x.value, w) : null;
    }

    private static LuaValue callMetamethod(MetaEvent event, LuaValue a, LuaValue b, LuauFunction self) {
        LuauState state = self.state;
        LuaValue method = binaryMetamethod(state, event, a, b);
        if (method != null) {
            return state.callback2(self, Calls.callee(method, self), a, b);
        }
        String first = Types.nameOf(state, a);
        String second = Types.nameOf(state, b);
        throw state.runtimeError(self, "attempt to perform arithmetic (" + event.shortName() + ") on " + first
                + (first.equals(second) ? "" : " and " + second));
    }

    /** {@return the metamethod of the first operand, or else of the second, or null} */
    static @Nullable LuaValue binaryMetamethod(LuauState state, MetaEvent event, LuaValue a, LuaValue b) {
        LuaValue first = Metatables.metamethod(state, a, event);
        return first != null ? first : Metatables.metamethod(state, b, event);
    }

    /** {@return #a} */
    public static LuaValue length(LuaValue a, LuauFunction self) {
        if (a instanceof LuauTable table && table.metatable() == null) {
            return LuauNumber.of(table.length());
        }
        return a instanceof LuaString string ? LuauNumber.of(string.m_length) : unusualLength(a, self);
    }

    private static LuaValue unusualLength(LuaValue a, LuauFunction self) {
        LuauState state = self.state;
        LuaValue method = Metatables.metamethod(state, a, MetaEvent.LEN);
        if (method == null) {
            if (a instanceof LuauTable table) {
                return LuauNumber.of(table.length());
            }
            throw state.runtimeError(self, "attempt to get length of a " + Types.nameOf(state, a) + " value");
        }
        LuaValue length = state.callback2(self, Calls.callee(method, self), a, LuaValue.NIL);
        if (length.type() != LuaValue.TNUMBER) {
            throw state.runtimeError(self, "'__len' must return a number");
        }
        return length;
    }

    /** {@return a .. b} */
    public static LuaValue concat(LuaValue a, LuaValue b, LuauFunction self) {
        return Concatenation.concat(a, b, self);
    }

    /** {@return all operands joined by {@code ..}, which works from the right} The array is not changed. */
    public static LuaValue concat(LuaValue[] operands, LuauFunction self) {
        return Concatenation.concat(operands, self);
    }

    /** {@return the string of {@code `...{...}...`}} There is one more text than values. */
    public static LuaValue interpolate(LuaString[] texts, LuaValue[] values, LuauFunction self) {
        return Concatenation.interpolate(texts, values, self);
    }
}
