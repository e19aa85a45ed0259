package dev.moonloom;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * One call of a {@link HostFunction}. Positions count from one. An argument that is missing or of a wrong type is Luau's own
 * error at the caller's line, such as {@code invalid argument #2 to 'damage' (number expected, got string)}.
 *
 * <p>It is for the thread that the function is called on, and until that returns.
 */
public final class Call {
    private final HostCode function;
    private final Varargs arguments;

    Call(HostCode function, Varargs arguments) {
        this.function = function;
        this.arguments = arguments;
    }

    /** {@return the VM whose script calls} */
    public Vm vm() {
        return function.vm;
    }

    /** {@return how many arguments there are} */
    public int count() {
        return arguments.narg();
    }

    /** {@return whether an argument is nil or missing} */
    public boolean isNil(int position) {
        return arguments.arg(position).isnil();
    }

    /** {@return a boolean} */
    public boolean bool(int position) {
        try {
            return Scalars.toBoolean(function.vm, arguments.arg(position));
        } catch (Mismatch mismatch) {
            throw wrong(position, "boolean", mismatch);
        }
    }

    /** {@return a number} */
    public double number(int position) {
        try {
            return Scalars.toDouble(function.vm, arguments.arg(position));
        } catch (Mismatch mismatch) {
            throw wrong(position, "number", mismatch);
        }
    }

    /** {@return a number that is whole and has room in 32 bits; others are errors} */
    public int integer(int position) {
        return get(position, int.class);
    }

    /** {@return a text} Bytes that are no UTF-8 are an error; {@link #bytes} takes any. */
    public String string(int position) {
        return get(position, String.class);
    }

    /** {@return the bytes of a string or buffer} */
    public byte[] bytes(int position) {
        return get(position, byte[].class);
    }

    /** {@return a function of the script} */
    public LuauFunction function(int position) {
        return get(position, LuauFunction.class);
    }

    /** {@return an argument as a type: see {@link Values}} A functional interface takes a function. */
    public <T> T get(int position, Class<T> type) {
        try {
            return vm().conversions().as(type, vm(), arguments.arg(position));
        } catch (Mismatch mismatch) {
            throw wrong(position, vm().conversions().fromLuau(type).expected(), mismatch);
        }
    }

    /** {@return an argument as a type, or this where it is nil or missing} */
    public <T extends @Nullable Object> T get(int position, Class<? extends T> type, T otherwise) {
        return isNil(position) ? otherwise : get(position, type);
    }

    /** {@return a list} */
    public <T> List<T> list(int position, Class<T> item) {
        return cast(convert(position, arguments.arg(position), new ListFromLuau(vm().conversions().fromLuau(item))));
    }

    /** {@return a table whose keys are texts} */
    public <V> Map<String, V> map(int position, Class<V> value) {
        return cast(convert(position, arguments.arg(position),
                new MapFromLuau(vm().conversions().fromLuau(String.class), vm().conversions().fromLuau(value))));
    }

    /** {@return the arguments from a position on} */
    public <T> List<T> rest(int from, Class<T> type) {
        FromLuau way = vm().conversions().fromLuau(type);
        var rest = new ArrayList<T>(Math.max(0, count() - from + 1));
        for (int i = from; i <= count(); i++) {
            rest.add(cast(convert(i, arguments.arg(i), way)));
        }
        return rest;
    }

    /**
     * {@return an error about an argument, to be thrown} {@code throw call.bad(2, "must be positive")} is {@code invalid
     * argument #2 to 'damage' (must be positive)} to the script.
     */
    public RuntimeException bad(int position, String what) {
        return new ScriptFault(function.invalid(position, what));
    }

    private @Nullable Object convert(int position, LuaValue value, FromLuau way) {
        try {
            return way.convert(vm(), value);
        } catch (Mismatch mismatch) {
            throw wrong(position, way.expected(), mismatch);
        }
    }

    private ScriptFault wrong(int position, String expected, Mismatch mismatch) {
        return new ScriptFault(function.textOf(position, count(), expected, mismatch));
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"}) // the way was chosen by the type
    private static <T extends @Nullable Object> T cast(@Nullable Object value) {
        return (T) value;
    }
}
