package dev.moonloom.benchmarks;

import dev.moonloom.core.async.HostFunctions;
import dev.moonloom.core.scheduler.SchedulerOptions;
import dev.moonloom.core.scheduler.VirtualTime;
import dev.moonloom.core.vm.ScriptVm;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The border between Luau and Java, crossed in both directions. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HostCallBenchmark {
    private static final int CALLS = 1_000_000;

    private final ScriptVm vm = vm();
    private final LuaValue one = vm.scheduler().coroutines().engine().number(1);
    private LuaFunction summing = vm.load(new byte[0], "nothing");
    private LuaFunction adding = vm.load(new byte[0], "nothing");

    private static ScriptVm vm() {
        var vm = new ScriptVm(System.out, System.err,
                coroutines -> VirtualTime.create(coroutines, SchedulerOptions.defaults()).scheduler());
        vm.globals().rawset("add", HostFunctions.of(vm.scheduler()).plain("add",
                arguments -> arguments.checkdouble(1) + arguments.checkdouble(2)));
        return vm;
    }

    /** Compiles both sides. */
    @Setup
    public void start() {
        vm.scheduler().coroutines().adopt();
        summing = function("""
                local add = add
                return function(count)
                    local sum = 0
                    for i = 1, count do
                        sum = add(sum, i)
                    end
                    return sum
                end""");
        adding = function("return function(a, b) return a + b end");
    }

    private LuaFunction function(String text) {
        return vm.load(text.getBytes(StandardCharsets.UTF_8), "benchmark").call().checkfunction();
    }

    /** Luau calls {@code add(sum, i)}, a function of the host's. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public LuaValue javaFromLuau() {
        return summing.call(vm.scheduler().coroutines().engine().number(CALLS));
    }

    /** Java calls a Luau function with two numbers. */
    @Benchmark
    public LuaValue luauFromJava() {
        return adding.call(one, one);
    }
}
