package dev.moonloom;

import dev.moonloom.luau.runtime.LuauTable;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/** A record as a table of its components; null is no field. */
final class RecordToLuau implements ToLuau {
    private final RecordForm form;
    /** How each component is given. Complete before anybody converts: a record may contain records of its own class. */
    private final ToLuau[] components;

    RecordToLuau(RecordForm form) {
        this.form = form;
        this.components = new ToLuau[form.keys.length];
    }

    /** Says how a component is given; counted from zero. */
    void component(int place, ToLuau way) {
        components[place] = way;
    }

    @Override
    public LuaValue give(Nesting outer, @Nullable Object record) {
        if (record == null) {
            return LuaValue.NIL;
        }
        outer.enter(record);
        @Nullable Object[] parts = form.parts(record);
        var table = new LuauTable(0, parts.length);
        for (int i = 0; i < parts.length; i++) {
            Object part = parts[i];
            if (part != null) {
                table.put(form.keys[i], form.hashes[i], component(outer, i, part));
            }
        }
        outer.leave();
        return table;
    }

    private LuaValue component(Nesting outer, int place, Object part) {
        try {
            return components[place].give(outer, part);
        } catch (Mismatch mismatch) {
            throw mismatch.insideKey(form.keys[place]);
        }
    }
}
