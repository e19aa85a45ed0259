package dev.moonloom.task;

import dev.moonloom.core.scheduler.Tasks;
import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code task.wait}. */
final class WaitFunction extends LibraryFunction {
    private final Tasks tasks;

    WaitFunction(LuauState state, Tasks tasks) {
        super(state, "wait");
        this.tasks = tasks;
    }

    @Override
    public Varargs exec0() {
        return tasks.sleep(this, 0);
    }

    @Override
    public Varargs exec1(LuaValue a) {
        return a instanceof LuauNumber seconds ? tasks.sleep(this, seconds.value) : execN(a);
    }

    @Override
    Varargs run(Varargs arguments) {
        return tasks.sleep(this, new Arguments(this, arguments).number(1, 0));
    }
}
