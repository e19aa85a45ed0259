package dev.moonloom.luau.runtime;

import java.util.concurrent.ThreadLocalRandom;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * A second way to the nodes of a table, by a hash that nobody can foresee. Luau's hash is the same everywhere, so that
 * a script can be fed with keys that all belong to one chain; once a chain is that long, keys are found here, and so is
 * the node before another one. The chains themselves stay as they are: the order of iteration does not change.
 *
 * <p>It serves until the nodes are made anew.
 */
final class TableIndex {
    private static final long SEED = ThreadLocalRandom.current().nextLong();

    private final TableLayout table;
    /** The first node of each bucket, plus one. */
    private final int[] buckets;
    /** The next node of the same bucket plus one, for each node. */
    private final int[] next;
    /** The previous node of the table's own chain plus one, for each node. */
    private final int[] before;

    TableIndex(TableLayout table) {
        this.table = table;
        int count = table.nodeCount();
        buckets = new int[count];
        next = new int[count];
        before = new int[count];
    }

    /** {@return the node of a key, or -1} */
    int find(LuaValue key) {
        int node = buckets[bucket(key)] - 1;
        while (node >= 0 && !isKey(node, key)) {
            node = next[node] - 1;
        }
        return node;
    }

    private boolean isKey(int node, LuaValue key) {
        LuaValue present = table.nodeKey(node);
        if (present == key) {
            return true;
        }
        return switch (key) {
            case LuaString string -> present instanceof LuaString other && Strings.equal(string, other);
            case LuauNumber number -> present instanceof LuauNumber other && number.value == other.value;
            default -> present != null && table.matches(present, key);
        };
    }

    /** Adds a node that has got a key. */
    void add(int node) {
        int bucket = bucket(table.usedKey(node));
        next[node] = buckets[bucket];
        buckets[bucket] = node + 1;
    }

    /** Removes a node that is about to lose its key. */
    void remove(int node) {
        int bucket = bucket(table.usedKey(node));
        if (buckets[bucket] == node + 1) {
            buckets[bucket] = next[node];
            return;
        }
        int previous = buckets[bucket] - 1;
        while (next[previous] != node + 1) {
            previous = next[previous] - 1;
        }
        next[previous] = next[node];
    }

    /** Notes that a node of a chain is followed by another one, or by none if that is -1. */
    void link(int node, int following) {
        if (following >= 0) {
            before[following] = node + 1;
        }
    }

    /** {@return the node before another one in its chain} */
    int before(int node) {
        return before[node] - 1;
    }

    private int bucket(LuaValue key) {
        return (int) hash(key) & (buckets.length - 1);
    }

    private static long hash(LuaValue key) {
        return switch (key) {
            case LuaString string -> Strings.hash(string, SEED);
            case LuauNumber number -> Strings.mix(Double.doubleToLongBits(number.value + 0.0), SEED);
            case TableKey content -> content.hash(SEED);
            default -> Strings.mix(TableLayout.hash(key), SEED);
        };
    }
}
