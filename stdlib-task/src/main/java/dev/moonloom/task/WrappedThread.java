package dev.moonloom.task;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Outcome.Cancelled;
import dev.moonloom.core.coroutine.Outcome.Failed;
import dev.moonloom.core.coroutine.Outcome.Returned;
import dev.moonloom.core.coroutine.Outcome.Yielded;
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
        return switch (tasks.resume(thread, values)) {
            case Yielded yielded -> PassedValues.checkedResults(this, yielded.values());
            case Returned returned -> PassedValues.checkedResults(this, returned.values());
            // A string or number gets the position of the call, as any error text does; other values pass unchanged.
            case Failed failed -> throw state.raise(this, failed.value(), 1);
            case Cancelled _ -> throw new AssertionError("a resume was cancelled");
        };
    }
}
