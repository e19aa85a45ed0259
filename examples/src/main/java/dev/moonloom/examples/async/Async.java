package dev.moonloom.examples.async;

import dev.moonloom.core.async.HostFunctions;
import dev.moonloom.core.scheduler.SchedulerOptions;
import dev.moonloom.core.scheduler.TaskScheduler;
import dev.moonloom.core.vm.ScriptVm;
import dev.moonloom.examples.Script;
import dev.moonloom.task.Libraries;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import org.luaj.vm2.LuaValue;
import reactor.core.publisher.Mono;

/** Gives a script two functions of the host's: one that answers later, and one that blocks. */
public final class Async {
    private static final Map<String, String> FORECASTS = Map.of("Lisbon", "sun", "Oslo", "snow", "Quito", "rain");

    private Async() {}

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
            HostFunctions functions = HostFunctions.of(scheduler);
            vm.globals()
                    .set("forecast", functions.async("forecast", arguments -> forecast(arguments.checkjstring(1))));
            vm.globals().set("archive", functions.blocking("archive", _ -> pagesInTheArchive()));
            scheduler.spawn(vm.load(Script.beside(Async.class, "async.luau"), "async"), LuaValue.NONE);
            scheduler.waitTillDone().block();
        }
    }

    /** What a client of some web service looks like: the answer comes on another thread, some time. */
    private static Mono<String> forecast(String city) {
        return Mono.delay(Duration.ofMillis(20))
                .flatMap(_ -> Mono.justOrEmpty(FORECASTS.get(city)))
                .switchIfEmpty(Mono.error(() -> new IllegalArgumentException("nobody knows the weather there")));
    }

    /** What a driver of some old database looks like: the calling thread waits. */
    private static int pagesInTheArchive() throws InterruptedException {
        Thread.sleep(20);
        return 1_204;
    }
}
