package dev.moonloom;

import dev.moonloom.luau.runtime.LuauFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The function of a typed method, whose code is made when it is first called: most of a host's functions never are. */
final class LazyMethod extends LuauFunction {
    private final String name;
    private final Supplier<HostCode> code;
    /** VM's thread only. */
    private @Nullable HostCode made;

    LazyMethod(Vm vm, String name, Supplier<HostCode> code) {
        super(vm.state());
        this.name = name;
        this.code = code;
    }

    private HostCode made() {
        HostCode made = this.made;
        if (made == null) {
            made = code.get();
            this.made = made;
        }
        return made;
    }

    @Override
    public Varargs exec0() {
        return made().exec0();
    }

    @Override
    public Varargs exec1(LuaValue a) {
        return made().exec1(a);
    }

    @Override
    public Varargs exec2(LuaValue a, LuaValue b) {
        return made().exec2(a, b);
    }

    @Override
    public Varargs exec3(LuaValue a, LuaValue b, LuaValue c) {
        return made().exec3(a, b, c);
    }

    @Override
    public Varargs execN(Varargs arguments) {
        return made().execN(arguments);
    }

    @Override
    public String debugName() {
        return name;
    }
}
