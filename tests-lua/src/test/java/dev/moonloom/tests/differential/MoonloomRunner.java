package dev.moonloom.tests.differential;

import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.scheduler.SchedulerOptions;
import dev.moonloom.core.scheduler.Tasks;
import dev.moonloom.core.scheduler.VirtualTime;
import dev.moonloom.core.vm.ScriptVm;
import dev.moonloom.luau.Luau;
import dev.moonloom.luau.codegen.GivingWay;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.syntax.SyntaxException;
import dev.moonloom.task.Libraries;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.luaj.vm2.LuaValue;

/** Runs programs on our own compiler, each in a VM of its own. */
final class MoonloomRunner {
    /** More than any of them needs. */
    private static final int SECONDS = 20;

    private static final ScheduledExecutorService WATCHDOG = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

    private MoonloomRunner() {}

    /** A program has run for too long. */
    private static final class TooLong extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** {@return what a program prints, a character a byte} Up to the error, if it ends with one. */
    static String run(Program program, GivingWay givingWay) {
        var printed = new ByteArrayOutputStream();
        var out = new PrintStream(printed, false, StandardCharsets.ISO_8859_1);
        String failure = "";
        try {
            execute(program, givingWay, out);
        } catch (SyntaxException invalid) {
            failure = "syntax error: " + invalid.getMessage() + "\n";
        } catch (RuntimeException | Error broken) {
            failure = "Java: " + broken + " at " + (broken.getStackTrace().length == 0 ? "" : broken.getStackTrace()[0])
                    + "\n";
        }
        out.flush();
        return printed.toString(StandardCharsets.ISO_8859_1) + failure;
    }

    private static void execute(Program program, GivingWay givingWay, PrintStream out) {
        var vm = new ScriptVm(out, out,
                coroutines -> VirtualTime.create(coroutines, SchedulerOptions.defaults()).scheduler());
        Tasks tasks = vm.scheduler().tasks();
        vm.globals().rawset("coroutine", Libraries.coroutine(tasks));
        vm.state().onInterrupt(() -> {
            throw new TooLong();
        });
        LuauFunction chunk = Luau.compile(program.bytes(), program.chunkName(), givingWay).load(vm.state(),
                vm.newEnvironment());
        Coroutines coroutines = vm.scheduler().coroutines();
        coroutines.adopt();
        Future<?> bark = WATCHDOG.schedule(() -> vm.state().interrupt(), SECONDS, TimeUnit.SECONDS);
        try {
            coroutines.resume(coroutines.create(chunk), LuaValue.NONE);
        } finally {
            bark.cancel(false);
            vm.scheduler().close();
        }
    }
}
