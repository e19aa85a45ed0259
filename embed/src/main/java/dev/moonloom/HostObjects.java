package dev.moonloom;

import dev.moonloom.luau.runtime.LuauUserdata;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/**
 * The Java objects that scripts of one VM hold: one value for each, for as long as a script holds it. The value holds its
 * object and is itself held weakly here, so that neither outlives those who use it. Any thread.
 */
final class HostObjects {
    private final Vm vm;
    private final ObjectTypes types;
    /** What scripts may do with the objects of each type, made when the first one of it is given to them. Under the lock. */
    private final Map<LuauType<?>, TypeInVm> made = new HashMap<>();
    /** The entries are their own keys; they are looked up by a {@link Sought}. */
    private final ConcurrentHashMap<Object, Entry> entries = new ConcurrentHashMap<>();
    private final ReferenceQueue<LuauUserdata> collected = new ReferenceQueue<>();

    HostObjects(Vm vm, ObjectTypes types) {
        this.vm = vm;
        this.types = types;
    }

    /** {@return the value for an object of a registered type} */
    LuaValue valueOf(LuauType<?> type, Object instance) {
        LuauUserdata known = find(instance);
        return known == null ? add(type, instance) : known;
    }

    private @Nullable LuauUserdata find(Object instance) {
        Entry entry = entries.get(new Sought(instance));
        return entry == null ? null : entry.get();
    }

    /** Another thread may have been first: under the lock there is one value at most. */
    private synchronized LuauUserdata add(LuauType<?> type, Object instance) {
        removeCollected();
        LuauUserdata first = find(instance);
        if (first != null) {
            return first;
        }
        LuauUserdata value = LuauUserdata.of(instance, inVm(type).members());
        var entry = new Entry(value, collected);
        entries.put(entry, entry);
        return value;
    }

    /** With its parents. Under the lock. */
    private TypeInVm inVm(LuauType<?> type) {
        TypeInVm known = made.get(type);
        if (known != null) {
            return known;
        }
        LuauType<?> parent = type.parent();
        TypeInVm mine = TypeInVm.of(vm, type.name(), types.of(type), parent == null ? null : inVm(parent));
        made.put(type, mine);
        return mine;
    }

    private void removeCollected() {
        for (Reference<?> entry = collected.poll(); entry != null; entry = collected.poll()) {
            entries.remove(entry);
        }
    }

    /** {@return how many values are held} For tests. */
    synchronized int size() {
        removeCollected();
        return entries.size();
    }

    /** What finds the entry of an object. */
    private record Sought(Object instance) {
        @Override
        public int hashCode() {
            return System.identityHashCode(instance);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            LuauUserdata value = other instanceof Entry entry ? entry.get() : null;
            return value != null && value.m_instance == instance;
        }
    }

    /** A value in the map, equal to itself only. */
    private static final class Entry extends WeakReference<LuauUserdata> {
        private final int hash;

        Entry(LuauUserdata value, ReferenceQueue<LuauUserdata> queue) {
            super(value, queue);
            hash = System.identityHashCode(value.m_instance);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
