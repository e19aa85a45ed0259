package dev.moonloom.examples.hello;

import dev.moonloom.core.scheduler.SchedulerOptions;
import dev.moonloom.core.scheduler.TaskScheduler;
import dev.moonloom.core.vm.ScriptVm;
import dev.moonloom.examples.Script;
import dev.moonloom.task.Libraries;
import java.io.PrintStream;
import org.luaj.vm2.LuaValue;

/** Runs a script until everything that it has started is done. */
public final class Hello {
    private Hello() {}

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
            scheduler.spawn(vm.load(Script.beside(Hello.class, "hello.luau"), "hello"), LuaValue.valueOf("Java"));
            scheduler.waitTillDone().block();
        }
    }
}
