package dev.moonloom.tests.conformance;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.coroutine.Outcome;
import dev.moonloom.core.scheduler.SchedulerOptions;
import dev.moonloom.core.scheduler.VirtualTime;
import dev.moonloom.core.vm.ScriptVm;
import dev.moonloom.luau.Luau;
import dev.moonloom.luau.codegen.GivingWay;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.syntax.SyntaxException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** One run of a file in a VM of its own, under the same conditions as Luau's own runner. */
final class ConformanceRun {
    /** As much as a worker's thread has: room for 20,000 frames. */
    private static final long STACK_BYTES = 64L << 20;
    private static final int MOST_SECONDS = 120;

    private final SuiteFile file;
    private final ScriptVm vm;
    private final Coroutine main;

    /** A file has run for longer than any of them needs. */
    private static final class TooLong extends Error {
        private static final long serialVersionUID = 1L;
    }

    private ConformanceRun(SuiteFile file, GivingWay givingWay) {
        this.file = file;
        // What the files print means nothing, but `print` must be a native function.
        var silence = new PrintStream(OutputStream.nullOutputStream());
        vm = new ScriptVm(silence, silence,
                coroutines -> VirtualTime.create(coroutines, SchedulerOptions.defaults()).scheduler());
        vm.state().onInterrupt(() -> {
            throw new TooLong();
        });
        var helpers = new SuiteHelpers(vm);
        helpers.install(file.name());
        LuauTable environment = vm.newEnvironment();
        environment.rawset("_G", environment);
        LuauFunction chunk = Luau.compile(file.bytes(), file.name(), givingWay).load(vm.state(), environment);
        main = vm.scheduler().coroutines().create(chunk);
        helpers.setMain(main);
    }

    /**
     * {@return {@code OK}, or how the file ended instead: the error, with its position, in most cases}
     *
     * @param givingWay before which calls the code of the file gives way unasked
     */
    static String result(SuiteFile file, GivingWay givingWay) throws InterruptedException {
        var task = new FutureTask<>(() -> new ConformanceRun(file, givingWay).execute());
        Thread.ofPlatform().name(file.name()).daemon().stackSize(STACK_BYTES).start(task);
        try {
            return task.get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            return failure.getCause() instanceof SyntaxException invalid
                    ? "not valid: " + invalid.getMessage()
                    : "Java: " + failure.getCause();
        } catch (TimeoutException _) {
            return "no end after " + MOST_SECONDS + " seconds";
        }
    }

    private String execute() {
        Coroutines coroutines = vm.scheduler().coroutines();
        coroutines.adopt();
        try {
            return switch (coroutines.resume(main, LuaValue.NONE)) {
                case Outcome.Returned(Varargs values) -> values.arg1().tojstring();
                case Outcome.Failed(LuaValue error, _, _) -> error.tojstring();
                case Outcome.Yielded _ -> file.name() + " gave way";
                case Outcome.Cancelled _ -> file.name() + " was cancelled";
            };
        } finally {
            vm.scheduler().close();
        }
    }
}
