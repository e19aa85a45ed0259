package dev.moonloom.examples.stepped;

import dev.moonloom.core.async.HostFunctions;
import dev.moonloom.core.scheduler.Pacing;
import dev.moonloom.core.scheduler.SchedulerOptions;
import dev.moonloom.core.scheduler.TaskScheduler;
import dev.moonloom.core.vm.ScriptVm;
import dev.moonloom.examples.Script;
import dev.moonloom.task.Libraries;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.luaj.vm2.LuaValue;

/**
 * A game that owns its thread and runs the scripts of its world inside its own ticks. With heartbeat pacing every step
 * is a beat, so that {@code task.wait()} is one tick whatever the clock says.
 */
public final class TickLoop {
    private static final int TICKS_A_SECOND = 20;
    private static final int TICK_OF_THE_ALARM = 4;

    private final TaskScheduler scheduler;
    private int tick;

    /** A world whose scripts print to this. */
    TickLoop(PrintStream out) {
        SchedulerOptions options = SchedulerOptions.defaults().pacing(Pacing.heartbeat(TICKS_A_SECOND));
        // The loop comes by anyway: nobody needs to be woken when something arrives.
        Runnable wake = () -> {};
        var vm = new ScriptVm(
                out, System.err, coroutines -> TaskScheduler.createStepped(coroutines, options, wake));
        Libraries.install(vm);
        scheduler = vm.scheduler();
        HostFunctions functions = HostFunctions.of(scheduler);
        vm.globals().set("tick", functions.plain("tick", _ -> tick));
        vm.globals().set("alarmed", functions.plain("alarmed", _ -> tick >= TICK_OF_THE_ALARM));
        scheduler.spawn(vm.load(Script.beside(TickLoop.class, "stepped.luau"), "stepped"), LuaValue.NONE);
    }

    /** Runs the example. */
    public static void main(String[] words) {
        var world = new TickLoop(System.out);
        long nanosATick = Duration.ofSeconds(1).toNanos() / TICKS_A_SECOND;
        long next = System.nanoTime();
        while (world.tick()) {
            next += nanosATick;
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    /** Runs the example as fast as it goes, with this as the scripts' standard output. */
    public static void run(PrintStream out) {
        var world = new TickLoop(out);
        while (world.tick()) {
            out.println("--");
        }
    }

    /** {@return whether the scripts of the world have more to do after one more tick} */
    boolean tick() {
        tick++;
        return !scheduler.step().done();
    }
}
