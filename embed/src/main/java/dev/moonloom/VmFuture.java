package dev.moonloom;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.NonBlocking;

/**
 * What a VM answers later. Waiting for it where it could never come, on the thread that runs the VM, throws; so does waiting
 * for what was derived from it.
 */
final class VmFuture<T extends @Nullable Object> extends CompletableFuture<T> {
    private final Vm vm;

    VmFuture(Vm vm) {
        this.vm = vm;
    }

    @Override
    public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
        return new VmFuture<>(vm);
    }

    @Override
    public T join() {
        checkWait();
        return super.join();
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        checkWait();
        return super.get();
    }

    @Override
    public T get(long time, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        checkWait();
        return super.get(time, unit);
    }

    private void checkWait() {
        if (isDone()) {
            return;
        }
        if (vm.isRunBy(Thread.currentThread())) {
            throw new IllegalStateException("this thread runs the scripts of the VM '" + vm.name()
                    + "', so what it waits for would never come; use vm.await(future)");
        }
        if (Thread.currentThread() instanceof NonBlocking) {
            throw new IllegalStateException("this thread runs scripts, which would all wait with it; use "
                    + "thenAccept and the like, or answer the future from a host function");
        }
    }
}
