package dev.moonloom.task;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.scheduler.Tasks;
import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.Values;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code coroutine.resume}. */
final class ResumeFunction extends LibraryFunction {
    private final Tasks tasks;

    ResumeFunction(LuauState state, Tasks tasks) {
        super(state, "resume");
        this.tasks = tasks;
    }

    @Override
    public Varargs exec1(LuaValue a) {
        return a instanceof Coroutine thread ? resume(thread, NONE) : execN(a);
    }

    @Override
    public Varargs exec2(LuaValue a, LuaValue b) {
        return a instanceof Coroutine thread ? resume(thread, b) : execN(Values.of(a, b));
    }

    @Override
    Varargs run(Varargs values) {
        var arguments = new Arguments(this, values);
        return resume(Checks.thread(arguments, 1), PassedValues.checkedArguments(arguments.from(2)));
    }

    private Varargs resume(Coroutine thread, Varargs values) {
        Varargs results = tasks.resumeForScript(thread, values);
        return results == null ? Values.of(FALSE, tasks.takeFailure().value()) : withTrue(results);
    }

    private Varargs withTrue(Varargs results) {
        if (results == NONE) {
            return TRUE;
        }
        return results instanceof LuaValue value
                ? Values.of(TRUE, value)
                : Values.prepend(TRUE, PassedValues.checkedResults(this, results));
    }
}
