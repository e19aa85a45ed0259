package dev.moonloom;

import dev.moonloom.luau.runtime.Cursor;
import dev.moonloom.luau.runtime.LuauTable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/**
 * A table of a script that was not copied: what scripts do to it is seen here, and what is done here is seen by scripts. No
 * metamethod is asked. Only for the VM's thread, as inside of a host function; equal to another view of the same table.
 */
public final class TableView {
    private final Vm vm;
    private final LuauTable table; // VM's thread only

    TableView(Vm vm, LuauTable table) {
        this.vm = vm;
        this.table = table;
    }

    Vm vm() {
        return vm;
    }

    LuauTable table() {
        return table;
    }

    /**
     * {@return the value of a key as the Java type that is closest to it, or null}
     *
     * @throws IllegalArgumentException when it, or a part of it, has none
     * @throws WrongThreadException on another thread
     */
    public @Nullable Object get(Object key) {
        LuaValue name = key(key);
        try {
            return NaturalFromLuau.INSTANCE.convert(vm, table.rawget(name));
        } catch (Mismatch mismatch) {
            throw mismatch.insideKey(name).of("the table");
        }
    }

    /**
     * {@return the value of a key as a type}
     *
     * @throws IllegalArgumentException when it, or a part of it, is of another type, or absent
     * @throws WrongThreadException on another thread
     */
    public <T> T get(Object key, Class<T> type) {
        LuaValue name = key(key);
        return as(type, name, table.rawget(name));
    }

    private <T> T as(Class<T> type, LuaValue key, LuaValue value) {
        try {
            return vm.conversions().as(type, vm, value);
        } catch (Mismatch mismatch) {
            throw mismatch.insideKey(key).of("the table");
        }
    }

    private LuaValue key(Object key) {
        requireThread();
        return toLuau("the key", key);
    }

    /**
     * Sets the value of a key; null removes it.
     *
     * @throws IllegalArgumentException when one of them has no conversion, or the key cannot be one
     * @throws IllegalStateException when the table is read-only
     * @throws WrongThreadException on another thread
     */
    public void set(Object key, @Nullable Object value) {
        LuaValue name = key(key);
        if (!name.isvalidkey()) {
            throw new IllegalArgumentException("the key: nothing and NaN are no keys");
        }
        if (table.readonly()) {
            throw new IllegalStateException("the table is read-only");
        }
        table.put(name, toLuau("the value", value));
    }

    private LuaValue toLuau(String what, @Nullable Object object) {
        try {
            return vm.conversions().toLuau(vm, object);
        } catch (Mismatch mismatch) {
            throw mismatch.of(what);
        }
    }

    /**
     * {@return the length of the list in it, as {@code #} has it}
     *
     * @throws WrongThreadException on another thread
     */
    public int length() {
        requireThread();
        return table.length();
    }

    /**
     * Hands over all entries, in the order in which scripts see them. The entries may be changed meanwhile; what is added may
     * or may not be met.
     *
     * @throws IllegalArgumentException at the first entry that is of other types
     * @throws WrongThreadException on another thread
     */
    public <K, V> void forEach(Class<K> key, Class<V> value, BiConsumer<? super K, ? super V> action) {
        requireThread();
        FromLuau keys = vm.conversions().fromLuau(key);
        for (var entries = new Cursor(table); entries.next();) {
            Object converted;
            try {
                converted = MapFromLuau.keyOf(new Taking(vm), keys, entries.key());
            } catch (Mismatch mismatch) {
                throw mismatch.of("the table");
            }
            action.accept(Conversions.cast(key, converted), as(value, entries.key(), entries.value));
        }
    }

    private void requireThread() {
        if (!vm.isRunBy(Thread.currentThread())) {
            throw new WrongThreadException("a table of the VM '" + vm.name() + "' was used on the thread '"
                    + Thread.currentThread().getName()
                    + "', which does not run its scripts; use it inside of a host function, "
                    + "or ask for a List, a Map or a record, which any thread may have");
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TableView view && view.table == table;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(table);
    }
}
