package dev.moonloom.luau.runtime;

import java.util.Objects;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A library function: a name and what it does with its arguments. One that calls back into Luau does so through
 * {@link LuauState#callback}, below which nothing may give way.
 */
public final class NativeFunction extends LuauFunction {
    /** What a library function does. */
    @FunctionalInterface
    public interface Body {
        /** {@return the results: {@link LuaValue#NONE} for no value, a single value, or {@link Values}} */
        Varargs call(Arguments arguments);
    }

    private final String name;
    private final Body body;

    /** @param name as error texts and tracebacks show it, without the library's */
    public NativeFunction(LuauState state, String name, Body body) {
        super(state);
        this.name = Objects.requireNonNull(name);
        this.body = Objects.requireNonNull(body);
    }

    @Override
    public Varargs execN(Varargs arguments) {
        try {
            return body.call(new Arguments(this, arguments));
        } catch (Throwable thrown) {
            throw state.nativeError(this, thrown);
        }
    }

    @Override
    public String debugName() {
        return name;
    }
}
