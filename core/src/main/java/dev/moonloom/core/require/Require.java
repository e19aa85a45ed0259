package dev.moonloom.core.require;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Outcome;
import dev.moonloom.core.scheduler.Tasks;
import dev.moonloom.core.vm.ScriptVm;
import dev.moonloom.luau.CompiledScript;
import dev.moonloom.luau.runtime.CallStack;
import dev.moonloom.luau.runtime.ChunkCode;
import dev.moonloom.luau.runtime.LuauClosure;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.Strings;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * {@code require} for the scripts of one VM: what was loaded, what is loading, and who waits for it. A module runs once, in a
 * thread and an environment of its own; everybody who requires it gets the same value, or the same error, and waits for it
 * where he stands. One that has failed runs again when it is required again.
 *
 * {@snippet :
 * Require require = Require.install(vm, ModuleLibrary.of(ModuleSource.ofFolder(Path.of("scripts"))));
 * scheduler.spawn(require.load(ScriptVm.compile(text, "main.luau"), "main.luau"), LuaValue.NONE);
 * }
 *
 * <p>Owner thread only, once the VM's scheduler has run; until then, the thread that makes it.
 */
public final class Require {
    private static final LuaString NO_PLACE = Strings.of("require is not supported in this context");

    private final ScriptVm vm;
    private final ModuleLibrary library;
    private final Map<String, LuaValue> provided = new HashMap<>();

    /** Which file of the source a script is. */
    private final Map<ChunkCode, String> files = new WeakHashMap<>();
    private final Map<Place, Search> searches = new HashMap<>();
    private final Map<String, RequiredModule> modules = new HashMap<>();
    /** The module whose thread is being begun: whoever requires it hears what becomes of it. */
    private @Nullable RequiredModule beginning;

    /** A path as one file has it. */
    private record Place(String file, LuaString path) {}

    private Require(ScriptVm vm, ModuleLibrary library) {
        this.vm = vm;
        this.library = library;
    }

    /** Gives the scripts of a VM the global {@code require}. Before the first script is loaded. */
    public static Require install(ScriptVm vm, ModuleLibrary library) {
        var require = new Require(vm, Objects.requireNonNull(library, "library"));
        vm.globals().rawset("require", new RequireFunction(vm.state(), require));
        return require;
    }

    /**
     * Adds a module that is there already, for any script that requires it by this very path, such as {@code @lune/task}. The
     * case of letters does not count.
     */
    public Require provide(String path, LuaValue value) {
        provided.put(AliasedPath.lowered(path), Objects.requireNonNull(value, "value"));
        return this;
    }

    /**
     * {@return a script as a function, in an environment of its own} It can require other scripts.
     *
     * @param file where the script stands among the modules, as a path below the root of their source. It need not be
     *     there. A script has one place: when it is loaded again, from then on the new one counts
     */
    public LuauFunction load(CompiledScript script, String file) {
        return load(script, file, vm.newEnvironment());
    }

    private LuauFunction load(CompiledScript script, String file, LuauTable environment) {
        LuauFunction main = script.load(vm.state(), environment);
        files.put(chunkOf(main), file);
        return main;
    }

    private static ChunkCode chunkOf(LuauFunction closure) {
        return (ChunkCode) Objects.requireNonNull(closure.getClass().getClassLoader());
    }

    Tasks tasks() {
        return vm.scheduler().tasks();
    }

    /** A script has called it. */
    Varargs call(RequireFunction self, LuaString path) {
        LuaValue ready = provided.get(AliasedPath.lowered(Strings.text(path)));
        if (ready != null) {
            return ready;
        }
        String file = file(self);
        Search search = searches.computeIfAbsent(new Place(file, path), place -> search(place));
        RequiredModule module = search.module;
        if (module != null && module.state() instanceof RequiredModule.State.Loaded(LuaValue value)) {
            return value;
        }
        return new Requirement(this, self, search, Strings.text(path), loading()).proceed();
    }

    /** {@return the file of the innermost Luau function that runs} */
    private String file(RequireFunction self) {
        CallStack running = CallStack.running(vm.state());
        int level = 0;
        LuauFunction function = running.function(level);
        while (function != null && !(function instanceof LuauClosure)) {
            function = running.function(++level);
        }
        String file = function == null ? null : files.get(chunkOf(function));
        if (file == null) {
            throw vm.state().raise(self, NO_PLACE);
        }
        return file;
    }

    /** {@return the module that is not loaded before the running code goes on, or null when that stands in none} */
    private @Nullable RequiredModule loading() {
        CallStack running = CallStack.running(vm.state());
        LuauFunction function;
        for (int level = 0; (function = running.function(level)) != null; level++) {
            RequiredModule module = function instanceof LuauClosure ? modules.get(files.get(chunkOf(function))) : null;
            if (module != null && module.state() instanceof RequiredModule.State.Running) {
                return module;
            }
        }
        return null;
    }

    private Search search(Place place) {
        byte[] path = Strings.bytes(place.path());
        return new Search(library.find(place.file(), path), found -> modules.computeIfAbsent(found.file(),
                file -> new RequiredModule(file, found.script())), () -> searches.remove(place));
    }

    /** Runs a module in a thread of its own, until it ends or gives way for the first time. */
    void run(RequiredModule module) {
        LuauTable environment = vm.newEnvironment();
        LuauFunction main = load(module.script, module.file, environment);
        Coroutine thread = vm.scheduler().coroutines().create(main, new ModuleEnd(this, module, vm.state()));
        thread.environment = environment;
        RequiredModule outer = beginning;
        beginning = module;
        module.begin();
        try {
            // No error of the module leaves its thread now: this is the resume itself, with too many below it.
            if (tasks().resume(thread, LuaValue.NONE) instanceof Outcome.Failed(LuaValue refusal, _, _)) {
                fail(module, new Failure.Unplaced(refusal));
            }
        } finally {
            beginning = outer;
        }
    }

    /** {@return whether somebody will be told of the module's failure} */
    boolean isHeard(RequiredModule module) {
        return beginning == module || module.isAwaited();
    }

    /** The module has no value: the next require looks for it again. */
    void fail(RequiredModule module, Failure failure) {
        modules.remove(module.file);
        searches.values().removeIf(search -> search.module == module);
        module.end(new RequiredModule.State.Failed(failure));
    }
}
