package dev.moonloom.benchmarks;

import dev.moonloom.core.coroutine.Carrier;
import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.coroutine.Outcome;
import java.util.concurrent.TimeUnit;
import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.VarArgFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A resume and the yield that answers it, at some depth of Java frames, beside the bare continuation. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgsAppend = "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SwitchBenchmark {
    private static final ContinuationScope SCOPE = new ContinuationScope("bare");

    /** Frames between the body's start and its yield. */
    @Param({"0", "20", "100"})
    public int depth;

    private final Coroutines coroutines = new Coroutines(new FiberOnlyEngine(), Carrier.CONTINUATION);
    private Coroutine coroutine = coroutines.create(new Yielder());
    private Continuation continuation = new Continuation(SCOPE, () -> yieldBare(0));

    /** Starts both sides, so that what is measured is the pair alone. */
    @Setup
    public void start() {
        coroutines.adopt();
        coroutine = coroutines.create(new Yielder());
        coroutines.resume(coroutine, LuaValue.NONE);
        continuation = new Continuation(SCOPE, () -> yieldBare(depth));
        continuation.run();
    }

    /** Ours. */
    @Benchmark
    public Outcome coroutine() {
        return coroutines.resume(coroutine, LuaValue.NONE);
    }

    /** The JVM's. */
    @Benchmark
    public Continuation continuation() {
        continuation.run();
        return continuation;
    }

    private static int yieldBare(int frames) {
        if (frames > 0) {
            return yieldBare(frames - 1) + 1;
        }
        while (true) {
            Continuation.yield(SCOPE);
        }
    }

    private int yieldFrom(int frames) {
        if (frames > 0) {
            return yieldFrom(frames - 1) + 1;
        }
        while (true) {
            coroutines.yield(LuaValue.NONE);
        }
    }

    /** A body that yields for ever. */
    private final class Yielder extends VarArgFunction {
        @Override
        public Varargs invoke(Varargs arguments) {
            return LuaValue.valueOf(yieldFrom(depth));
        }
    }
}
