package dev.moonloom;

import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauUserdata;
import dev.moonloom.luau.runtime.Values;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A method of a type whose code takes its arguments from the {@link Call}, in a VM. */
final class GeneralMethod extends HostCode {
    private final Class<?> owner;
    private final LuauType.ObjectFunction<Object> body;

    GeneralMethod(Vm vm, String name, Class<?> owner, LuauType.ObjectFunction<Object> body) {
        super(vm, name);
        this.owner = owner;
        this.body = body;
    }

    @Override
    public Varargs execN(Varargs arguments) {
        try {
            return answered(run(instance(arguments.arg1()), new Call(this, Values.from(arguments, 2))));
        } catch (Throwable thrown) {
            throw raised(thrown);
        }
    }

    private Object instance(LuaValue self) {
        if (self instanceof LuauUserdata userdata && owner.isInstance(userdata.m_instance)) {
            return userdata.m_instance;
        }
        throw new ScriptFault("Expected ':' not '.' calling member function " + name);
    }

    private @Nullable Object run(Object instance, Call call) throws Exception {
        LuauState.Host before = begin();
        try {
            return body.call(instance, call);
        } finally {
            state.endHost(before);
        }
    }
}
