package dev.moonloom.task;

import static org.luaj.vm2.LuaValue.FALSE;
import static org.luaj.vm2.LuaValue.NIL;
import static org.luaj.vm2.LuaValue.TRUE;
import static org.luaj.vm2.LuaValue.valueOf;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.scheduler.Tasks;
import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.Values;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Luau's {@code coroutine} library. */
final class CoroutineLibrary {
    private final Tasks tasks;
    private final Coroutines coroutines;

    CoroutineLibrary(Tasks tasks) {
        this.tasks = tasks;
        this.coroutines = tasks.scheduler().coroutines();
    }

    LuaTable table() {
        var table = new LibraryTable(tasks);
        table.define("create", arguments -> tasks.create(Checks.function(arguments, 1)));
        table.define(new ResumeFunction(coroutines.state(), tasks));
        table.define(new YieldFunction(coroutines));
        table.define("wrap", this::wrap);
        table.define("status", arguments -> valueOf(Checks.thread(arguments, 1).status().luaName()));
        table.define("running", _ -> running());
        table.define("isyieldable", _ -> valueOf(coroutines.isYieldable()));
        table.define("close", this::close);
        return table.sealed();
    }

    private LuaValue running() {
        Coroutine current = coroutines.current();
        return current == null ? NIL : current;
    }

    private Varargs wrap(Arguments arguments) {
        return new WrappedThread(coroutines.state(), tasks, tasks.create(Checks.function(arguments, 1)));
    }

    private Varargs close(Arguments arguments) {
        LuaValue error = tasks.close(Checks.thread(arguments, 1));
        return error == null ? TRUE : Values.of(FALSE, error);
    }
}
