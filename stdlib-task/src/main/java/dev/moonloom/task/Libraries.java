package dev.moonloom.task;

import dev.moonloom.core.require.ModuleLibrary;
import dev.moonloom.core.require.Require;
import dev.moonloom.core.scheduler.Tasks;
import dev.moonloom.core.vm.ScriptVm;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** The script-side libraries of a scheduler, as values to put into an environment. Each VM has its own. */
public final class Libraries {
    private Libraries() {}

    /** Puts {@code task} and {@code coroutine} into a VM's globals. */
    public static void install(ScriptVm vm) {
        Tasks tasks = vm.scheduler().tasks();
        vm.globals().rawset("task", task(tasks));
        vm.globals().rawset("coroutine", coroutine(tasks));
    }

    /**
     * Gives the scripts of a VM {@code require}, behind {@link #install}. The names by which other runtimes have {@code task}
     * lead to it as well: {@code @lune/task}, {@code @lute/task} and {@code @std/task}.
     */
    public static Require installRequire(ScriptVm vm, ModuleLibrary modules) {
        LuaValue task = vm.globals().rawget("task");
        return Require.install(vm, modules)
                .provide("@lune/task", task)
                .provide("@lute/task", task)
                .provide("@std/task", task);
    }

    /**
     * {@return Roblox's library of that name, read-only} {@code spawn}, {@code defer}, {@code delay}, {@code wait}, {@code
     * cancel}, {@code synchronize} and {@code desynchronize}.
     */
    public static LuaTable task(Tasks tasks) {
        return new TaskLibrary(tasks).table();
    }

    /** {@return the {@code coroutine} library, read-only} All eight functions of Luau's. */
    public static LuaTable coroutine(Tasks tasks) {
        return new CoroutineLibrary(tasks).table();
    }

    /** Puts Roblox's deprecated globals {@code wait}, {@code spawn} and {@code delay} into an environment. */
    public static void legacy(Tasks tasks, LuaValue environment) {
        new LegacyLibrary(tasks).install(environment);
    }
}
