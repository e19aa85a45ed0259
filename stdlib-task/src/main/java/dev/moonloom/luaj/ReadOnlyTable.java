package dev.moonloom.luaj;

import java.util.Map;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** A library's table: scripts read it, and every attempt to change it is Luau's error. */
final class ReadOnlyTable extends LuaTable {
    private final boolean sealed;

    /** A table with these entries. */
    ReadOnlyTable(Map<String, LuaValue> entries) {
        entries.forEach(this::set);
        sealed = true;
    }

    private void checkWritable() {
        if (sealed) {
            throw new LuaError("attempt to modify a readonly table");
        }
    }

    @Override
    public void set(int key, LuaValue value) {
        checkWritable();
        super.set(key, value);
    }

    @Override
    public void set(LuaValue key, LuaValue value) {
        checkWritable();
        super.set(key, value);
    }

    @Override
    public void rawset(int key, LuaValue value) {
        checkWritable();
        super.rawset(key, value);
    }

    @Override
    public void rawset(LuaValue key, LuaValue value) {
        checkWritable();
        super.rawset(key, value);
    }

    @Override
    public void hashset(LuaValue key, LuaValue value) {
        checkWritable();
        super.hashset(key, value);
    }

    @Override
    public void insert(int position, LuaValue value) {
        checkWritable();
        super.insert(position, value);
    }

    @Override
    public LuaValue remove(int position) {
        checkWritable();
        return super.remove(position);
    }

    @Override
    public void sort(LuaValue comparator) {
        checkWritable();
        super.sort(comparator);
    }

    @Override
    public LuaValue setmetatable(LuaValue metatable) {
        checkWritable();
        return super.setmetatable(metatable);
    }
}
