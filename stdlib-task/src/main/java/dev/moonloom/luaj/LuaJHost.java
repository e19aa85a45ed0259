package dev.moonloom.luaj;

import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.scheduler.SchedulerOptions;
import dev.moonloom.core.scheduler.TaskScheduler;
import dev.moonloom.core.scheduler.Tasks;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.task.Libraries;
import java.util.Objects;
import java.util.function.Function;
import org.luaj.vm2.Globals;
import reactor.core.scheduler.Scheduler;

/**
 * Installs {@code task} and our {@code coroutine} into a {@code Globals} that a host has set up. From then on the
 * {@code Globals} belongs to the scheduler's thread: chunks may be compiled anywhere, and are run by
 * {@link TaskScheduler#spawn}, or called on that thread, by {@link TaskScheduler#execute} or between two steps. A chunk
 * called outside any coroutine may spawn, defer and delay, and cannot wait or yield.
 *
 * <p>The language stays LuaJ's, with its error texts and positions. What LuaJ cannot tell apart is not told apart:
 * yielding is refused below plain host functions, and allowed inside metamethods and {@code table.sort}.
 *
 * {@snippet :
 * TaskScheduler scheduler = LuaJHost.install(globals, SchedulerOptions.defaults());
 * scheduler.spawn(globals.load("task.wait(1) print('a second later')"), LuaValue.NONE);
 * }
 */
public final class LuaJHost {
    private LuaJHost() {}

    /** {@return a scheduler on a daemon thread of its own that runs this {@code Globals}} */
    public static TaskScheduler install(Globals globals, SchedulerOptions options) {
        return install(globals, coroutines -> TaskScheduler.create(coroutines, options));
    }

    /** {@return a scheduler on a worker of a Reactor scheduler that runs this {@code Globals}} */
    public static TaskScheduler installOn(Scheduler scheduler, Globals globals, SchedulerOptions options) {
        return install(globals, coroutines -> TaskScheduler.createOn(scheduler, coroutines, options));
    }

    /**
     * {@return a scheduler that the host steps on the current thread, which owns the {@code Globals} from now on}
     *
     * @param wake told, on any thread, that a step is wanted
     */
    public static TaskScheduler installStepped(Globals globals, SchedulerOptions options, Runnable wake) {
        TaskScheduler scheduler = install(globals,
                coroutines -> TaskScheduler.createStepped(coroutines, options, wake));
        scheduler.coroutines().adopt();
        return scheduler;
    }

    /** Puts Roblox's deprecated globals {@code wait}, {@code spawn} and {@code delay} beside the libraries. */
    public static void installLegacy(Globals globals, TaskScheduler scheduler) {
        Libraries.legacy(scheduler.tasks(), globals);
    }

    private static TaskScheduler install(Globals globals, Function<Coroutines, TaskScheduler> create) {
        Objects.requireNonNull(globals, "globals");
        var engine = new HostEngine(globals);
        var state = new LuauState();
        TaskScheduler scheduler = create.apply(new Coroutines(engine, state));
        state.border(new LuaJBorder(state.border()));
        Tasks tasks = scheduler.tasks();
        globals.set("task", Libraries.task(tasks));
        globals.set("coroutine", Libraries.coroutine(tasks));
        engine.adaptDebugLibrary();
        return scheduler;
    }
}
