package dev.moonloom.luau.runtime;

import java.lang.ref.ReferenceQueue;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaBoolean;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The parts of a table with weak keys or values: objects are held through references. The table itself is empty
 * meanwhile, so that its quick ways miss and only its slow ones ask whether there are weak parts. An entry whose key or
 * value is gone counts as absent from that moment on; what it still holds is dropped when the table is next used after
 * that.
 */
final class TableWeak extends TableLayout {
    private final boolean weakKeys;
    private final boolean weakValues;
    private final ReferenceQueue<LuaValue> collected = new ReferenceQueue<>();

    /** Takes over the parts of a table. */
    TableWeak(TableLayout table, boolean weakKeys, boolean weakValues) {
        super(0, 0);
        this.weakKeys = weakKeys;
        this.weakValues = weakValues;
        table.moveParts(this);
        @Nullable LuaValue[] list = array();
        for (int i = 0; i < list.length; i++) {
            list[i] = heldValue(list[i]);
        }
        for (int node = 0; node < nodeCount(); node++) {
            LuaValue key = nodeKey(node);
            if (key != null) {
                rename(node, heldKey(key));
                nodeValue(node, heldValue(nodeValue(node)));
            }
        }
    }

    /** Gives the parts back. */
    void restore(TableLayout table) {
        moveParts(table);
        table.releaseReferences();
    }

    /** Gives an empty table a copy of the parts. */
    void copyTo(TableLayout table) {
        table.copyParts(this);
        table.releaseReferences();
    }

    boolean hasMode(boolean keys, boolean values) {
        return weakKeys == keys && weakValues == values;
    }

    @Nullable LuaValue find(LuaValue key) {
        int slot = slotOf(key);
        return slot < 0 ? null : TableReference.object(slotValue(slot));
    }

    /** {@return the value of a slot, or null when its key or its value is gone} */
    @Nullable LuaValue liveValue(int slot) {
        boolean keyIsGone = slot >= array.length && liveKey(slot) == null;
        return keyIsGone ? null : TableReference.object(slotValue(slot));
    }

    /** {@return the key of a slot, or null when it is gone} */
    @Nullable LuaValue liveKey(int slot) {
        return TableReference.object(slotKey(slot));
    }

    void put(LuaValue key, @Nullable LuaValue value) {
        dropCollected();
        int slot = slotOf(key);
        if (slot < 0) {
            LuaValue held = heldKey(key);
            insert(held, hash(held), heldValue(value));
        } else {
            slotValue(slot, heldValue(value));
        }
    }

    int liveLength() {
        dropCollected();
        int border = border();
        if (border > 0 && TableReference.object(array[border - 1]) == null) {
            purge();
            border = border();
        }
        return border;
    }

    private LuaValue heldKey(LuaValue key) {
        return weakKeys && isObject(key) ? new TableReference(key, hash(key), collected) : key;
    }

    private @Nullable LuaValue heldValue(@Nullable LuaValue value) {
        return weakValues && value != null && isObject(value) ? new TableReference(value, 0, collected) : value;
    }

    private static boolean isObject(LuaValue value) {
        return !(value instanceof LuaString || value instanceof LuaNumber || value instanceof LuaBoolean
                || value instanceof TableKey || value instanceof TableReference);
    }

    private void dropCollected() {
        if (collected.poll() == null) {
            return;
        }
        while (collected.poll() != null) {
            // one sweep drops them all
        }
        purge();
    }

    @Override
    void purge() {
        for (int slot = 0; slot < slotCount(); slot++) {
            if (slotValue(slot) != null && liveValue(slot) == null) {
                slotValue(slot, null);
            }
        }
    }

    @Override
    boolean matches(LuaValue nodeKey, LuaValue key) {
        return nodeKey instanceof TableReference reference ? reference.refersTo(key) : super.matches(nodeKey, key);
    }

    @Override
    Varargs nextEntry(LuaValue key) {
        for (int slot = slotAfter(slotBefore(key)); slot >= 0; slot = slotAfter(slot)) {
            LuaValue liveKey = liveKey(slot);
            LuaValue value = liveValue(slot);
            if (liveKey != null && value != null) {
                return Values.of(liveKey, value);
            }
        }
        return NIL;
    }

    @Override
    int slotAfter(int slot) {
        int next = super.slotAfter(slot);
        while (next >= 0 && liveValue(next) == null) {
            next = super.slotAfter(next);
        }
        return next;
    }
}
