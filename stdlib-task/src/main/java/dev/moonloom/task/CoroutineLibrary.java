package dev.moonloom.task;

import static org.luaj.vm2.LuaValue.FALSE;
import static org.luaj.vm2.LuaValue.NIL;
import static org.luaj.vm2.LuaValue.TRUE;
import static org.luaj.vm2.LuaValue.valueOf;
import static org.luaj.vm2.LuaValue.varargsOf;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.coroutine.Outcome.Cancelled;
import dev.moonloom.core.coroutine.Outcome.Failed;
import dev.moonloom.core.coroutine.Outcome.Returned;
import dev.moonloom.core.coroutine.Outcome.Yielded;
import dev.moonloom.core.scheduler.Tasks;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Luau's {@code coroutine} library. */
final class CoroutineLibrary {
    /** What Luau's stack takes at once when values pass from one coroutine to another. */
    private static final int MAX_VALUES = 7998;

    private final Tasks tasks;
    private final Coroutines coroutines;

    CoroutineLibrary(Tasks tasks) {
        this.tasks = tasks;
        this.coroutines = tasks.scheduler().coroutines();
    }

    LuaTable table() {
        var table = new ReadOnlyTable();
        table.define("create", arguments -> tasks.create(arguments.function(1)));
        table.define("resume", this::resume);
        table.define("yield", arguments -> coroutines.yield(arguments.all()));
        table.define("wrap", this::wrap);
        table.define("status", arguments -> valueOf(arguments.thread(1).status().luaName()));
        table.define("running", _ -> running());
        table.define("isyieldable", _ -> valueOf(coroutines.isYieldable()));
        table.define("close", this::close);
        return table.sealed();
    }

    private LuaValue running() {
        Coroutine current = coroutines.current();
        return current == null ? NIL : current;
    }

    private Varargs resume(Arguments arguments) {
        Coroutine thread = arguments.thread(1);
        Varargs values = checkedArguments(arguments.from(2));
        return switch (tasks.resume(thread, values)) {
            case Yielded(Varargs results) -> varargsOf(TRUE, checkedResults(results));
            case Returned(Varargs results) -> varargsOf(TRUE, checkedResults(results));
            case Failed failed -> varargsOf(FALSE, failed.value());
            case Cancelled _ -> throw new AssertionError("a resume was cancelled");
        };
    }

    private Varargs wrap(Arguments arguments) {
        Coroutine thread = tasks.create(arguments.function(1));
        return new LibraryFunction("wrap", values -> next(thread, values.all()));
    }

    private Varargs next(Coroutine thread, Varargs values) {
        return switch (tasks.resume(thread, checkedArguments(values))) {
            case Yielded(Varargs results) -> checkedResults(results);
            case Returned(Varargs results) -> checkedResults(results);
            case Failed failed -> throw rethrown(failed.value());
            case Cancelled _ -> throw new AssertionError("a resume was cancelled");
        };
    }

    /** A string or number gets the position of the call, as any error text does; other values pass unchanged. */
    private static LuaError rethrown(LuaValue value) {
        return switch (value.type()) {
            case LuaValue.TSTRING, LuaValue.TNUMBER -> new LuaError(value.tojstring());
            default -> new LuaError(value);
        };
    }

    private Varargs close(Arguments arguments) {
        LuaValue error = tasks.close(arguments.thread(1));
        return error == null ? TRUE : varargsOf(FALSE, error);
    }

    private static Varargs checkedArguments(Varargs values) {
        if (values.narg() > MAX_VALUES) {
            throw new LuaError("too many arguments to resume");
        }
        return values;
    }

    private static Varargs checkedResults(Varargs values) {
        if (values.narg() > MAX_VALUES) {
            throw new LuaError("too many results to resume");
        }
        return values;
    }
}
