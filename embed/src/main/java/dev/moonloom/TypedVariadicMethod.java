package dev.moonloom;

import dev.moonloom.luau.runtime.LuauState;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import org.luaj.vm2.Varargs;

/** As {@link TypedMethod}, for Java methods with more parameters, with variable ones, or with a {@link Call}. */
final class TypedVariadicMethod extends HostCode {
    /** Takes the function itself and the arguments, and answers the results: see {@link MethodShape#variadic}. */
    private static final MethodHandle METHOD = HiddenMethods.constantOf(MethodHandles.lookup());

    TypedVariadicMethod(Vm vm, String name) {
        super(vm, name);
    }

    @Override
    public Varargs execN(Varargs arguments) {
        LuauState.Host before = begin();
        try {
            return (Varargs) METHOD.invokeExact((HostCode) this, arguments);
        } catch (ArgumentMismatch mismatch) {
            throw raised(mismatch.of(this, arguments.narg()));
        } catch (Throwable thrown) {
            throw raised(thrown);
        } finally {
            state.endHost(before);
        }
    }
}
