package dev.moonloom.luau.runtime;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** What a weak table holds in place of an object. It never leaves the table. */
final class TableReference extends LuaValue {
    /** The hash of the object, where it is a key. */
    final int hash;
    private final WeakReference<LuaValue> object;

    TableReference(LuaValue object, int hash, ReferenceQueue<LuaValue> collected) {
        this.hash = hash;
        this.object = new WeakReference<>(object, collected);
    }

    /** {@return the object of a reference, or null when it is gone; any other value itself} */
    static @Nullable LuaValue object(@Nullable LuaValue held) {
        return held instanceof TableReference reference ? reference.object.get() : held;
    }

    boolean refersTo(LuaValue value) {
        return object.refersTo(value);
    }

    @Override
    public int type() {
        throw escaped();
    }

    @Override
    public String typename() {
        throw escaped();
    }

    @Override
    public LuaString strvalue() {
        throw escaped();
    }

    private static AssertionError escaped() {
        return new AssertionError("a weak reference left its table");
    }
}
