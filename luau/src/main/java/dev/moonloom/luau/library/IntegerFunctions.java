package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauInteger;
import dev.moonloom.luau.runtime.Numbers;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The functions of the integer library that are called seldom, and how all of them take integers. */
final class IntegerFunctions {
    private static final int DECIMAL = 10;

    private IntegerFunctions() {}

    /** {@return an argument of the type {@code integer}} */
    static long integer(Arguments arguments, int position) {
        if (arguments.at(position) instanceof LuauInteger integer) {
            return integer.value;
        }
        throw arguments.wrongType(position, "integer");
    }

    private static long integer(Arguments arguments, int position, long otherwise) {
        return arguments.noneOrNil(position) ? otherwise : integer(arguments, position);
    }

    static Varargs fromString(Arguments arguments) {
        LuaString text = arguments.string(1);
        int base = arguments.integer(2, DECIMAL);
        if (base < Character.MIN_RADIX || base > Character.MAX_RADIX) {
            throw arguments.bad(2, "base out of range");
        }
        LuauInteger integer = Numbers.parseInteger(text, base);
        return integer == null ? LuaValue.NIL : integer;
    }

    static Varargs clamp(Arguments arguments) {
        long x = integer(arguments, 1);
        long min = integer(arguments, 2);
        long max = integer(arguments, 3);
        if (min > max) {
            throw arguments.bad(3, "max must be greater than or equal to min");
        }
        return LuauInteger.of(Math.clamp(x, min, max));
    }

    static Varargs extract(Arguments arguments) {
        long bits = integer(arguments, 1);
        long field = integer(arguments, 2);
        long ones = ones(arguments, 3, field);
        return LuauInteger.of((bits >>> field) & ones);
    }

    static Varargs replace(Arguments arguments) {
        long bits = integer(arguments, 1);
        long replacement = integer(arguments, 2);
        long field = integer(arguments, 3);
        long ones = ones(arguments, 4, field);
        return LuauInteger.of((bits & ~(ones << field)) | ((replacement & ones) << field));
    }

    /** {@return as many ones as the argument behind the field says, which is one if there is none} */
    private static long ones(Arguments arguments, int position, long field) {
        long width = integer(arguments, position, 1);
        if (field < 0 || field >= Long.SIZE) {
            throw arguments.bad(position - 1, "field cannot be negative");
        }
        if (width <= 0) {
            throw arguments.bad(position, "width must be positive");
        }
        // The sum may overflow, as it does in native Luau, and the shifts then use the low six bits only.
        if (field + width > Long.SIZE) {
            throw arguments.error("trying to access non-existent bits");
        }
        return -1L >>> (Long.SIZE - width);
    }
}
