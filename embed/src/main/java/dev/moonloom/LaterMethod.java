package dev.moonloom;

import dev.moonloom.luau.runtime.LuauState;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Varargs;

/** A Java method whose caller waits for what it answers, or iterates over it. */
final class LaterMethod extends HostCode {
    /** Takes the function itself and the arguments, and answers the stage, publisher or flux. */
    private final MethodHandle method;

    LaterMethod(Vm vm, String name, MethodHandle method) {
        super(vm, name);
        this.method = method;
    }

    @Override
    public Varargs execN(Varargs arguments) {
        try {
            // Before anything of the host runs.
            vm.scheduler().coroutines().checkYieldable();
            return answered(run(arguments));
        } catch (ArgumentMismatch mismatch) {
            throw raised(mismatch.of(this, arguments.narg()));
        } catch (Throwable thrown) {
            throw raised(thrown);
        }
    }

    private @Nullable Object run(Varargs arguments) throws Throwable {
        LuauState.Host before = begin();
        try {
            return (Object) method.invokeExact((HostCode) this, arguments);
        } finally {
            state.endHost(before);
        }
    }
}
