package dev.moonloom.luau.runtime;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The arguments of one call of a native function, with the checks and error texts of Luau. Positions count from one. */
public final class Arguments {
    private final LuauFunction function;
    private final Varargs values;

    /** The arguments of a call of this function. */
    public Arguments(LuauFunction function, Varargs values) {
        this.function = function;
        this.values = values;
    }

    /** {@return the function that was called} */
    public LuauFunction callee() {
        return function;
    }

    /** {@return the VM's state} */
    public LuauState state() {
        return function.state;
    }

    /** {@return how many there are} */
    public int count() {
        return values.narg();
    }

    /** {@return all of them} */
    public Varargs all() {
        return values;
    }

    /** {@return those from a position on} */
    public Varargs from(int position) {
        return Values.from(values, position);
    }

    /** {@return the value at a position, nil when there is none} */
    public LuaValue at(int position) {
        return values.arg(position);
    }

    /** {@return whether the argument is missing or nil} */
    public boolean noneOrNil(int position) {
        return values.arg(position).isnil();
    }

    /** {@return an argument of any type} It must be there, if only as nil. */
    public LuaValue any(int position) {
        if (position > values.narg()) {
            throw error("missing argument #" + position);
        }
        return values.arg(position);
    }

    /** {@return a function} */
    public LuauFunction function(int position) {
        if (values.arg(position) instanceof LuaFunction body) {
            return Calls.callee(body, function);
        }
        throw wrongType(position, "function");
    }

    /** {@return a table} */
    public LuauTable table(int position) {
        if (values.arg(position) instanceof LuauTable table) {
            return table;
        }
        throw wrongType(position, "table");
    }

    /** {@return a number, or the one that a string spells} */
    public double number(int position) {
        LuaValue value = values.arg(position);
        if (value instanceof LuauNumber number) {
            return number.value;
        }
        double converted = Numbers.convert(value);
        if (Double.isNaN(converted) && !Numbers.isConvertible(value)) {
            throw wrongType(position, "number");
        }
        return converted;
    }

    /** {@return a number, or this one in place of nil and none} */
    public double number(int position, double otherwise) {
        return noneOrNil(position) ? otherwise : number(position);
    }

    /** {@return a number cut to 32 bits as C does on x86: out of range it is the smallest one} */
    public int integer(int position) {
        return Numbers.toInt(number(position));
    }

    /** {@return the same, or this one in place of nil and none} */
    public int integer(int position, int otherwise) {
        return noneOrNil(position) ? otherwise : integer(position);
    }

    /** {@return a string, or a number as a string} */
    public LuaString string(int position) {
        LuaValue value = values.arg(position);
        if (value instanceof LuaString string) {
            return string;
        }
        if (value.type() == LuaValue.TNUMBER) {
            return Numbers.toString(value);
        }
        throw wrongType(position, "string");
    }

    /** {@return the same, or this one in place of nil and none} */
    public LuaString string(int position, LuaString otherwise) {
        return noneOrNil(position) ? otherwise : string(position);
    }

    /** {@return a boolean} */
    public boolean bool(int position) {
        LuaValue value = values.arg(position);
        if (value.type() != LuaValue.TBOOLEAN) {
            throw wrongType(position, "boolean");
        }
        return value.toboolean();
    }

    /** {@return Luau's error for an argument of a wrong type} To be thrown. */
    public LuaError wrongType(int position, String expected) {
        if (position > values.narg()) {
            return error("missing argument #" + position + target(function) + " (" + expected + " expected)");
        }
        return bad(position, expected + " expected, got " + Types.nameOf(state(), values.arg(position)));
    }

    /** {@return Luau's error for an argument that is wrong in some other way} To be thrown. */
    public LuaError bad(int position, String what) {
        return error("invalid argument #" + position + target(function) + " (" + what + ")");
    }

    private static String target(LuauFunction function) {
        String name = function.debugName();
        return name.isEmpty() ? "" : " to '" + name + "'";
    }

    /** {@return an error of this text, with the position of the Luau code that called the native} To be thrown. */
    public LuaError error(String text) {
        return function.state.error(function, text);
    }
}
