package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.Values;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What {@code ipairs} gives a loop: from an index of a list to the next one and its value. It has no name. */
final class ArrayNextFunction extends LibraryFunction {
    ArrayNextFunction(LuauState state) {
        super(state, "");
    }

    @Override
    public Varargs execN(Varargs values) {
        var arguments = new Arguments(this, values);
        int index = arguments.integer(2) + 1;
        LuauTable table = arguments.table(1);
        LuaValue value = table.find(index);
        return value == null ? NONE : Values.of(LuauNumber.of(index), value);
    }
}
