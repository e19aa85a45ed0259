package dev.moonloom.luau.runtime;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A value with {@code __call} in the place of the function of a call: it becomes the first argument. No script sees it. */
final class CallableValue extends LuauFunction {
    private final LuaValue value;
    private final LuauFunction called;

    CallableValue(LuaValue value, LuauFunction called) {
        super(called.state);
        this.value = value;
        this.called = called;
    }

    @Override
    public Varargs exec0() {
        return called.exec1(value);
    }

    @Override
    public Varargs exec1(LuaValue a) {
        return called.exec2(value, a);
    }

    @Override
    public Varargs exec2(LuaValue a, LuaValue b) {
        return called.exec3(value, a, b);
    }

    @Override
    public Varargs execN(Varargs arguments) {
        return Calls.exec(called, Values.prepend(value, arguments));
    }

    @Override
    public String debugName() {
        return called.debugName();
    }
}
