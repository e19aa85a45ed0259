package dev.moonloom.task;

import dev.moonloom.core.coroutine.Coroutine;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The arguments of one library call, with the checks and error texts of Luau. Positions count from one. */
final class Arguments {
    private final String function;
    private final Varargs values;

    Arguments(String function, Varargs values) {
        this.function = function;
        this.values = values;
    }

    /** {@return all of them} */
    Varargs all() {
        return values;
    }

    /** {@return those from a position on} */
    Varargs from(int position) {
        return values.narg() < position ? LuaValue.NONE : values.subargs(position);
    }

    /** {@return the value at a position, nil when there is none} */
    LuaValue at(int position) {
        return values.arg(position);
    }

    LuaFunction function(int position) {
        if (values.arg(position) instanceof LuaFunction body) {
            return body;
        }
        throw wrongType(position, "function");
    }

    Coroutine thread(int position) {
        if (values.arg(position) instanceof Coroutine thread) {
            return thread;
        }
        throw wrongType(position, "thread");
    }

    /** {@return a function or a thread} */
    LuaValue target(int position) {
        LuaValue value = values.arg(position);
        if (value instanceof LuaFunction || value instanceof Coroutine) {
            return value;
        }
        throw new LuaError("invalid argument #" + position + " to '" + function + "' (function or thread expected)");
    }

    /** {@return a number, or the one that a string spells} */
    double number(int position) {
        LuaValue value = values.arg(position);
        if (!value.isnumber()) {
            throw wrongType(position, "number");
        }
        return value.todouble();
    }

    /** {@return a number, or this one in place of nil and none} */
    double number(int position, double otherwise) {
        return values.arg(position).isnil() ? otherwise : number(position);
    }

    private LuaError wrongType(int position, String expected) {
        String text = position > values.narg()
                ? "missing argument #" + position + " to '" + function + "' (" + expected + " expected)"
                : "invalid argument #" + position + " to '" + function + "' (" + expected + " expected, got "
                        + values.arg(position).typename() + ")";
        return new LuaError(text);
    }
}
