package dev.moonloom.core.scheduler;

import dev.moonloom.core.coroutine.Coroutine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/** What the scheduler keeps with a thread beside its pending entries, while there is something. Owner thread only. */
final class ThreadRecord {
    /** The host operation that the thread waits for. */
    @Nullable HostOperation operation;

    /** Handles of the host that want the thread's result. */
    @Nullable List<ThreadHandle> handles;

    /** What ends with the thread, such as the streams it has opened. */
    @Nullable List<Disposable> resources;

    TaskGroup.@Nullable Member member;

    /** {@return the record of a thread, or null when it has none} */
    static @Nullable ThreadRecord peek(Coroutine thread) {
        return (ThreadRecord) thread.attachment();
    }

    static ThreadRecord of(Coroutine thread) {
        ThreadRecord record = peek(thread);
        if (record == null) {
            record = new ThreadRecord();
            thread.attach(record);
        }
        return record;
    }

    void addHandle(ThreadHandle handle) {
        List<ThreadHandle> list = handles;
        if (list == null) {
            list = new ArrayList<>(1);
            handles = list;
        }
        list.add(handle);
    }

    void addResource(Disposable resource) {
        List<Disposable> list = resources;
        if (list == null) {
            list = new ArrayList<>(1);
            resources = list;
        }
        list.removeIf(Disposable::isDisposed);
        list.add(resource);
    }
}
