package dev.moonloom.luau.runtime;

import org.jspecify.annotations.Nullable;

/**
 * A whole number of 64 bits: Luau's type {@code integer}, whose literals end in {@code i}. It is a type of its own, not
 * a number: {@code 5i} and {@code 5} are unequal and two keys of a table, and only the library {@code integer} computes
 * with it. Immutable, so any thread may have it.
 */
public final class LuauInteger extends TableKey {
    /** What {@link #type} answers: a number that LuaJ does not use itself. */
    public static final int TYPE = 12;

    /** The number; functions that count without a sign take it for 64 unsigned bits. */
    public final long value;

    private LuauInteger(long value) {
        this.value = value;
    }

    /** {@return an integer} There is no cache: one would keep the JIT from removing integers. */
    public static LuauInteger of(long value) {
        return new LuauInteger(value);
    }

    @Override
    public int hashCode() {
        return TableLayout.hash((int) value, (int) (value >>> Integer.SIZE));
    }

    @Override
    public long hash(long seed) {
        return Strings.mix(value, seed);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LuauInteger integer && integer.value == value;
    }

    @Override
    public int type() {
        return TYPE;
    }

    @Override
    public String typename() {
        return "integer";
    }

    @Override
    public String tojstring() {
        return Long.toString(value);
    }
}
