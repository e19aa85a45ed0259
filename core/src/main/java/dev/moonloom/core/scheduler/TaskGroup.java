package dev.moonloom.core.scheduler;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Status;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import reactor.core.publisher.Mono;

/**
 * Everything that one script has started: a thread spawned into a group brings every thread that it makes, in
 * whatever way, and theirs. Threads that nobody refers to any more drop out by themselves.
 *
 * <p>Any thread may use a group; what it asks for happens on the VM's thread.
 */
public final class TaskGroup {
    private static final int SMALLEST_PURGE = 64;

    private final TaskScheduler scheduler;
    private final Threads threads;

    // owner thread only
    private final Set<Member> members = new LinkedHashSet<>();
    private int purgeAt = SMALLEST_PURGE;
    /** Entries of its threads that keep the runtime alive, and host operations that they wait for. */
    long live;

    TaskGroup(TaskScheduler scheduler, Threads threads) {
        this.scheduler = scheduler;
        this.threads = threads;
    }

    /** Spawns a function or thread into the group: see {@link TaskScheduler#spawn}. */
    public ThreadHandle spawn(LuaValue target, Varargs values) {
        return scheduler.start(target, values, new Signal.Now(), this);
    }

    /**
     * {@return completes at the first point between two cycles at which nothing of the group is left to do} As {@link
     * TaskScheduler#waitTillDone}, for what was spawned into the group before.
     */
    public Mono<Void> waitTillDone() {
        return Mono.create(sink -> scheduler.accept(new Signal.AwaitDone(sink, this)));
    }

    /** {@return the group of a thread, or null} Owner thread. */
    static @Nullable TaskGroup of(Coroutine thread) {
        ThreadRecord record = ThreadRecord.peek(thread);
        return record == null || record.member == null ? null : record.member.group();
    }

    /** {@return the threads of the group that have not ended, oldest first} */
    public Mono<List<Coroutine>> threads() {
        return scheduler.ask(this::living);
    }

    /**
     * Cancels all threads of the group.
     *
     * @return how many there were, once it is done
     */
    public Mono<Integer> cancelAll() {
        return scheduler.ask(() -> {
            List<Coroutine> all = living();
            all.forEach(threads::cancel);
            return all.size();
        });
    }

    /** Takes a thread in. Owner thread. */
    void join(Coroutine thread) {
        ThreadRecord record = ThreadRecord.of(thread);
        if (record.member == null) {
            purge();
            record.member = new Member(this, thread);
            members.add(record.member);
            for (Entry entry = Pending.first(thread); entry != null; entry = entry.nextOfThread) {
                live += entry.counted ? 1 : 0;
            }
        }
    }

    private List<Coroutine> living() {
        List<Coroutine> all = new ArrayList<>();
        for (Member member : members) {
            Coroutine thread = member.get();
            if (thread != null && thread.status() != Status.DEAD) {
                all.add(thread);
            }
        }
        return all;
    }

    /** Forgets collected members whenever the group has doubled. */
    private void purge() {
        if (members.size() >= purgeAt) {
            members.removeIf(member -> member.get() == null);
            purgeAt = Math.max(SMALLEST_PURGE, 2 * members.size());
        }
    }

    /** One thread's place in a group. */
    static final class Member extends WeakReference<@Nullable Coroutine> {
        private final TaskGroup group;

        Member(TaskGroup group, Coroutine thread) {
            super(thread);
            this.group = group;
        }

        TaskGroup group() {
            return group;
        }

        void leave() {
            group.members.remove(this);
        }
    }
}
