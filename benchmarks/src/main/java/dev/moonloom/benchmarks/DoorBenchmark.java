package dev.moonloom.benchmarks;

import dev.moonloom.LuauFunction;
import dev.moonloom.Moonloom;
import dev.moonloom.Script;
import dev.moonloom.Scripted;
import dev.moonloom.Values;
import dev.moonloom.Vm;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The border as hosts have it: what stands in {@link HostCallBenchmark} in its raw form. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DoorBenchmark {
    private static final int CALLS = 1_000_000;

    private final Moonloom moonloom = Moonloom.builder()
            .library("typed", new Calculator())
            .function("add", call -> call.number(1) + call.number(2))
            .build();
    private final Vm vm = moonloom.newSteppedVm("benchmark");
    private final Summing typed = loop("typed.add(sum, i)").get(1, Summing.class);
    private final Summing lambda = loop("add(sum, i)").get(1, Summing.class);
    private final Summing record = loop("sum + typed.total({name = 'a', x = 1, y = 2, z = 3, alive = true})")
            .get(1, Summing.class);
    private final Summing made = loop("sum + typed.item(i).x").get(1, Summing.class);
    private final Adding adding = run("return function(a, b) return a + b end").get(1, Adding.class);
    private final LuauFunction untyped = run("return function(a, b) return a + b end").get(1, LuauFunction.class);

    /** A record of five fields. */
    public record Item(String name, double x, double y, double z, boolean alive) {}

    /** What scripts call. */
    public static final class Calculator {
        /** Two numbers in, one out. */
        @Scripted
        public double add(double a, double b) {
            return a + b;
        }

        /** A record in. */
        @Scripted
        public double total(Item item) {
            return item.x() + item.y() + item.z();
        }

        /** A record out. */
        @Scripted
        public Item item(double x) {
            return new Item("item", x, 2, 3, true);
        }
    }

    /** A loop in Luau. */
    public interface Summing {
        /** {@return a sum over so many calls} */
        double over(int calls);
    }

    /** A function of Luau with two numbers. */
    public interface Adding {
        /** {@return the sum} */
        double add(double a, double b);
    }

    private Values run(String text) {
        return vm.await(vm.run(Script.of("benchmark", text)).result());
    }

    private Values loop(String expression) {
        return run("""
                local add, typed = add, typed
                return function(count)
                    local sum = 0
                    for i = 1, count do
                        sum = %s
                    end
                    return sum
                end""".formatted(expression));
    }

    /** Luau calls {@code double add(double, double)} of a library. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public double typedFromLuau() {
        return typed.over(CALLS);
    }

    /** Luau calls a lambda that asks its {@link dev.moonloom.Call} for two numbers. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public double lambdaFromLuau() {
        return lambda.over(CALLS);
    }

    /** Luau passes a table of five fields as a record. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public double recordFromLuau() {
        return record.over(CALLS);
    }

    /** Luau gets a record of five fields as a table. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public double recordToLuau() {
        return made.over(CALLS);
    }

    /** Java calls a Luau function through an interface. */
    @Benchmark
    public double interfaceFromJava() {
        return adding.add(1, 2);
    }

    /** Java calls a Luau function by its handle. */
    @Benchmark
    public double handleFromJava() {
        return untyped.callNow(Double.class, 1.0, 2.0);
    }
}
