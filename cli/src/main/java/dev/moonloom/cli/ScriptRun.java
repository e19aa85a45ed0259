package dev.moonloom.cli;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Status;
import dev.moonloom.core.require.Require;
import dev.moonloom.core.scheduler.ErrorPrinter;
import dev.moonloom.core.scheduler.SchedulerOptions;
import dev.moonloom.core.scheduler.TaskScheduler;
import dev.moonloom.core.scheduler.ThreadHandle;
import dev.moonloom.core.scheduler.VirtualTime;
import dev.moonloom.core.vm.ScriptVm;
import dev.moonloom.core.vm.SyntaxTexts;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.syntax.SyntaxException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The life of one script: a VM of its own, from its first line until everything that it has started is done. */
final class ScriptRun {
    private static final int OK = 0;
    /** The exit code for scripts that are not valid, or have left an error uncaught. */
    static final int FAILED = 1;

    private final Source source;
    private final Console console;
    private final boolean legacy;
    private final ErrorPrinter errors;
    private final SchedulerOptions options;

    ScriptRun(Source source, Console console, SchedulerOptions options, boolean legacy) {
        this.source = source;
        this.console = console;
        this.legacy = legacy;
        this.errors = new ErrorPrinter(console.err());
        this.options = options.feedback(errors);
    }

    /** {@return the exit code of a run in real time} */
    int execute() {
        var vm = new ScriptVm(
                console.out(), console.err(), coroutines -> TaskScheduler.create(coroutines, options));
        return run(vm, () -> vm.scheduler().waitTillDone().block());
    }

    /** {@return the exit code of a run under virtual time, on the current thread} */
    int executeVirtually() {
        var time = new VirtualTime[1];
        var vm = new ScriptVm(console.out(), console.err(), coroutines -> {
            time[0] = VirtualTime.create(coroutines, options);
            return time[0].scheduler();
        });
        return run(vm, time[0]::runUntilDone);
    }

    private int run(ScriptVm vm, Runnable untilDone) {
        ScriptModules modules = source.modules();
        Require require = ScriptLibraries.install(vm, modules.library(), legacy);
        try (TaskScheduler scheduler = vm.scheduler()) {
            LuauFunction script;
            try {
                script = require.load(ScriptVm.compile(source.text(), source.name()), modules.file());
            } catch (SyntaxException invalid) {
                console.err().println(SyntaxTexts.lines(source.name(), invalid));
                return FAILED;
            }
            ThreadHandle main = scheduler.spawn(script, arguments());
            untilDone.run();
            return exitCode(scheduler, main.thread());
        } catch (VirtualTime.VirtualTimeLimitException _) {
            console.complain("the script still waits after " + VirtualTime.DEFAULT_LIMIT.toHours()
                    + " hours of virtual time, which is the limit");
            return FAILED;
        } catch (IllegalStateException failure) {
            console.complain(String.valueOf(failure.getMessage()));
            return FAILED;
        }
    }

    private int exitCode(TaskScheduler scheduler, @Nullable Coroutine main) {
        if (scheduler.exitCode().isPresent()) {
            return scheduler.exitCode().getAsInt();
        }
        if (main != null && main.status() == Status.SUSPENDED) {
            console.complain("the script's main thread is still suspended at "
                    + scheduler.coroutines().engine().position(main) + ", and nothing is left that could resume it");
        }
        return errors.count() == 0 ? OK : FAILED;
    }

    private Varargs arguments() {
        return LuaValue.varargsOf(source.arguments().stream()
                .map(argument -> LuaString.valueUsing(argument.getBytes(StandardCharsets.UTF_8)))
                .toArray(LuaValue[]::new));
    }
}
