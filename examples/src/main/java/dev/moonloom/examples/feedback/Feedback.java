package dev.moonloom.examples.feedback;

import dev.moonloom.core.scheduler.ErrorPrinter;
import dev.moonloom.core.scheduler.SchedulerOptions;
import dev.moonloom.core.scheduler.TaskScheduler;
import dev.moonloom.core.vm.ScriptVm;
import dev.moonloom.examples.Script;
import dev.moonloom.task.Libraries;
import java.io.PrintStream;
import org.luaj.vm2.LuaValue;

/** Runs a script with a journal of its threads, followed by a printer of uncaught errors. */
public final class Feedback {
    private Feedback() {}

    /** Runs the example. */
    public static void main(String[] words) {
        run(System.out);
    }

    /** Runs the example, with this as the script's standard output and its journal. */
    public static void run(PrintStream out) {
        SchedulerOptions options = SchedulerOptions.defaults().feedback(new Journal(out).then(new ErrorPrinter(out)));
        var vm = new ScriptVm(out, System.err, coroutines -> TaskScheduler.create(coroutines, options));
        Libraries.install(vm);
        try (TaskScheduler scheduler = vm.scheduler()) {
            scheduler.spawn(vm.load(Script.beside(Feedback.class, "feedback.luau"), "feedback"), LuaValue.NONE);
            scheduler.waitTillDone().block();
        }
    }
}
