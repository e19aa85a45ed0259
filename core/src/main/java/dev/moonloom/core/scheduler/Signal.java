package dev.moonloom.core.scheduler;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import reactor.core.publisher.MonoSink;

/** Everything that reaches a scheduler from outside. A closed list, entering through {@link Inbox} only. */
sealed interface Signal {
    /** Work of the host's that a cycle takes up in the order in which it came. */
    sealed interface Work extends Signal {}

    /** The host schedules a function or thread, perhaps into a group. */
    record Start(ThreadHandle handle, LuaValue target, Varargs values, When when, @Nullable TaskGroup group)
            implements
                Work {}

    /** The host cancels what a handle stands for. */
    record CancelHandle(ThreadHandle handle) implements Work {}

    /** A host operation has ended. */
    record Completed(HostOperation operation, HostOperation.Delivery delivery) implements Work {}

    /** Host code to run on the VM's thread, and whom to tell when it will not. */
    record Execute(Runnable task, Consumer<Throwable> refusal) implements Work {}

    /** Somebody wants to know when all is done, or all of a group. */
    record AwaitDone(MonoSink<Void> sink, @Nullable TaskGroup group) implements Work {}

    /** A change of the scheduler's life, taken up at once, ahead of waiting work. */
    sealed interface Control extends Signal {}

    /** Keeps everything and runs nothing. */
    record Stop() implements Control {}

    /** Runs on after a stop. */
    record Restart() implements Control {}

    /** Drops everything that waits. */
    record Clear() implements Control {}

    /** Drops everything and takes nothing more. */
    record End(Ending ending) implements Control {}

    /** When a {@link Start} is to run. */
    sealed interface When {}

    /** In its turn. */
    record Now() implements When {}

    /** At the end of the cycle. */
    record Deferred() implements When {}

    /** When its time has come. */
    record At(long startedNanos, long deadlineNanos) implements When {}
}
