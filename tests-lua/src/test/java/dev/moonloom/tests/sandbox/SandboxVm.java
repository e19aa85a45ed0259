package dev.moonloom.tests.sandbox;

import dev.moonloom.core.scheduler.SchedulerOptions;
import dev.moonloom.core.scheduler.VirtualTime;
import dev.moonloom.core.vm.ScriptVm;
import dev.moonloom.luau.CompiledScript;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.task.Libraries;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A VM with all libraries under virtual time, and what its scripts have printed. */
final class SandboxVm {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ScriptVm vm;
    private final VirtualTime time;

    SandboxVm() {
        var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        var made = new VirtualTime[1];
        vm = new ScriptVm(out, out, coroutines -> {
            made[0] = VirtualTime.create(coroutines, SchedulerOptions.defaults());
            return made[0].scheduler();
        });
        time = Objects.requireNonNull(made[0]);
        Libraries.install(vm);
    }

    ScriptVm vm() {
        return vm;
    }

    static CompiledScript compile(String script) {
        return ScriptVm.compile(script.getBytes(StandardCharsets.UTF_8), "script");
    }

    /** {@return what the script prints until nothing is left to do} */
    String run(String script) {
        return run(compile(script));
    }

    /** {@return the same of code that other VMs may run too} */
    String run(CompiledScript script) {
        printed.reset();
        vm.scheduler().spawn(vm.load(script), LuaValue.NONE);
        time.runUntilDone();
        return printed();
    }

    /** {@return a script that has run for no time} Everything is left as it is then. */
    LuauFunction begin(CompiledScript script, Varargs arguments) {
        LuauFunction function = vm.load(script);
        vm.scheduler().spawn(function, arguments);
        time.runFor(Duration.ZERO);
        return function;
    }

    /** {@return what was printed since the last run began} */
    String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
