package dev.moonloom;

import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.scheduler.SchedulerOptions;
import dev.moonloom.core.scheduler.TaskScheduler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** What makes one VM run, and how somebody waits for it. */
abstract sealed class Drive permits WorkerDrive, SteppedDrive, VirtualDrive {
    /** Makes the VM's scheduler. Once, before anything else. */
    abstract TaskScheduler begin(String name, Coroutines coroutines, SchedulerOptions options);

    /** Runs one step on the current thread. */
    Step step() {
        throw new IllegalStateException("this VM runs by itself; only one of newSteppedVm is stepped");
    }

    /** Lets the VM run until a future is done, and returns then. */
    abstract void runUntil(CompletableFuture<?> future);

    /** Lets virtual time pass. */
    void advance(Duration time) {
        throw new IllegalStateException(
                "the time of this VM passes by itself; only that of newVirtualVm is advanced by "
                        + time);
    }

    /** {@return whether a thread is the one that runs the VM, or will} */
    abstract boolean isRunBy(Thread thread);
}
