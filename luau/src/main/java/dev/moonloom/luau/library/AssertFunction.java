package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.Comparison;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.Strings;
import dev.moonloom.luau.runtime.Values;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code assert(condition, message)}. */
final class AssertFunction extends LibraryFunction {
    private static final LuaString FAILED = Strings.of("assertion failed!");

    AssertFunction(LuauState state) {
        super(state, "assert");
    }

    @Override
    public Varargs exec1(LuaValue condition) {
        return Comparison.truthy(condition) ? condition : execN(condition);
    }

    @Override
    public Varargs exec2(LuaValue condition, LuaValue message) {
        return execN(Values.of(condition, message));
    }

    @Override
    public Varargs execN(Varargs values) {
        var arguments = new Arguments(this, values);
        if (Comparison.truthy(arguments.any(1))) {
            return values;
        }
        throw state.raise(this, Strings.beforeZero(arguments.string(2, FAILED)), 1);
    }
}
