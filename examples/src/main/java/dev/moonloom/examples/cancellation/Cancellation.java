package dev.moonloom.examples.cancellation;

import dev.moonloom.core.scheduler.SchedulerOptions;
import dev.moonloom.core.scheduler.TaskGroup;
import dev.moonloom.core.scheduler.TaskScheduler;
import dev.moonloom.core.vm.ScriptVm;
import dev.moonloom.examples.Script;
import dev.moonloom.task.Libraries;
import java.io.PrintStream;
import org.luaj.vm2.LuaValue;

/** Runs a script in a group, and ends whatever is left of it when its main thread has returned. */
public final class Cancellation {
    private Cancellation() {}

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
            TaskGroup group = scheduler.newGroup();
            group.spawn(vm.load(Script.beside(Cancellation.class, "cancellation.luau"), "cancellation"), LuaValue.NONE)
                    .result()
                    .block();
            out.println("the host ends " + group.cancelAll().block() + " threads");
            scheduler.waitTillDone().block();
        }
    }
}
