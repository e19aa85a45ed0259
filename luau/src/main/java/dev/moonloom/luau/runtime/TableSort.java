package dev.moonloom.luau.runtime;

import java.util.Arrays;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Merge sort for hosts. Unlike Java's it bears comparators that contradict themselves. */
final class TableSort {
    private final LuaValue comparator;

    private TableSort(LuaValue comparator) {
        this.comparator = comparator;
    }

    static LuaValue[] sort(LuaValue[] values, LuaValue comparator) {
        return new TableSort(comparator).sort(values);
    }

    private LuaValue[] sort(LuaValue[] values) {
        if (values.length < 2) {
            return values;
        }
        int middle = values.length / 2;
        return merge(sort(Arrays.copyOf(values, middle)), sort(Arrays.copyOfRange(values, middle, values.length)));
    }

    private LuaValue[] merge(LuaValue[] left, LuaValue[] right) {
        var merged = new LuaValue[left.length + right.length];
        int fromLeft = 0;
        int fromRight = 0;
        for (int i = 0; i < merged.length; i++) {
            boolean takeRight = fromLeft == left.length
                    || (fromRight < right.length && isLess(right[fromRight], left[fromLeft]));
            merged[i] = takeRight ? right[fromRight++] : left[fromLeft++];
        }
        return merged;
    }

    private boolean isLess(LuaValue a, LuaValue b) {
        if (!comparator.isnil()) {
            return comparator.call(a, b).toboolean();
        }
        if (a instanceof LuaString left && b instanceof LuaString right) {
            return Strings.compare(left, right) < 0;
        }
        return a.lt_b(b);
    }
}
