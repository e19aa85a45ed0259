package dev.moonloom.cli;

import dev.moonloom.core.require.ModuleLibrary;
import dev.moonloom.core.require.Require;
import dev.moonloom.core.scheduler.Tasks;
import dev.moonloom.core.vm.ScriptVm;
import dev.moonloom.luau.library.LibraryBuilder;
import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.Numbers;
import dev.moonloom.task.Libraries;
import org.luaj.vm2.LuaValue;

/** What the scripts of a command line get beyond the standard libraries. */
final class ScriptLibraries {
    private ScriptLibraries() {}

    static Require install(ScriptVm vm, ModuleLibrary modules, boolean legacy) {
        Tasks tasks = vm.scheduler().tasks();
        var os = (LuauTable) vm.globals().rawget("os");
        new LibraryBuilder(vm.state(), os).define("exit", arguments -> {
            throw tasks.exit(exitCode(arguments));
        });
        Libraries.install(vm);
        if (legacy) {
            Libraries.legacy(tasks, vm.globals());
        }
        return Libraries.installRequire(vm, modules);
    }

    /** {@return the status that a code asks for} Nothing and true are success, false is failure. */
    private static int exitCode(Arguments arguments) {
        LuaValue code = arguments.at(1);
        if (code.isnil() || code.isboolean()) {
            return code.isnil() || code.toboolean() ? 0 : 1;
        }
        return Numbers.toInt(arguments.number(1));
    }
}
