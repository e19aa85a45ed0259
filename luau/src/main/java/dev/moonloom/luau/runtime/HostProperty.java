package dev.moonloom.luau.runtime;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A member of a host's type that scripts read and perhaps write. It is a function because it runs code of the host, which
 * stands under its name in tracebacks; no script ever holds it. Owner thread only.
 */
public abstract class HostProperty extends LuauFunction {
    /** A property in a VM. */
    protected HostProperty(LuauState state) {
        super(state);
    }

    /** {@return its value for an object of the type} Nothing of this may give way. */
    public abstract LuaValue get(LuauUserdata object);

    /**
     * Sets it for an object of the type. Nothing of this may give way.
     *
     * @throws LuauError when it is read-only, or the value is of a wrong type
     */
    public abstract void set(LuauUserdata object, LuaValue value);

    @Override
    public final Varargs execN(Varargs arguments) {
        throw new AssertionError("a property is not called");
    }
}
