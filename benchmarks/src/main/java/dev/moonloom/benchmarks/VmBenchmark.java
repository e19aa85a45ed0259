package dev.moonloom.benchmarks;

import dev.moonloom.core.scheduler.SchedulerOptions;
import dev.moonloom.core.scheduler.TaskScheduler;
import dev.moonloom.core.vm.ScriptVm;
import dev.moonloom.luau.CompiledScript;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.task.Libraries;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** A new VM with all libraries and one script that is compiled already. With {@code -prof gc} it tells the bytes, too. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class VmBenchmark {
    private static final CompiledScript SCRIPT = ScriptVm.compile(
            "return math.random()".getBytes(StandardCharsets.UTF_8), "benchmark");

    /** Makes a VM that a host steps, and loads the script. */
    @Benchmark
    public LuauFunction newVm() {
        var vm = new ScriptVm(System.out, System.err,
                coroutines -> TaskScheduler.createStepped(coroutines, SchedulerOptions.defaults(), () -> {}));
        Libraries.install(vm);
        return vm.load(SCRIPT);
    }
}
