package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.Values;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code next(table, key)}. What {@code pairs} gives a loop is another one, which has no name. */
final class NextFunction extends LibraryFunction {
    NextFunction(LuauState state, String name) {
        super(state, name);
    }

    @Override
    public Varargs exec1(LuaValue value) {
        return exec2(value, NIL);
    }

    @Override
    public Varargs exec2(LuaValue value, LuaValue key) {
        return value instanceof LuauTable table ? next(table, key) : execN(Values.of(value, key));
    }

    @Override
    public Varargs execN(Varargs values) {
        var arguments = new Arguments(this, values);
        return next(arguments.table(1), arguments.at(2));
    }

    private Varargs next(LuauTable table, LuaValue key) {
        try {
            return table.next(key);
        } catch (LuaError error) {
            throw state.runtimeError(this, error);
        }
    }
}
