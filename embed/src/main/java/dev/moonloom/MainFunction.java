package dev.moonloom;

import dev.moonloom.luau.runtime.Calls;
import dev.moonloom.luau.runtime.LuauClosure;
import dev.moonloom.luau.runtime.LuauFunction;
import org.luaj.vm2.Varargs;

/** The body of a run's main thread: loads the script on the VM's thread, and hands over to it. */
final class MainFunction extends LuauFunction {
    private final Vm vm;
    private final Script script;

    MainFunction(Vm vm, Script script) {
        super(vm.state());
        this.vm = vm;
        this.script = script;
    }

    @Override
    public Varargs execN(Varargs arguments) {
        String place = vm.moonloom().settings().modules().placeOf(script);
        var main = (LuauClosure) vm.require().load(script.code(), place);
        // What the script compiles at run time finds the globals that it has itself.
        state.current.environment = main.environment;
        return Calls.exec(main, arguments);
    }

    @Override
    public String debugName() {
        return script.name();
    }
}
