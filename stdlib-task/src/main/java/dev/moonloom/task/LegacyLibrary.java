package dev.moonloom.task;

import static org.luaj.vm2.LuaValue.NONE;

import dev.moonloom.core.scheduler.Tasks;
import dev.moonloom.luau.runtime.Arguments;
import java.util.function.Function;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Roblox's deprecated globals. They run before the timers of {@code task} that are due in the same cycle, wait at
 * least 0.03 seconds, and are not throttled here.
 */
final class LegacyLibrary {
    private final Tasks tasks;

    LegacyLibrary(Tasks tasks) {
        this.tasks = tasks;
    }

    void install(LuaValue environment) {
        define(environment, "wait", arguments -> tasks.legacySleep(arguments.callee(), arguments.number(1, 0)));
        define(environment, "spawn", this::spawn);
        define(environment, "delay", this::delay);
    }

    private void define(LuaValue environment, String name, Function<Arguments, Varargs> body) {
        environment.set(name, new CheckedFunction(tasks.scheduler().coroutines().state(), name, body));
    }

    private Varargs spawn(Arguments arguments) {
        tasks.legacyDelay(0, tasks.create(Checks.function(arguments, 1)));
        return NONE;
    }

    private Varargs delay(Arguments arguments) {
        double seconds = arguments.number(1, 0);
        tasks.legacyDelay(seconds, tasks.create(Checks.function(arguments, 2)));
        return NONE;
    }
}
