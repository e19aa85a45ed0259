package dev.moonloom.core.require;

import dev.moonloom.luau.runtime.LuauError;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauState;
import org.luaj.vm2.LuaValue;

/** Why a module has no value. Each who requires it is told on its own. */
sealed interface Failure {
    /** An error of the require itself: it gets the position of whoever required. */
    record AtRequirer(String text) implements Failure {}

    /** An error that has a position already, or no use for one. */
    record Unplaced(LuaValue value) implements Failure {}

    /** The module's own error, with the frames in which it was raised. A text gets the requirer's position before it. */
    record Raised(LuauError error) implements Failure {}

    /** {@return the error to throw} */
    default LuauError toError(LuauFunction require) {
        LuauState state = require.state;
        return switch (this) {
            case AtRequirer(String text) -> state.error(require, text);
            case Unplaced(LuaValue value) -> state.raise(require, value);
            case Raised(LuauError error) -> state.raiseAgain(error, "error while running module: ");
        };
    }
}
