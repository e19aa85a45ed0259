package dev.moonloom.luau.runtime;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/**
 * A value that is compared by content, also when it is a key of a table, as vectors and integers are: {@code equals} says
 * whether two are the same, and {@code hashCode} is Luau's hash, which decides the order of iteration. Strings and numbers
 * are LuaJ's or have their own ways; all other values are compared by identity.
 */
public abstract class TableKey extends LuaValue {
    /** {@return whether the content holds a NaN, so that no table takes it as a key} */
    public boolean hasNaN() {
        return false;
    }

    /**
     * {@return a hash that cannot be foreseen without the seed} It protects large tables against keys chosen to
     * collide; two equal keys have equal hashes for one seed.
     */
    public abstract long hash(long seed);

    @Override
    public abstract boolean equals(@Nullable Object other);

    @Override
    public abstract int hashCode();

    @Override
    public final boolean raweq(LuaValue other) {
        return equals(other);
    }

    @Override
    public final boolean eq_b(LuaValue other) {
        return equals(other);
    }

    @Override
    public final LuaValue eq(LuaValue other) {
        return valueOf(equals(other));
    }

    @Override
    public final LuaValue tostring() {
        return valueOf(tojstring());
    }

    @Override
    public final String toString() {
        return tojstring();
    }
}
