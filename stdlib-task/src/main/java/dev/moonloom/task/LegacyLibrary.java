package dev.moonloom.task;

import static org.luaj.vm2.LuaValue.NONE;

import dev.moonloom.core.scheduler.Tasks;
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
        environment.set("wait", new LibraryFunction("wait", arguments -> tasks.legacySleep(arguments.number(1, 0))));
        environment.set("spawn", new LibraryFunction("spawn", this::spawn));
        environment.set("delay", new LibraryFunction("delay", this::delay));
    }

    private Varargs spawn(Arguments arguments) {
        tasks.legacyDelay(0, tasks.create(arguments.function(1)));
        return NONE;
    }

    private Varargs delay(Arguments arguments) {
        double seconds = arguments.number(1, 0);
        tasks.legacyDelay(seconds, tasks.create(arguments.function(2)));
        return NONE;
    }
}
