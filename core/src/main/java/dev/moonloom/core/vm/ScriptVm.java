package dev.moonloom.core.vm;

import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.scheduler.TaskScheduler;
import dev.moonloom.luau.CompiledScript;
import dev.moonloom.luau.Luau;
import dev.moonloom.luau.library.BaseLibrary;
import dev.moonloom.luau.library.Bit32Library;
import dev.moonloom.luau.library.BufferLibrary;
import dev.moonloom.luau.library.DebugLibrary;
import dev.moonloom.luau.library.IntegerLibrary;
import dev.moonloom.luau.library.LibraryBuilder;
import dev.moonloom.luau.library.MathLibrary;
import dev.moonloom.luau.library.OsLibrary;
import dev.moonloom.luau.library.StringLibrary;
import dev.moonloom.luau.library.TableLibrary;
import dev.moonloom.luau.library.Utf8Library;
import dev.moonloom.luau.library.VectorLibrary;
import dev.moonloom.luau.runtime.ChunkNames;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.syntax.SyntaxException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A VM for Luau scripts: the state that their code shares, the standard libraries, and the scheduler that runs them. The
 * host adds the libraries that scripts reach the scheduler by, and functions of its own, to {@link #globals}. From what is
 * here scripts reach neither Java nor files nor processes.
 *
 * <p>Scripts cannot change what they share. From the first load on the globals and libraries of the VM are read-only, and
 * each script has an environment of its own in front of them, as {@code luaL_sandbox} and {@code luaL_sandboxthread} of
 * native Luau have it. VMs have no object in common that any script could change.
 *
 * <p>Owner thread only, once its scheduler has run; until then, the thread that makes it.
 */
public final class ScriptVm {
    private final LuauState state = new LuauState();
    private final TaskScheduler scheduler;
    /** What scripts must not change for one another. */
    private final List<LuauTable> libraries = new ArrayList<>();
    /** The metatable of every environment: what it lacks is looked up in the globals. */
    private final LuauTable behindEnvironments = new LuauTable();

    /**
     * A VM whose scripts print to these streams.
     *
     * @param create makes the scheduler that is to run it
     */
    public ScriptVm(PrintStream out, PrintStream err, Function<Coroutines, TaskScheduler> create) {
        this(LineOutput.to(out, err), create);
    }

    /**
     * A VM whose scripts print to this output.
     *
     * @param create makes the scheduler that is to run it
     */
    public ScriptVm(LineOutput output, Function<Coroutines, TaskScheduler> create) {
        Objects.requireNonNull(output, "output");
        scheduler = create.apply(new Coroutines(new LuauEngine(), state));
        LuauTable globals = state.globals;
        BaseLibrary.install(state, globals, line -> output.line(LineOutput.Level.PRINT, line));
        BaseLibrary.installWarn(state, globals, line -> output.line(LineOutput.Level.WARN, line));
        BaseLibrary.installCollectgarbage(state, globals);
        BaseLibrary.installLoadstring(state, globals, new LoadstringCompiler());
        addLibraries();
    }

    private void addLibraries() {
        library("bit32", Bit32Library.create(state));
        library("buffer", BufferLibrary.create(state));
        library("debug", DebugLibrary.create(state));
        library("integer", IntegerLibrary.create(state));
        library("math", MathLibrary.create(state));
        library("os", os());
        library("string", StringLibrary.create(state));
        library("table", TableLibrary.create(state));
        library("utf8", Utf8Library.create(state));
        library("vector", VectorLibrary.create(state));
        libraries.add(Objects.requireNonNull(state.stringMetatable));
        libraries.add(Objects.requireNonNull(state.vectorMetatable));
        libraries.add(state.globals);
        behindEnvironments.rawset("__index", state.globals);
        libraries.add(behindEnvironments);
    }

    private void library(String name, LuauTable table) {
        libraries.add(table);
        state.globals.rawset(name, table);
    }

    /** The clock of scripts is the scheduler's, so that it agrees with what their waits answer. */
    private LuauTable os() {
        LuauTable os = OsLibrary.create(state);
        return new LibraryBuilder(state, os)
                .define("clock", _ -> LuauNumber.of(scheduler.clock().nanos() / 1e9))
                .table();
    }

    /** {@return the scheduler that runs its scripts} */
    public TaskScheduler scheduler() {
        return scheduler;
    }

    /** {@return what the running code of the VM shares} */
    public LuauState state() {
        return state;
    }

    /**
     * {@return the globals behind every script's own} The host adds to them, and to the libraries in them, before it loads
     * the first script; then they are read-only.
     */
    public LuauTable globals() {
        return state.globals;
    }

    /**
     * {@return an environment for one script} Its globals are its own, and what it lacks is found in the VM's. The host may
     * put values into it.
     */
    public LuauTable newEnvironment() {
        libraries.forEach(LuauTable::freeze);
        libraries.clear();
        var environment = new LuauTable();
        environment.metatable(behindEnvironments);
        return environment;
    }

    /**
     * Compiles a script for any number of VMs. Any thread.
     *
     * @param text the source, any bytes; a first line for Unix's {@code #!} and a mark before UTF-8 are passed over
     * @param name the name that positions show, such as a file's path
     * @throws SyntaxException when it is not valid Luau
     */
    public static CompiledScript compile(byte[] text, String name) {
        return Luau.compile(ScriptFile.code(text), ChunkNames.display("=" + name));
    }

    /** {@return a script as a function, in an environment of its own} */
    public LuauFunction load(CompiledScript script) {
        return script.load(state, newEnvironment());
    }

    /**
     * Compiles a script, and loads it into an environment of its own.
     *
     * @param text the source, any bytes
     * @param name the name that positions show, such as a file's path
     * @throws SyntaxException when it is not valid Luau
     */
    public LuauFunction load(byte[] text, String name) {
        return load(compile(text, name));
    }
}
