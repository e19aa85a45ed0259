package dev.moonloom;

import dev.moonloom.luau.runtime.LuauTable;
import org.luaj.vm2.LuaValue;

/** How a table becomes a Java object, part by part. No metamethod is asked. */
abstract class TableFromLuau implements FromLuau {
    /**
     * {@return the object for a table}
     *
     * @throws Mismatch when a part has no conversion; it says which
     */
    abstract Object fill(Taking taking, LuauTable table);

    /** {@return about how many parts an object has} */
    abstract int sizeOf(Object made);

    @Override
    public String expected() {
        return "table";
    }

    @Override
    public final Object convert(Vm vm, LuaValue value) {
        return convert(new Taking(vm), value);
    }

    @Override
    public final Object convert(Taking taking, LuaValue value) {
        if (!(value instanceof LuauTable table)) {
            throw Mismatch.expected(expected(), taking.vm(), value);
        }
        Object known = taking.known(this, table);
        if (known != null) {
            return known;
        }
        taking.enter(table);
        Object made = fill(taking, table);
        taking.leave();
        taking.remember(this, table, 1 + sizeOf(made), made);
        return made;
    }
}
