package dev.moonloom.luau.runtime;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/**
 * A walk over a table, slot by slot. Entries may be changed, removed and added meanwhile: the walk goes on behind the
 * slot that it has reached, as Luau's does, even where the table has moved its entries to other slots.
 */
public final class Cursor {
    private final LuauTable table;
    private final boolean list;
    /** How many slots are behind us. */
    private int position;

    /** The value of the entry reached. */
    public LuaValue value = LuaValue.NIL;
    /** Whether the key of the entry is {@link #index}, rather than what {@link #key} answers. */
    public boolean keyIsIndex;
    /** The key of the entry when it comes from the list. */
    public int index;
    private @Nullable LuaValue nodeKey;

    private Cursor(LuauTable table, boolean list) {
        this.table = table;
        this.list = list;
        table.weakParts();
    }

    /** A walk over all entries. */
    public Cursor(LuauTable table) {
        this(table, false);
    }

    /** {@return a walk over the list from one up to the first absent value} */
    public static Cursor overList(LuauTable table) {
        return new Cursor(table, true);
    }

    /** {@return the key of the entry reached} */
    public LuaValue key() {
        LuaValue key = nodeKey;
        return keyIsIndex || key == null ? LuauNumber.of(index) : key;
    }

    /** {@return whether there is a next entry} If so, it is the one reached. */
    public boolean next() {
        @Nullable LuaValue[] array = table.array();
        int at = position;
        while (at >= 0 && at < array.length) {
            LuaValue found = array[at];
            at++;
            if (found != null) {
                return reach(at, found);
            }
            if (list) {
                return false;
            }
        }
        return nextFurther(at);
    }

    private boolean reach(int at, LuaValue found) {
        position = at;
        index = at;
        keyIsIndex = true;
        value = found;
        return true;
    }

    private boolean nextFurther(int at) {
        TableWeak weak = table.weak;
        if (weak != null) {
            return nextWeak(weak);
        }
        return !list && nextNode(at);
    }

    private boolean nextNode(int from) {
        @Nullable LuaValue[] nodes = table.nodes;
        int inArray = table.arrayLength();
        for (int at = 2 * (from - inArray); at < nodes.length; at += 2) {
            LuaValue found = nodes[at + 1];
            if (found != null) {
                return reachNode(inArray + (at >> 1) + 1, nodes[at], found);
            }
        }
        return false;
    }

    private boolean reachNode(int at, @Nullable LuaValue key, LuaValue found) {
        position = at;
        keyIsIndex = false;
        nodeKey = key;
        value = found;
        return true;
    }

    private boolean nextWeak(TableWeak weak) {
        int slot = weak.slotAfter(position - 1);
        if (slot < 0 || (list && slot != position)) {
            return false;
        }
        LuaValue key = weak.liveKey(slot);
        LuaValue found = weak.liveValue(slot);
        if (key == null || found == null) {
            // The collector was quicker than we.
            position = slot + 1;
            return nextWeak(weak);
        }
        return slot < weak.arrayLength() ? reach(slot + 1, found) : !list && reachNode(slot + 1, key, found);
    }
}
