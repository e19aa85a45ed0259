package dev.moonloom.cli;

import dev.moonloom.core.require.ModuleLibrary;
import dev.moonloom.core.require.Require;
import dev.moonloom.core.vm.ScriptVm;
import dev.moonloom.task.Libraries;

/** What the scripts of a command line get beyond the standard libraries. */
final class ScriptLibraries {
    private ScriptLibraries() {}

    static Require install(ScriptVm vm, ModuleLibrary modules, boolean legacy) {
        Libraries.installExit(vm);
        Libraries.install(vm);
        if (legacy) {
            Libraries.legacy(vm.scheduler().tasks(), vm.globals());
        }
        return Libraries.installRequire(vm, modules);
    }
}
