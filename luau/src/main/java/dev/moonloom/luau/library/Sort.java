package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Comparison;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.Strings;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * One call of {@code table.sort}: quicksort with the median of three as pivot, and heapsort where that would take too
 * many rounds. Scripts see which elements are compared and where equal ones go, so every step is native Luau's; but where
 * there is nothing to see, Java sorts.
 *
 * <p>Places count from zero.
 */
final class Sort {
    private final LuauFunction self;
    private final LuauTable table;
    private final @Nullable LuauFunction order;
    private final int size;

    /**
     * @param self the native on whose behalf it is done
     * @param order what says whether an element comes before another one; null for {@code <}
     */
    Sort(LuauFunction self, LuauTable table, @Nullable LuauFunction order) {
        this.self = self;
        this.table = table;
        this.order = order;
        size = table.arraySize();
    }

    /** Sorts the first elements. */
    void run(int count) {
        boolean plain = order == null && count > 1;
        if (plain && (at(0) instanceof LuauNumber ? sortNumbers(count) : sortStrings(count))) {
            return;
        }
        sort(0, count - 1, count);
    }

    /**
     * Sorts the first elements if they are numbers of which equal ones are the same: scripts cannot see how, then.
     *
     * @return whether they are
     */
    private boolean sortNumbers(int count) {
        var numbers = new double[count];
        for (int i = 0; i < count; i++) {
            if (!(at(i) instanceof LuauNumber number) || Double.isNaN(number.value) || isMinusZero(number.value)) {
                return false;
            }
            numbers[i] = number.value;
        }
        Arrays.sort(numbers);
        for (int i = 0; i < count; i++) {
            table.put(i + 1, LuauNumber.of(numbers[i]));
        }
        return true;
    }

    private static boolean isMinusZero(double number) {
        return Double.doubleToRawLongBits(number) == Long.MIN_VALUE;
    }

    /** Does the same for strings. */
    private boolean sortStrings(int count) {
        var strings = new LuaString[count];
        for (int i = 0; i < count; i++) {
            if (!(at(i) instanceof LuaString string)) {
                return false;
            }
            strings[i] = string;
        }
        Arrays.sort(strings, Strings::compare);
        for (int i = 0; i < count; i++) {
            table.put(i + 1, strings[i]);
        }
        return true;
    }

    /**
     * Sorts the elements from the first to the last one.
     *
     * @param budget when quicksort is given up: it begins with the number of elements, and each round takes a quarter
     */
    private void sort(int first, int last, int budget) {
        while (first < last) {
            if (budget == 0) {
                heapSort(first, last);
                return;
            }
            if (sortThree(first, last)) {
                return;
            }
            int middle = partition(first, last);
            budget = (budget >> 1) + (budget >> 2);
            if (middle - first < last - middle) {
                sort(first, middle - 1, budget);
                first = middle + 1;
            } else {
                sort(middle + 1, last, budget);
                last = middle - 1;
            }
        }
    }

    /** Sorts the two ends and the middle among themselves. {@return whether there are no other elements} */
    private boolean sortThree(int first, int last) {
        swapIfLess(last, first);
        if (last - first == 1) {
            return true;
        }
        int middle = first + (last - first) / 2;
        if (isLess(middle, first)) {
            swap(middle, first);
        } else {
            swapIfLess(last, middle);
        }
        return last - first == 2;
    }

    /** Puts what is less than the middle element before it and the rest behind. {@return where it stands then} */
    private int partition(int first, int last) {
        int pivot = last - 1;
        swap(first + (last - first) / 2, pivot);
        int low = first;
        int high = pivot;
        while (true) {
            low = skipLess(low, pivot, last);
            high = skipGreater(high, pivot, first);
            if (high < low) {
                swap(pivot, low);
                return low;
            }
            swap(low, high);
        }
    }

    private int skipLess(int low, int pivot, int last) {
        int next = low + 1;
        for (; isLess(next, pivot); next++) {
            if (next >= last) {
                throw invalidOrder();
            }
        }
        return next;
    }

    private int skipGreater(int high, int pivot, int first) {
        int next = high - 1;
        for (; isLess(pivot, next); next--) {
            if (next <= first) {
                throw invalidOrder();
            }
        }
        return next;
    }

    private LuaError invalidOrder() {
        return self.state.error(self, "invalid order function for sorting");
    }

    private void heapSort(int first, int last) {
        int count = last - first + 1;
        for (int root = count / 2 - 1; root >= 0; root--) {
            sift(first, count, root);
        }
        for (int end = count - 1; end > 0; end--) {
            swap(first, first + end);
            sift(first, end, 0);
        }
    }

    /** Lets an element sink in a heap of so many elements until no child is greater. */
    private void sift(int first, int count, int root) {
        int left = 2 * root + 1;
        while (left + 1 < count) {
            int greatest = isLess(first + root, first + left) ? left : root;
            if (isLess(first + greatest, first + left + 1)) {
                greatest = left + 1;
            }
            if (greatest == root) {
                break;
            }
            swap(first + root, first + greatest);
            root = greatest;
            left = 2 * root + 1;
        }
        if (left == count - 1) {
            swapIfGreaterChild(first + root, first + left);
        }
    }

    private void swapIfGreaterChild(int root, int child) {
        if (isLess(root, child)) {
            swap(root, child);
        }
    }

    private void swapIfLess(int a, int b) {
        if (isLess(a, b)) {
            swap(a, b);
        }
    }

    private boolean isLess(int a, int b) {
        LuaValue left = at(a);
        LuaValue right = at(b);
        boolean less = order == null
                ? Comparison.less(left, right, self)
                : Comparison.truthy(self.state.callback2(self, order, left, right));
        if (table.arraySize() != size) {
            throw self.state.error(self, "table modified during sorting");
        }
        return less;
    }

    private LuaValue at(int place) {
        LuaValue value = table.find(place + 1);
        return value == null ? LuaValue.NIL : value;
    }

    private void swap(int a, int b) {
        LuaValue value = at(a);
        table.put(a + 1, at(b));
        table.put(b + 1, value);
    }
}
