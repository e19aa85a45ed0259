package dev.moonloom;

import dev.moonloom.luau.runtime.LuauState;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The pattern of the classes behind Java methods of up to three parameters: a hidden class is defined of it for each such
 * method, with the method as a constant. So the JIT sees through the conversions, and {@code double add(double, double)} is
 * entered without a box.
 */
final class TypedMethod extends HostCode {
    /** Takes the function itself and three arguments, and answers the results: see {@link MethodShape#fixed}. */
    private static final MethodHandle METHOD = HiddenMethods.constantOf(MethodHandles.lookup());

    TypedMethod(Vm vm, String name) {
        super(vm, name);
    }

    @Override
    public Varargs exec0() {
        return run(NIL, NIL, NIL, 0);
    }

    @Override
    public Varargs exec1(LuaValue a) {
        return run(a, NIL, NIL, 1);
    }

    @Override
    public Varargs exec2(LuaValue a, LuaValue b) {
        return run(a, b, NIL, 2);
    }

    @Override
    public Varargs exec3(LuaValue a, LuaValue b, LuaValue c) {
        return run(a, b, c, 3);
    }

    @Override
    public Varargs execN(Varargs arguments) {
        return run(arguments.arg(1), arguments.arg(2), arguments.arg(3), arguments.narg());
    }

    private Varargs run(LuaValue a, LuaValue b, LuaValue c, int count) {
        LuauState.Host before = begin();
        try {
            return (Varargs) METHOD.invokeExact((HostCode) this, a, b, c);
        } catch (ArgumentMismatch mismatch) {
            throw raised(mismatch.of(this, count));
        } catch (Throwable thrown) {
            throw raised(thrown);
        } finally {
            state.endHost(before);
        }
    }
}
