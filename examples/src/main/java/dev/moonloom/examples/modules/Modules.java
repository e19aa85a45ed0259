package dev.moonloom.examples.modules;

import dev.moonloom.core.require.ModuleLibrary;
import dev.moonloom.core.require.ModuleSource;
import dev.moonloom.core.require.Require;
import dev.moonloom.core.scheduler.SchedulerOptions;
import dev.moonloom.core.scheduler.TaskScheduler;
import dev.moonloom.core.vm.ScriptVm;
import dev.moonloom.examples.Script;
import dev.moonloom.luau.CompiledScript;
import dev.moonloom.task.Libraries;
import java.io.PrintStream;
import java.util.List;
import org.luaj.vm2.LuaValue;

/** Two rooms of a game, a VM each, that run the same scripts: they share the code, and nothing that it does. */
public final class Modules {
    private static final CompiledScript ROOM = ScriptVm.compile(Script.beside(Modules.class, "room.luau"), "room");
    private static final ModuleLibrary LIBRARY = ModuleLibrary.of(
            ModuleSource.ofClassPath(Modules.class.getClassLoader(), "dev/moonloom/examples/modules"));

    private Modules() {}

    /** Runs the example. */
    public static void main(String[] words) {
        run(System.out);
    }

    /** Runs the example, with this as the scripts' standard output. */
    public static void run(PrintStream out) {
        List.of("cellar", "attic").forEach(name -> runRoom(name, out));
    }

    private static void runRoom(String name, PrintStream out) {
        var vm = new ScriptVm(
                out, System.err, coroutines -> TaskScheduler.create(coroutines, SchedulerOptions.defaults()));
        Libraries.install(vm);
        Require require = Libraries.installRequire(vm, LIBRARY);
        try (TaskScheduler scheduler = vm.scheduler()) {
            scheduler.spawn(require.load(ROOM, "room.luau"), LuaValue.valueOf(name));
            scheduler.waitTillDone().block();
        }
    }
}
