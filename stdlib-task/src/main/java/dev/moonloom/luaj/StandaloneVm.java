package dev.moonloom.luaj;

import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.scheduler.TaskScheduler;
import dev.moonloom.task.Libraries;
import java.io.PrintStream;
import java.util.Objects;
import java.util.function.Function;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.compiler.LuaC;

/**
 * A VM for scripts that stand alone: LuaJ's language on our coroutines, with the libraries {@code task}, {@code
 * coroutine}, {@code table}, {@code string}, {@code math}, {@code bit32}, {@code debug}, {@code os.clock} and the base
 * functions. From it scripts reach neither Java nor files nor processes.
 *
 * <p>Owner thread only, once its scheduler has run; until then, the thread that makes it.
 */
public final class StandaloneVm {
    private final Globals globals;
    private final StandaloneEngine engine;
    private final TaskScheduler scheduler;

    /**
     * A VM that prints to these streams.
     *
     * @param create makes the scheduler that is to run it
     */
    public StandaloneVm(PrintStream out, PrintStream err, Function<Coroutines, TaskScheduler> create) {
        Objects.requireNonNull(out, "out");
        Objects.requireNonNull(err, "err");
        globals = new Globals();
        LuaC.install(globals);
        engine = new StandaloneEngine(globals);
        scheduler = create.apply(new Coroutines(engine));
        new StandaloneLibraries(globals, engine, scheduler, out, err).install();
        globals.set("task", Libraries.task(scheduler.tasks()));
        globals.set("coroutine", Libraries.coroutine(scheduler.tasks()));
    }

    /** {@return the scheduler that runs its scripts} */
    public TaskScheduler scheduler() {
        return scheduler;
    }

    /** {@return the environment that all its scripts share} */
    public LuaValue environment() {
        return globals;
    }

    /** Puts Roblox's deprecated globals {@code wait}, {@code spawn} and {@code delay} into the environment. */
    public void installLegacy() {
        Libraries.legacy(scheduler.tasks(), globals);
    }

    /** Puts {@code os.exit([code])} into the environment: it ends the scheduler at once. For command lines only. */
    public void installExit() {
        globals.get("os").set("exit", StandaloneLibraries.exit(scheduler.tasks()));
    }

    /**
     * Compiles a script.
     *
     * @param text the source, any bytes
     * @param name the name that positions show, such as a file's path
     * @throws LuaError whose text is {@code name:line: reason} when it is no valid script
     */
    public LuaFunction load(byte[] text, String name) {
        try {
            return engine.load(text, "=" + name);
        } catch (LuaError error) {
            throw new LuaError(LuaValue.valueOf(SyntaxErrors.worded(error, name)));
        }
    }
}
