package dev.moonloom.luau.runtime;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/** Counts the keys of a table and finds the array size of which more than half is in use. */
final class TableCensus {
    /** A table has at most two to the power of this many entries in each part. */
    static final int MAX_BITS = 26;
    private static final int[] NONE = {};

    /** How many list indices there are above {@code 2^(i-1)}, up to {@code 2^i}. */
    private int[] slices = NONE;
    private int indices;
    private int total;
    private int inArray;

    void countArray(@Nullable LuaValue[] array) {
        int end = 0;
        for (int bits = 0; end < array.length; bits++) {
            int start = end;
            end = Math.min(1 << bits, array.length);
            int used = 0;
            for (int i = start; i < end; i++) {
                if (array[i] != null) {
                    used++;
                }
            }
            add(bits, used);
        }
        total += indices;
    }

    private void add(int slice, int used) {
        if (slices == NONE) {
            slices = new int[MAX_BITS + 1];
        }
        slices[slice] += used;
        indices += used;
    }

    /** Counts a key by its list index, or one that is none by 0. */
    void count(int index) {
        total++;
        if (index > 0 && index <= 1 << MAX_BITS) {
            add(Integer.SIZE - Integer.numberOfLeadingZeros(index - 1), 1);
        }
    }

    /** {@return how many keys there are} */
    int total() {
        return total;
    }

    /** {@return the best size of the array} */
    int arraySize() {
        int size = 0;
        int below = 0;
        inArray = 0;
        for (int bits = 0; bits <= MAX_BITS && (1 << bits) / 2 < indices; bits++) {
            below += slices[bits];
            if (slices[bits] > 0 && below > (1 << bits) / 2) {
                size = 1 << bits;
                inArray = below;
            }
        }
        return size;
    }

    /** {@return how many keys the array of that size takes} */
    int inArray() {
        return inArray;
    }
}
