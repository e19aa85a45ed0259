package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.Values;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code rawget(table, key)}. */
final class RawgetFunction extends LibraryFunction {
    RawgetFunction(LuauState state) {
        super(state, "rawget");
    }

    @Override
    public Varargs exec2(LuaValue value, LuaValue key) {
        return value instanceof LuauTable table ? get(table, key) : execN(Values.of(value, key));
    }

    @Override
    public Varargs execN(Varargs values) {
        var arguments = new Arguments(this, values);
        return get(arguments.table(1), arguments.any(2));
    }

    private static LuaValue get(LuauTable table, LuaValue key) {
        LuaValue value = table.find(key);
        return value == null ? NIL : value;
    }
}
