package dev.moonloom;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/**
 * One conversion of a whole value of Luau. A table of a few hundred entries may stand for more objects than any memory
 * holds, when the same tables stand in it again and again: so a large conversion remembers what it has made and makes it once.
 */
final class Taking extends Nesting {
    /** From so many items and bytes on, what is made is remembered. */
    private static final int LARGE = 10_000;

    private @Nullable Map<Made, Object> made;
    private long size;

    /** By identity: neither has an equality of its own. */
    private record Made(FromLuau way, LuaValue value) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Made another && another.way == way && another.value == value;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(way) + System.identityHashCode(value);
        }
    }

    Taking(Vm vm) {
        super(vm);
    }

    /** {@return what was made of a value before, or null when nothing was remembered} */
    @Nullable Object known(FromLuau way, LuaValue value) {
        return made == null ? null : made.get(new Made(way, value));
    }

    /** Notes that a value of so many items or bytes was converted. */
    void remember(FromLuau way, LuaValue value, int size, Object result) {
        this.size += size;
        if (this.size > LARGE) {
            if (made == null) {
                made = new HashMap<>();
            }
            made.put(new Made(way, value), result);
        }
    }
}
