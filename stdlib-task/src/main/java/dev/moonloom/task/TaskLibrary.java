package dev.moonloom.task;

import static org.luaj.vm2.LuaValue.NONE;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.scheduler.Tasks;
import dev.moonloom.luau.runtime.Arguments;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Roblox's {@code task} library. */
final class TaskLibrary {
    private final Tasks tasks;

    TaskLibrary(Tasks tasks) {
        this.tasks = tasks;
    }

    LuaTable table() {
        var table = new LibraryTable(tasks);
        table.define("spawn", this::spawn);
        table.define("defer", this::defer);
        table.define("delay", this::delay);
        table.define(new WaitFunction(tasks.scheduler().coroutines().state(), tasks));
        table.define("cancel", this::cancel);
        // Scripts that change phases do no harm: one thread runs at a time here, whatever the phase.
        table.define("synchronize", _ -> NONE);
        table.define("desynchronize", _ -> NONE);
        return table.sealed();
    }

    private Varargs spawn(Arguments arguments) {
        Coroutine thread = thread(Checks.target(arguments, 1));
        tasks.spawn(thread, arguments.from(2));
        return thread;
    }

    private Varargs defer(Arguments arguments) {
        Coroutine thread = thread(Checks.target(arguments, 1));
        tasks.defer(thread, arguments.from(2));
        return thread;
    }

    private Varargs delay(Arguments arguments) {
        double seconds = arguments.number(1);
        Coroutine thread = thread(Checks.target(arguments, 2));
        tasks.delay(seconds, thread, arguments.from(3));
        return thread;
    }

    private Varargs cancel(Arguments arguments) {
        tasks.cancel(Checks.thread(arguments, 1));
        return NONE;
    }

    private Coroutine thread(LuaValue target) {
        return target instanceof Coroutine given ? given : tasks.create((LuaFunction) target);
    }
}
