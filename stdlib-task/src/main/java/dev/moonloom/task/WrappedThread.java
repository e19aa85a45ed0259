package dev.moonloom.task;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.scheduler.Tasks;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.Values;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What {@code coroutine.wrap} answers: every call resumes its thread. */
final class WrappedThread extends LibraryFunction {
    private final Tasks tasks;
    private final Coroutine thread;

    WrappedThread(LuauState state, Tasks tasks, Coroutine thread) {
        super(state, "");
        this.tasks = tasks;
        this.thread = thread;
    }

    @Override
    public Varargs exec0() {
        return resume(NONE);
    }

    @Override
    public Varargs exec1(LuaValue a) {
        return resume(a);
    }

    /** A loop calls it with two values, of which the first one is nil. */
    @Override
    public Varargs exec2(LuaValue a, LuaValue b) {
        return resume(Values.of(a, b));
    }

    @Override
    Varargs run(Varargs arguments) {
        return resume(PassedValues.checkedArguments(arguments));
    }

    private Varargs resume(Varargs values) {
        Varargs results = tasks.resumeForScript(thread, values);
        if (results == null) {
            // A string or number gets the position of the call, as any error text does; other values pass unchanged.
            throw state.raise(this, tasks.takeFailure().value(), 1);
        }
        return PassedValues.checkedResults(this, results);
    }
}
