package dev.moonloom.benchmarks;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.scheduler.SchedulerOptions;
import dev.moonloom.core.scheduler.TaskScheduler;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.VarArgFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Pending timers cancelled one by one, beside {@link DelayQueue#remove} of as many as it can do in the time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED")
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class CancelBenchmark {
    private static final int PENDING = 1_000_000;
    private static final int REMOVED = 1_000;

    private final Coroutine[] threads = new Coroutine[PENDING];
    private final Deadline[] deadlines = new Deadline[PENDING];
    private final DelayQueue<Deadline> queue = new DelayQueue<>();
    private TaskScheduler scheduler = newScheduler();

    private static TaskScheduler newScheduler() {
        var coroutines = new Coroutines(new FiberOnlyEngine());
        return TaskScheduler.createStepped(coroutines, SchedulerOptions.defaults(), () -> {});
    }

    /** Fills both queues. */
    @Setup(Level.Iteration)
    public void fill() {
        scheduler = newScheduler();
        scheduler.coroutines().adopt();
        queue.clear();
        for (int i = 0; i < PENDING; i++) {
            double seconds = 1000 + i * 0.001;
            threads[i] = scheduler.tasks().create(new Nothing());
            scheduler.tasks().delay(seconds, threads[i], LuaValue.NONE);
            deadlines[i] = new Deadline((long) (seconds * 1e9));
            queue.add(deadlines[i]);
        }
    }

    /** {@code task.cancel}. */
    @Benchmark
    @OperationsPerInvocation(PENDING)
    public void cancel() {
        for (Coroutine thread : threads) {
            scheduler.tasks().cancel(thread);
        }
    }

    /** What cancelling would cost without marks. */
    @Benchmark
    @OperationsPerInvocation(REMOVED)
    public void remove() {
        for (int i = 0; i < REMOVED; i++) {
            queue.remove(deadlines[i * (PENDING / REMOVED)]);
        }
    }

    private record Deadline(long nanos) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(nanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(nanos, ((Deadline) other).nanos);
        }
    }

    /** A body that returns. */
    private static final class Nothing extends VarArgFunction {
        @Override
        public Varargs invoke(Varargs arguments) {
            return NONE;
        }
    }
}
