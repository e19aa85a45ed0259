package dev.moonloom.tests;

import dev.moonloom.core.async.HostFunctions;
import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.scheduler.Origin;
import dev.moonloom.core.scheduler.SchedulerFeedback;
import dev.moonloom.core.scheduler.TaskScheduler;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.VarArgFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

/**
 * The global {@code host} of behaviour scripts: host functions of every kind. An operation that a thread awaits ends
 * when another thread of the script says so, and therefore at the same point in every run.
 */
final class TestHost implements SchedulerFeedback {
    /** The operations that threads await, by the names the script gave them. */
    private final Map<String, ArrayDeque<MonoSink<Varargs>>> pending = new HashMap<>();

    private int pendingCount;
    private int disposedCount;
    private long resumes;
    private long resumesSeen;

    /** {@return the functions, in a table} */
    LuaTable functions(TaskScheduler scheduler) {
        LuaTable table = scheduler.coroutines().engine().table();
        HostFunctions functions = HostFunctions.of(scheduler).blockingOn(Schedulers.immediate());
        define(table, functions.async("await", arguments -> begin(arguments.checkjstring(1))));
        define(table, functions.plain("complete", arguments -> {
            take(arguments.checkjstring(1)).success(copyFrom(2, arguments));
            return LuaValue.NONE;
        }));
        define(table, functions.plain("fail", arguments -> {
            take(arguments.checkjstring(1)).error(new IllegalStateException(arguments.checkjstring(2)));
            return LuaValue.NONE;
        }));
        define(table, functions.plain("disposed", _ -> disposedCount));
        define(table, functions.async("ready", arguments -> Mono.just(copyFrom(1, arguments))));
        define(table, functions.async("empty", _ -> Mono.empty()));
        define(table, functions.async("raise", arguments -> {
            throw new IllegalStateException(arguments.checkjstring(1));
        }));
        define(table, functions.async("raiseValue", arguments -> Mono.error(new LuaError(arguments.arg1()))));
        define(table, functions.blocking("block", arguments -> arguments.arg1()));
        define(table, functions.stream("count", 2, arguments -> Flux.range(1, arguments.checkint(1))));
        define(table, functions.plain("call", arguments -> arguments.arg1().invoke(arguments.subargs(2))));
        define(table,
                functions.yieldable("callYieldable", (_, arguments) -> arguments.arg1().invoke(arguments.subargs(2))));
        table.set("foreign", new CallOfLuaJ());
        return table;
    }

    /** Calls what it is given, as functions do that were written for LuaJ. */
    private static final class CallOfLuaJ extends VarArgFunction {
        @Override
        public Varargs invoke(Varargs arguments) {
            return arguments.arg1().invoke(arguments.subargs(2));
        }
    }

    private static void define(LuaTable table, LuaFunction function) {
        table.set(function.name(), function);
    }

    private Mono<Varargs> begin(String operation) {
        return Mono.create(sink -> {
            ArrayDeque<MonoSink<Varargs>> queue = pending.computeIfAbsent(operation, _ -> new ArrayDeque<>());
            queue.add(sink);
            pendingCount++;
            sink.onCancel(() -> {
                queue.remove(sink);
                pendingCount--;
                disposedCount++;
            });
        });
    }

    private MonoSink<Varargs> take(String operation) {
        ArrayDeque<MonoSink<Varargs>> queue = pending.get(operation);
        MonoSink<Varargs> sink = queue == null ? null : queue.poll();
        if (sink == null) {
            throw new IllegalArgumentException("nobody awaits '" + operation + "'");
        }
        pendingCount--;
        return sink;
    }

    /** The arguments are a view of the caller's registers; these are safe to keep. */
    private static Varargs copyFrom(int position, Varargs arguments) {
        var values = new LuaValue[Math.max(0, arguments.narg() - position + 1)];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments.arg(position + i);
        }
        return LuaValue.varargsOf(values);
    }

    /**
     * {@return whether threads await operations that can no longer end} Virtual time stands still while anything is
     * awaited, and only running threads end operations: after a cycle without any nothing more can come.
     */
    boolean isStuck(TaskScheduler scheduler) {
        if (pendingCount == 0) {
            return false;
        }
        boolean quiet = resumes == resumesSeen;
        resumesSeen = resumes;
        if (!quiet) {
            // Brings another cycle about, instead of waiting for the host.
            scheduler.execute(() -> {});
        }
        return quiet;
    }

    @Override
    public void beforeResume(Coroutine thread, Origin origin) {
        resumes++;
    }
}
