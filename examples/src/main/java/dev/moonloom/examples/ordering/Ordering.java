package dev.moonloom.examples.ordering;

import dev.moonloom.core.scheduler.SchedulerOptions;
import dev.moonloom.core.scheduler.TaskScheduler;
import dev.moonloom.core.vm.ScriptVm;
import dev.moonloom.examples.Script;
import dev.moonloom.task.Libraries;
import java.io.PrintStream;
import org.luaj.vm2.LuaValue;

/** Shows in which order threads run: the script numbers its lines. */
public final class Ordering {
    private Ordering() {}

    /** Runs the example. */
    public static void main(String[] words) {
        run(System.out);
    }

    /** Runs the example, with this as the script's standard output. */
    public static void run(PrintStream out) {
        var vm = new ScriptVm(
                out, System.err, coroutines -> TaskScheduler.create(coroutines, SchedulerOptions.defaults()));
        Libraries.install(vm);
        try (TaskScheduler scheduler = vm.scheduler()) {
            scheduler.spawn(vm.load(Script.beside(Ordering.class, "ordering.luau"), "ordering"), LuaValue.NONE);
            scheduler.waitTillDone().block();
        }
    }
}
