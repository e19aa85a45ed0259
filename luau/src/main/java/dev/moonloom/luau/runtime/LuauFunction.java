package dev.moonloom.luau.runtime;

import java.util.Objects;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Every function that compiled code calls: closures, library functions, host functions. Compiled code calls the
 * {@code exec} methods, and only these may answer {@link Yield#YIELD}. LuaJ's own {@code call} and {@code invoke} are
 * the border to Java: they open a region in which nothing may give way, or park the fiber that Java runs on.
 *
 * <p>Results are any {@link Varargs}; a caller that wants one value takes {@link Calls#first}. Arguments are never
 * changed after they were passed. Owner thread only.
 */
public abstract class LuauFunction extends LuaFunction {
    /** The VM's state. */
    public final LuauState state;

    /** A function of a VM. */
    protected LuauFunction(LuauState state) {
        this.state = Objects.requireNonNull(state);
    }

    /** Calls it with any number of arguments. */
    public abstract Varargs execN(Varargs arguments);

    /** Calls it without arguments. */
    public Varargs exec0() {
        return execN(NONE);
    }

    /** Calls it with one argument. */
    public Varargs exec1(LuaValue a) {
        return execN(a);
    }

    /** Calls it with two arguments. */
    public Varargs exec2(LuaValue a, LuaValue b) {
        return execN(Values.of(a, b));
    }

    /** Calls it with three arguments. */
    public Varargs exec3(LuaValue a, LuaValue b, LuaValue c) {
        return execN(Values.of(a, b, c));
    }

    /** {@return the name that tracebacks and {@code debug.info} show, or an empty text} */
    public abstract String debugName();

    @Override
    public final LuaValue call() {
        return state.border().invoke(this, NONE).arg1();
    }

    @Override
    public final LuaValue call(LuaValue a) {
        return state.border().invoke(this, a).arg1();
    }

    @Override
    public final LuaValue call(LuaValue a, LuaValue b) {
        return state.border().invoke(this, Values.of(a, b)).arg1();
    }

    @Override
    public final LuaValue call(LuaValue a, LuaValue b, LuaValue c) {
        return state.border().invoke(this, Values.of(a, b, c)).arg1();
    }

    @Override
    public final Varargs invoke() {
        return state.border().invoke(this, NONE);
    }

    @Override
    public final Varargs invoke(Varargs arguments) {
        return state.border().invoke(this, arguments);
    }

    @Override
    public final String name() {
        return debugName();
    }

    /** {@return what {@code tostring} gives, such as {@code function: 0x000000001b2c6ec2}} */
    @Override
    public final String tojstring() {
        return String.format("function: 0x%016x", System.identityHashCode(this));
    }

    @Override
    public final LuaValue tostring() {
        return valueOf(tojstring());
    }
}
