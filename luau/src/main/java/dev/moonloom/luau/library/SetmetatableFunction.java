package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.MetaEvent;
import dev.moonloom.luau.runtime.Values;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code setmetatable(table, metatable)}. */
final class SetmetatableFunction extends LibraryFunction {
    SetmetatableFunction(LuauState state) {
        super(state, "setmetatable");
    }

    @Override
    public Varargs exec2(LuaValue value, LuaValue metatable) {
        if (value instanceof LuauTable table && metatable instanceof LuauTable wanted && !table.readonly()
                && table.metatable() == null) {
            table.metatable(wanted);
            return table;
        }
        return execN(Values.of(value, metatable));
    }

    @Override
    public Varargs execN(Varargs values) {
        var arguments = new Arguments(this, values);
        LuauTable table = arguments.table(1);
        boolean removed = arguments.count() > 1 && arguments.at(2).isnil();
        if (!removed && !(arguments.at(2) instanceof LuauTable)) {
            throw arguments.wrongType(2, "nil or table");
        }
        LuauTable present = table.metatable();
        if (present != null && present.metamethod(MetaEvent.METATABLE) != null) {
            throw arguments.error("cannot change a protected metatable");
        }
        if (table.readonly()) {
            throw state.runtimeError(this, "attempt to modify a readonly table");
        }
        table.metatable(removed ? null : arguments.table(2));
        return table;
    }
}
