package dev.moonloom.core.require;

import dev.moonloom.core.coroutine.UnplacedError;
import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauState;
import org.luaj.vm2.Varargs;

/** {@code require}. */
final class RequireFunction extends LuauFunction {
    private final Require require;

    RequireFunction(LuauState state, Require require) {
        super(state);
        this.require = require;
    }

    @Override
    public Varargs execN(Varargs arguments) {
        try {
            return require.call(this, new Arguments(this, arguments).string(1));
        } catch (UnplacedError error) {
            throw state.error(this, error.text());
        }
    }

    @Override
    public String debugName() {
        return "require";
    }
}
