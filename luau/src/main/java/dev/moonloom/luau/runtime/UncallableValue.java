package dev.moonloom.luau.runtime;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A value that was to be called and cannot be: the call fails, and not earlier. */
final class UncallableValue extends LuauFunction {
    private final LuaValue value;
    private final LuauFunction caller;

    UncallableValue(LuaValue value, LuauFunction caller) {
        super(caller.state);
        this.value = value;
        this.caller = caller;
    }

    @Override
    public Varargs execN(Varargs arguments) {
        throw state.runtimeError(caller, "attempt to call a " + Types.nameOf(state, value) + " value");
    }

    @Override
    public String debugName() {
        return "";
    }
}
