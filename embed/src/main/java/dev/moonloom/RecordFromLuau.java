package dev.moonloom;

import dev.moonloom.luau.runtime.LuauTable;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** A table as a record of its fields. Other fields do not matter. */
final class RecordFromLuau extends TableFromLuau {
    private final RecordForm form;
    /** How each component is made. Complete before anybody converts: a record may contain records of its own class. */
    private final FromLuau[] components;
    /** Whether null stands for an absent field. */
    private final boolean[] nullable;

    RecordFromLuau(RecordForm form) {
        this.form = form;
        this.components = new FromLuau[form.keys.length];
        this.nullable = new boolean[form.keys.length];
    }

    /** Says how a component is made; counted from zero. */
    void component(int place, FromLuau way, boolean isNullable) {
        components[place] = way;
        nullable[place] = isNullable;
    }

    @Override
    Object fill(Taking taking, LuauTable table) {
        var values = new @Nullable Object[components.length];
        for (int i = 0; i < values.length; i++) {
            LuaString key = form.keys[i];
            LuaValue value = table.find(key, form.hashes[i]);
            if (value != null || !nullable[i]) {
                values[i] = component(taking, i, value == null ? LuaValue.NIL : value);
            }
        }
        return form.whole(values);
    }

    private @Nullable Object component(Taking taking, int place, LuaValue value) {
        try {
            return components[place].convert(taking, value);
        } catch (Mismatch mismatch) {
            throw mismatch.insideKey(form.keys[place]);
        }
    }

    @Override
    int sizeOf(Object made) {
        return components.length;
    }
}
