package dev.moonloom;

import dev.moonloom.luau.runtime.LuauState;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Varargs;

/** A {@link HostFunction} in one VM. */
final class LambdaFunction extends HostCode {
    private final HostFunction body;

    LambdaFunction(Vm vm, String name, HostFunction body) {
        super(vm, name);
        this.body = body;
    }

    @Override
    public Varargs execN(Varargs arguments) {
        try {
            return answered(run(new Call(this, arguments)));
        } catch (Throwable thrown) {
            throw raised(thrown);
        }
    }

    private @Nullable Object run(Call call) throws Exception {
        LuauState.Host before = begin();
        try {
            return body.call(call);
        } finally {
            state.endHost(before);
        }
    }
}
