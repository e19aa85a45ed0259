package dev.moonloom.luau.runtime;

/**
 * A value that a table compares by content when it is a key, as vectors and integers are: {@code equals} says whether
 * two are the same key, and {@code hashCode} is Luau's hash, which decides the order of iteration. Strings and numbers
 * need not implement it; all other values are compared by identity.
 */
public interface TableKey {
    /** {@return whether the content holds a NaN, so that no table takes it as a key} */
    default boolean hasNaN() {
        return false;
    }

    /**
     * {@return a hash that cannot be foreseen without the seed} It protects large tables against keys chosen to
     * collide; two equal keys have equal hashes for one seed.
     */
    default long hash(long seed) {
        return Strings.mix(hashCode(), seed);
    }
}
