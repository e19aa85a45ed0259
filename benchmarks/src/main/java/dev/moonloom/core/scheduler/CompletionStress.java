package dev.moonloom.core.scheduler;

import dev.moonloom.benchmarks.FiberOnlyEngine;
import dev.moonloom.core.coroutine.Coroutines;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.VarArgFunction;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A host operation is completed by two threads at once, as when a result and a timeout race. It could break by being
 * delivered twice: the second delivery would resume the thread at some later yield that waits for something else.
 */
@JCStressTest
@Outcome(id = {"1, 1", "1, 2"}, expect = Expect.ACCEPTABLE, desc = "one of the two was delivered")
@Outcome(expect = Expect.FORBIDDEN, desc = "none was delivered, or both")
@State
public class CompletionStress {
    private final TaskScheduler scheduler = TaskScheduler.createStepped(
            new Coroutines(new FiberOnlyEngine()), SchedulerOptions.defaults(), () -> {});
    private final Receiver receiver = new Receiver();
    private final HostOperation operation = new HostOperation(scheduler, scheduler.coroutines().create(receiver));

    /** A thread that waits for the operation. */
    public CompletionStress() {
        operation.await();
    }

    /** The result. */
    @Actor
    public void result() {
        operation.complete(() -> LuaValue.valueOf(1));
    }

    /** The timeout. */
    @Actor
    public void timeout() {
        operation.complete(() -> LuaValue.valueOf(2));
    }

    /** Runs the cycle that delivers. */
    @Arbiter
    public void deliver(II_Result result) {
        scheduler.step();
        result.r1 = receiver.deliveries;
        result.r2 = receiver.value;
    }

    /** A thread that counts what it gets. */
    private static final class Receiver extends VarArgFunction {
        int deliveries;
        int value;

        @Override
        public Varargs invoke(Varargs arguments) {
            deliveries++;
            value = arguments.checkint(1);
            return NONE;
        }
    }
}
