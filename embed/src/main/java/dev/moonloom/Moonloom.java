package dev.moonloom;

import dev.moonloom.core.scheduler.SchedulerFeedback;
import dev.moonloom.task.Libraries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * What all VMs of a host have in common: functions, types, modules, pacing, and who is told of what happens. Made once, by a
 * builder; immutable. Any thread.
 *
 * {@snippet :
 * try (Moonloom moonloom = Moonloom.builder()
 *         .function("add", call -> call.number(1) + call.number(2))
 *         .modules(Modules.folder(Path.of("scripts")))
 *         .build();
 *         Vm vm = moonloom.newVm("world")) {
 *     Run run = vm.run(Script.of("sum", "return add(...)"), 1, 2);
 *     System.out.println(run.result().join().get(1, Double.class));
 * }
 * }
 *
 * <p>Scripts have Luau's libraries, {@code task}, {@code coroutine} and {@code require}, and what the builder is given. They
 * reach nothing else of Java.
 */
public final class Moonloom implements AutoCloseable {
    private final Settings settings;
    private final Conversions conversions;
    private final ObjectTypes objectTypes;
    private final List<LuauType<?>> types;
    private final Map<String, Global> globals;
    private final Scheduler blockingPool;
    private final Set<Vm> vms = ConcurrentHashMap.newKeySet();

    private Moonloom(Builder builder) {
        settings = new Settings(builder.modules, builder.heartbeat, builder.output, builder.onError, builder.listener,
                builder.feedback, builder.exit);
        types = List.copyOf(builder.types);
        conversions = new Conversions(types);
        objectTypes = new ObjectTypes(conversions, types);
        globals = new LinkedHashMap<>();
        builder.globals.forEach((name, global) -> globals.put(name, global.prepare(conversions)));
        blockingPool = schedulerOf(builder.blockingPool);
    }

    private static Scheduler schedulerOf(@Nullable Executor pool) {
        return switch (pool) {
            case null -> Schedulers.boundedElastic();
            case ExecutorService service -> Schedulers.fromExecutorService(service);
            default -> Schedulers.fromExecutor(pool);
        };
    }

    /** {@return a builder of what VMs have in common} Nothing has to be set. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a new VM on a thread of its own} The thread is parked while nothing is due.
     *
     * @param name for texts, logs and the thread
     */
    public Vm newVm(String name) {
        return started(new Vm(this, name, new WorkerDrive(null)));
    }

    /**
     * {@return a new VM on a worker of a Reactor scheduler}
     *
     * @param name for texts and logs
     * @param scheduler one whose workers keep to one thread, such as {@code Schedulers.parallel()}
     * @throws IllegalArgumentException when its workers are known not to
     */
    public Vm newVm(String name, Scheduler scheduler) {
        return started(new Vm(this, name, new WorkerDrive(Objects.requireNonNull(scheduler, "scheduler"))));
    }

    /** {@return a new VM that runs when its host calls {@link Vm#step}, on a thread of the host's} */
    public Vm newSteppedVm(String name) {
        return started(new Vm(this, name, new SteppedDrive(settings.heartbeat())));
    }

    /**
     * {@return a new VM under virtual time, for tests and simulations} It runs inside {@link Vm#await} and {@link
     * Vm#advance}, on the thread that calls them, and an hour of waiting takes no time.
     */
    public Vm newVirtualVm(String name) {
        return started(new Vm(this, name, new VirtualDrive()));
    }

    private Vm started(Vm vm) {
        vms.add(vm);
        vm.start();
        return vm;
    }

    /**
     * {@return a definition file of all that scripts are given beyond Luau's own libraries} An analyzer of Luau, in an editor
     * or in a build, checks scripts against it; it is also the page that tells who writes scripts what there is.
     *
     * {@snippet :
     * Files.writeString(Path.of("host.d.luau"), moonloom.definitions());
     * }
     *
     * <p>Types come from the signatures: of annotated methods, of the values of globals, and of the classes that members of a
     * {@link LuauType} are declared with. Functions that take a {@link Call} take and answer anything, and so do results of
     * which Java declares nothing. Answers, properties and components
     * of records that are annotated {@code Nullable} may be nil, as an {@link java.util.Optional} may.
     * Parameters have names where the compiler keeps them ({@code -parameters}). Globals whose names are no names of Luau are
     * mentioned in a comment; a library is written as a table, although it is read-only.
     *
     * <p>The types of objects are declared by {@code declare extern type}. Modules that scripts require are no part of it:
     * analyzers read those themselves.
     */
    public String definitions() {
        return Libraries.definitions(settings.exit(), false) + "\n"
                + Definitions.write(conversions, types, globals);
    }

    /** A VM has ended. */
    void forget(Vm vm) {
        vms.remove(vm);
    }

    Settings settings() {
        return settings;
    }

    Conversions conversions() {
        return conversions;
    }

    ObjectTypes objectTypes() {
        return objectTypes;
    }

    Map<String, Global> globals() {
        return globals;
    }

    Scheduler blockingPool() {
        return blockingPool;
    }

    /** Closes all VMs. */
    @Override
    public void close() {
        List.copyOf(vms).forEach(Vm::close);
    }

    /** What a host decides, as its builder has it at the end. */
    record Settings(Modules modules, double heartbeat, @Nullable ScriptOutput output, Consumer<ScriptException> onError,
            VmListener listener, @Nullable SchedulerFeedback feedback, boolean exit) {}

    /**
     * A global, or a member of a library, that each VM gets a value of its own for.
     *
     * @param shown what is known of it
     * @param value makes its value in a VM, on the thread that makes the VM
     */
    record Global(Shown shown, Function<Vm, LuaValue> value) {
        /** {@return a function that takes and answers anything} */
        static Global function(HostFunction body, Function<Vm, LuaValue> value) {
            return new Global(new Shown.Function(Shown.sourceOf(body)), value);
        }

        /** {@return its value in a VM} On the thread that makes the VM. */
        LuaValue in(Vm vm) {
            return value.apply(vm);
        }
    }

    /** What a builder is given, before it is known which types have conversions. */
    @FunctionalInterface
    interface Definition {
        /**
         * {@return the global}
         *
         * @throws IllegalArgumentException naming what has no conversion
         */
        Global prepare(Conversions conversions);
    }

    /** Takes what all VMs are to have. One thread. */
    public static final class Builder {
        private final Map<String, Definition> globals = new LinkedHashMap<>();
        private final List<LuauType<?>> types = new ArrayList<>();
        private Modules modules = Modules.texts(Map.of());
        private double heartbeat;
        private @Nullable ScriptOutput output;
        private Consumer<ScriptException> onError = error -> System.err.println(error.report());
        private VmListener listener = new VmListener() {};
        private @Nullable SchedulerFeedback feedback;
        private @Nullable Executor blockingPool;
        private boolean exit;

        private Builder() {}

        /**
         * Adds a global with a value: anything that {@linkplain Values has a conversion}, made anew for each VM.
         *
         * @throws IllegalArgumentException when the name is taken
         */
        public Builder global(String name, @Nullable Object value) {
            return add(name, _ -> new Global(new Shown.Value(value),
                    vm -> vm.toLuau("the global " + name, value)));
        }

        private Builder add(String name, Definition global) {
            if (globals.putIfAbsent(Objects.requireNonNull(name, "name"), global) != null) {
                throw new IllegalArgumentException("there are two globals '" + name + "'");
            }
            return this;
        }

        /**
         * Adds a global function.
         *
         * @throws IllegalArgumentException when the name is taken
         */
        public Builder function(String name, HostFunction body) {
            Objects.requireNonNull(body, "body");
            return add(name, _ -> Global.function(body, vm -> new LambdaFunction(vm, name, body)));
        }

        /**
         * Adds a library: a read-only table of the {@link Scripted} methods of an object. Their parameters and answers are
         * converted by their Java types; {@link java.util.Optional} parameters may be left out, variable ones take the rest,
         * a {@link Call} says who calls.
         *
         * @throws IllegalArgumentException when the name is taken, or there is no such method
         */
        public Builder library(String name, Object functions) {
            Objects.requireNonNull(functions, "functions");
            return add(name, conversions -> {
                Map<String, Global> methods = TypedMethods.of(functions, conversions);
                return new Global(new Shown.Table(functions.getClass().getName(), methods), vm -> vm.table(methods));
            });
        }

        /**
         * Adds a library: a read-only table of what this is given.
         *
         * @throws IllegalArgumentException when the name is taken
         */
        public Builder library(String name, Consumer<Library> members) {
            var library = new Library(name);
            members.accept(library);
            return add(name, _ -> new Global(new Shown.Table(Shown.sourceOf(members), library.members()),
                    vm -> vm.table(library.members())));
        }

        /** Shows objects of a Java class to scripts. */
        public Builder type(LuauType<?> type) {
            types.add(Objects.requireNonNull(type, "type"));
            return this;
        }

        /** Says where {@code require} finds modules; by default there are none. */
        public Builder modules(Modules source) {
            modules = Objects.requireNonNull(source, "source");
            return this;
        }

        /**
         * Lets timers fire on beats only, this many a second, as Roblox does, and makes each {@link Vm#step} one beat; by
         * default they fire as soon as they are due.
         *
         * @throws IllegalArgumentException unless it is between 0.001 and 1,000,000
         */
        public Builder heartbeat(double hz) {
            if (!(hz >= 1e-3 && hz <= 1e6)) {
                throw new IllegalArgumentException("a heartbeat runs at 0.001 to 1,000,000 Hz, not " + hz);
            }
            heartbeat = hz;
            return this;
        }

        /** Says where {@code print} and {@code warn} go; by default to standard output and standard error. */
        public Builder output(ScriptOutput target) {
            output = Objects.requireNonNull(target, "target");
            return this;
        }

        /**
         * Says who hears of errors that no script has caught; by default their {@linkplain ScriptException#report reports}
         * go to standard error. On the VM's thread.
         */
        public Builder onError(Consumer<ScriptException> listener) {
            onError = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /** Says who hears of the lives of VMs. */
        public Builder listener(VmListener hears) {
            listener = Objects.requireNonNull(hears, "hears");
            return this;
        }

        /** Adds the port of the scheduler below, which hears of every single resume. For tools. */
        public Builder feedback(SchedulerFeedback hears) {
            feedback = feedback == null ? Objects.requireNonNull(hears, "hears") : feedback.then(hears);
            return this;
        }

        /**
         * Says where blocking functions run; by default on Reactor's bounded elastic threads. An
         * {@link java.util.concurrent.ExecutorService} interrupts what is cancelled.
         */
        public Builder blockingOn(Executor pool) {
            blockingPool = Objects.requireNonNull(pool, "pool");
            return this;
        }

        /** Gives scripts {@code os.exit}, which ends their VM: see {@link Vm#exitCode}. */
        public Builder allowExit() {
            exit = true;
            return this;
        }

        /**
         * {@return what was given, for any number of VMs}
         *
         * @throws IllegalArgumentException naming what scripts cannot be given, and why
         */
        public Moonloom build() {
            var moonloom = new Moonloom(this);
            // Whatever cannot be made shows now, and not when the first player joins.
            new Vm(moonloom, "probe", new SteppedDrive(heartbeat)).close();
            return moonloom;
        }
    }
}
