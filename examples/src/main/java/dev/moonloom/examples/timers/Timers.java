package dev.moonloom.examples.timers;

import dev.moonloom.core.scheduler.SchedulerOptions;
import dev.moonloom.core.scheduler.VirtualTime;
import dev.moonloom.core.vm.ScriptVm;
import dev.moonloom.examples.Script;
import dev.moonloom.task.Libraries;
import java.io.PrintStream;
import org.luaj.vm2.LuaValue;

/**
 * Runs an hour of timers under virtual time: the clock jumps to the next deadline whenever nothing is ready, so order
 * and elapsed times are exact and nobody waits.
 */
public final class Timers {
    private Timers() {}

    /** Runs the example. */
    public static void main(String[] words) {
        run(System.out);
    }

    /** Runs the example, with this as the script's standard output. */
    public static void run(PrintStream out) {
        var time = new VirtualTime[1];
        var vm = new ScriptVm(out, System.err, coroutines -> {
            time[0] = VirtualTime.create(coroutines, SchedulerOptions.defaults());
            return time[0].scheduler();
        });
        Libraries.install(vm);
        vm.scheduler().spawn(vm.load(Script.beside(Timers.class, "timers.luau"), "timers"), LuaValue.NONE);
        time[0].runUntilDone();
        out.println("virtual time passed: " + time[0].now().toMinutes() + " minutes");
    }
}
