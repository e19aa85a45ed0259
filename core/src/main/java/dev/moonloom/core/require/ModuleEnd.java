package dev.moonloom.core.require;

import dev.moonloom.luau.runtime.Activation;
import dev.moonloom.luau.runtime.LuauError;
import dev.moonloom.luau.runtime.LuauState;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Stands below the frames of a module's thread: what these return, or fail with, is the module's. */
final class ModuleEnd extends Activation {
    private final Require require;
    private final RequiredModule module;
    private final LuauState state;

    ModuleEnd(Require require, RequiredModule module, LuauState state) {
        this.require = require;
        this.module = module;
        this.state = state;
    }

    @Override
    public Varargs resume(Varargs values) {
        if (values.narg() == 1) {
            module.end(new RequiredModule.State.Loaded(values.arg1()));
        } else {
            require.fail(module, new Failure.AtRequirer("module must return a single value"));
        }
        return LuaValue.NONE;
    }

    /** An error that nobody is there to be told of is the thread's own. */
    @Override
    public Varargs fail(LuaError error) {
        boolean heard = require.isHeard(module);
        LuauError raised = state.asError(error);
        require.fail(module, new Failure.Raised(raised));
        if (!heard) {
            throw raised;
        }
        return LuaValue.NONE;
    }

    @Override
    public void drop() {
        require.fail(module, new Failure.AtRequirer("module was cancelled while it was loading"));
    }
}
