package dev.moonloom.core.model;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.scheduler.HostOperation;
import dev.moonloom.core.scheduler.KeepAlive;
import dev.moonloom.core.scheduler.TaskScheduler;
import dev.moonloom.core.scheduler.ThreadHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The host of a {@link RealRun}: its calls of the host API, and what it hears in answer. */
final class RealHost {
    private final RealRun run;
    private final TaskScheduler scheduler;
    private final Trace trace;
    private final ExecutorService otherThread;

    final List<HostOperation> operations = new ArrayList<>();
    private final List<ThreadHandle> handles = new ArrayList<>();
    private final List<KeepAlive> keepAlives = new ArrayList<>();
    private final TreeMap<String, String> news = new TreeMap<>();
    private int waiters;
    private boolean called;

    RealHost(RealRun run, TaskScheduler scheduler, Trace trace, ExecutorService otherThread) {
        this.run = run;
        this.scheduler = scheduler;
        this.trace = trace;
        this.otherThread = otherThread;
    }

    /** The host looks at what it was told since it last did. */
    void readNews() {
        news.forEach((whom, what) -> trace.host(whom + " " + what));
        news.clear();
    }

    /** {@return whether it has given work since it was last asked, so that it must have been woken} */
    boolean expectsAStep() {
        boolean expected = called;
        called = false;
        return expected;
    }

    static void complete(HostOperation operation, HostCall.Delivery delivery) {
        switch (delivery) {
            case HostCall.Delivery.Values(List<Double> values) -> operation.complete(() -> LuaValues.varargs(values));
            case HostCall.Delivery.Failure(String text) -> operation.fail(new IllegalStateException(text));
            case HostCall.Delivery.Unconvertible(String text) ->
                operation.complete(() -> {
                    throw new IllegalArgumentException(text);
                });
        }
    }

    /** Makes one call, here or on the other thread. */
    void call(int self, Op op, HostCall call, boolean elsewhere) {
        switch (call) {
            case HostCall.Start start -> {
                boolean isNew = start.target().pick() == Target.Pick.NEW;
                LuaValue target = isNew ? run.function(start.target().index()) : run.resolve(self, start.target());
                run.begin(self, op, isNew ? "a function" : run.name((Coroutine) target));
                if (target != null) {
                    at(elsewhere, () -> start(start, target));
                }
            }
            case HostCall.Cancel(int index) -> {
                int handle = Program.choose(index, handles.size());
                run.begin(self, op, "handle " + handle);
                if (handle != Target.NOBODY) {
                    at(elsewhere, handles.get(handle)::cancel);
                }
            }
            case HostCall.Complete(int index, var delivery) -> {
                int operation = Program.choose(index, operations.size());
                run.begin(self, op, "operation " + operation);
                if (operation != Target.NOBODY) {
                    at(elsewhere, () -> complete(operations.get(operation), delivery));
                }
            }
            case HostCall.Execute(List<Op> ops) -> {
                run.begin(self, op, "");
                at(elsewhere, () -> scheduler.execute(() -> ops.forEach(each -> run.perform(Target.NOBODY, each))));
            }
            case HostCall.WaitTillDone _ -> {
                run.begin(self, op, "");
                at(elsewhere, this::waitTillDone);
            }
            case HostCall.KeepAlive _ -> {
                run.begin(self, op, "");
                at(elsewhere, () -> keepAlives.add(scheduler.keepAlive()));
            }
            case HostCall.Release(int index) -> {
                int keepAlive = Program.choose(index, keepAlives.size());
                run.begin(self, op, "keep-alive " + keepAlive);
                if (keepAlive != Target.NOBODY) {
                    at(elsewhere, keepAlives.get(keepAlive)::close);
                }
            }
            case HostCall.Stop _ -> control(self, op, elsewhere, scheduler::stop);
            case HostCall.Restart _ -> control(self, op, elsewhere, scheduler::restart);
            case HostCall.Clear _ -> control(self, op, elsewhere, scheduler::clear);
            case HostCall.Exit(int code) -> control(self, op, elsewhere, () -> scheduler.exit(code));
            case HostCall.Close _ -> control(self, op, elsewhere, scheduler::close);
        }
    }

    private void control(int self, Op op, boolean elsewhere, Runnable call) {
        run.begin(self, op, "");
        at(elsewhere, call);
    }

    private void start(HostCall.Start start, LuaValue target) {
        Varargs values = LuaValues.varargs(start.values());
        ThreadHandle handle = switch (start.verb()) {
            case SPAWN -> scheduler.spawn(target, values);
            case DEFER -> scheduler.defer(target, values);
            case DELAY, LEGACY_DELAY -> scheduler.delay(start.delay(), target, values);
        };
        called = true;
        String name = "handle " + handles.size();
        handles.add(handle);
        handle.result().subscribe(
                results -> news.put(name, "returned " + LuaValues.values(results)),
                error -> news.put(name, LuaValues.failure(error)));
    }

    private void waitTillDone() {
        String name = "waiter " + waiters++;
        scheduler.waitTillDone().subscribe(
                _ -> {}, error -> news.put(name, "failed: " + error.getMessage()), () -> news.put(name, "done"));
        called = true;
    }

    private void at(boolean elsewhere, Runnable call) {
        if (!elsewhere) {
            call.run();
            return;
        }
        try {
            otherThread.submit(call).get();
        } catch (ExecutionException failure) {
            throw new AssertionError("a call from another thread has failed", failure);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
