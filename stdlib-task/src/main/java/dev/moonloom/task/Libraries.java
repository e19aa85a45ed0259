package dev.moonloom.task;

import dev.moonloom.core.require.ModuleLibrary;
import dev.moonloom.core.require.Require;
import dev.moonloom.core.scheduler.Tasks;
import dev.moonloom.core.vm.ScriptVm;
import dev.moonloom.luau.library.LibraryBuilder;
import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.Numbers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** The script-side libraries of a scheduler, as values to put into an environment. Each VM has its own. */
public final class Libraries {
    private Libraries() {}

    /** Puts {@code task} and {@code coroutine} into a VM's globals. */
    public static void install(ScriptVm vm) {
        Tasks tasks = vm.scheduler().tasks();
        vm.globals().rawset("task", task(tasks));
        vm.globals().rawset("coroutine", coroutine(tasks));
    }

    /**
     * Gives the scripts of a VM {@code require}, behind {@link #install}. The names by which other runtimes have {@code task}
     * lead to it as well: {@code @lune/task}, {@code @lute/task} and {@code @std/task}.
     */
    public static Require installRequire(ScriptVm vm, ModuleLibrary modules) {
        LuaValue task = vm.globals().rawget("task");
        return Require.install(vm, modules)
                .provide("@lune/task", task)
                .provide("@lute/task", task)
                .provide("@std/task", task);
    }

    /** Gives the scripts of a VM {@code os.exit}, which ends its scheduler with the exit code. */
    public static void installExit(ScriptVm vm) {
        Tasks tasks = vm.scheduler().tasks();
        var os = (LuauTable) vm.globals().rawget("os");
        new LibraryBuilder(vm.state(), os).define("exit", arguments -> {
            throw tasks.exit(exitCode(arguments));
        });
    }

    /** {@return the status that a code asks for} Nothing and true are success, false is failure. */
    private static int exitCode(Arguments arguments) {
        LuaValue code = arguments.at(1);
        if (code.isnil() || code.isboolean()) {
            return code.isnil() || code.toboolean() ? 0 : 1;
        }
        return Numbers.toInt(arguments.number(1));
    }

    /**
     * {@return Roblox's library of that name, read-only} {@code spawn}, {@code defer}, {@code delay}, {@code wait}, {@code
     * cancel}, {@code synchronize} and {@code desynchronize}.
     */
    public static LuaTable task(Tasks tasks) {
        return new TaskLibrary(tasks).table();
    }

    /** {@return the {@code coroutine} library, read-only} All eight functions of Luau's. */
    public static LuaTable coroutine(Tasks tasks) {
        return new CoroutineLibrary(tasks).table();
    }

    /**
     * {@return a definition file for analyzers of Luau: of the globals here, and of others that those do not know by
     * themselves}
     *
     * @param exit whether scripts have {@code os.exit}
     * @param legacy whether they have Roblox's deprecated globals
     */
    public static String definitions(boolean exit, boolean legacy) {
        List<String> files = new ArrayList<>(List.of("task.d.luau"));
        if (exit) {
            files.add("exit.d.luau");
        }
        if (legacy) {
            files.add("legacy.d.luau");
        }
        return files.stream().map(Libraries::resource).collect(Collectors.joining("\n"));
    }

    private static String resource(String name) {
        try (InputStream file = Objects.requireNonNull(Libraries.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Puts Roblox's deprecated globals {@code wait}, {@code spawn} and {@code delay} into an environment. */
    public static void legacy(Tasks tasks, LuaValue environment) {
        new LegacyLibrary(tasks).install(environment);
    }
}
