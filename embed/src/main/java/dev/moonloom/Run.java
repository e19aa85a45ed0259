package dev.moonloom;

import dev.moonloom.core.scheduler.TaskGroup;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A script that was started in a VM, with all that it has started. Any thread. */
public final class Run {
    private final Vm vm;
    private final Script script;
    private final CompletableFuture<Values> result;
    private final TaskGroup threads;

    Run(Vm vm, Script script, CompletableFuture<Values> result, TaskGroup threads) {
        this.vm = vm;
        this.script = script;
        this.result = result;
        this.threads = threads;
    }

    /** {@return the VM that it runs in} */
    public Vm vm() {
        return vm;
    }

    /** {@return the script} */
    public Script script() {
        return script;
    }

    /**
     * {@return what the script's main thread has returned} It fails with the {@link ScriptException} that the thread died
     * of, which is also reported as an uncaught error, or with a {@link java.util.concurrent.CancellationException} when
     * the thread was cancelled or the VM has ended. A thread that stays suspended leaves it pending.
     */
    public CompletableFuture<Values> result() {
        return result;
    }

    /**
     * {@return completes when nothing of the run is left to do} Its threads that wait for a time, for a host function or
     * for their turn count; one that waits for ever or has merely yielded does not. Decided anew for each call; it fails when the VM
     * is closed first.
     */
    public CompletableFuture<@Nullable Void> done() {
        return vm.future(threads.waitTillDone());
    }

    @Override
    public String toString() {
        return "Run[" + script.name() + " in " + vm.name() + "]";
    }
}
