package dev.moonloom.luau.runtime;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaBoolean;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Where a table keeps its entries. Scripts see the layout: it decides the order of iteration, and what {@code #}
 * answers for a list with holes. So it is Luau's:
 *
 * <ul>
 *   <li>an array for the keys from one up, of such a size that more than half of it is in use, or of the size that was
 *       asked for. The key behind its end is never in the hash part, so that a border of the list lies in the array;
 *   <li>nodes for all other keys, a power of two of them, in chains. A key goes to the node that its hash names. If
 *       that is taken by a key of the same chain, the new one goes to the last free node; if it is taken by a key of
 *       another chain, that one must move there;
 *   <li>when no node is free, entries are counted and both parts are made anew.
 * </ul>
 *
 * An absent value is Java's {@code null}; a node whose value is null keeps its key until the parts are made anew, so
 * that an iteration can go on from there.
 *
 * <p>The array is the field that LuaJ's table has for the same purpose; its other fields stay empty.
 */
abstract class TableLayout extends LuaTable {
    /** The nodes of a table without a hash part: a single one, which is never used. */
    static final @Nullable LuaValue[] NO_NODES = new LuaValue[2];

    private static final int[] NO_LINKS = {};
    private static final int MAX_SIZE = 1 << TableCensus.MAX_BITS;
    /** From so many nodes on, the hashes of the keys are kept: computing them again costs more than the memory. */
    private static final int NODES_WITH_HASHES = 16;
    /** No table has a longer chain by accident. */
    private static final int LONG_CHAIN = 100;

    /** Key and value of each node in turn. */
    @Nullable LuaValue[] nodes = NO_NODES;
    /**
     * The number of the next node of the chain plus one, for each node; empty while there is no chain. In larger tables
     * the hashes of the keys follow.
     */
    private int[] links = NO_LINKS;
    /**
     * While positive: all nodes from this one on have been used. While negative: the border of the list that was found
     * last, negated. Luau keeps both in one variable, so that only tables whose nodes are all used remember a border.
     */
    private int free;
    /** A second way to the nodes, once a chain has grown suspiciously long. */
    private @Nullable TableIndex index;

    TableLayout(int arraySize, int nodeCount) {
        if (arraySize > 0) {
            growArray(arraySize);
        }
        if (nodeCount > 0) {
            makeNodes(nodeCount);
        }
    }

    // Hooks of tables with weak entries.

    /** {@return whether the key of a node is the same key as another one, which is neither string nor number} */
    boolean matches(LuaValue nodeKey, LuaValue key) {
        return key instanceof TableKey && key.equals(nodeKey);
    }

    /** Drops what no longer counts as an entry, before entries are counted. */
    void purge() {}

    /** {@return the array part} LuaJ lets only heirs of its table reach the field. */
    final @Nullable LuaValue[] array() {
        return array;
    }

    final int arrayLength() {
        return array.length;
    }

    // The nodes.

    final int nodeCount() {
        return nodes.length >> 1;
    }

    final @Nullable LuaValue nodeKey(int node) {
        return nodes[2 * node];
    }

    /** {@return the key of a node that has one} */
    final LuaValue usedKey(int node) {
        return Objects.requireNonNull(nodes[2 * node]);
    }

    final @Nullable LuaValue nodeValue(int node) {
        return nodes[2 * node + 1];
    }

    final void nodeValue(int node, @Nullable LuaValue value) {
        nodes[2 * node + 1] = value;
    }

    /** Puts an equal key in place of a node's key. */
    final void rename(int node, LuaValue key) {
        nodes[2 * node] = key;
    }

    /** {@return the node after another one of its chain, or -1} */
    private int nodeAfter(int node) {
        return node < links.length ? links[node] - 1 : -1;
    }

    private int mainNode(int hash) {
        return hash & (nodeCount() - 1);
    }

    /** {@return the node of a string, or -1} */
    final int nodeOf(LuaString key, int hash) {
        int node = mainNode(hash);
        for (int steps = 0; node >= 0; node = nodeAfter(node)) {
            LuaValue candidate = nodes[2 * node];
            if (candidate == key || (candidate instanceof LuaString string && Strings.equal(string, key))) {
                return node;
            }
            if (++steps > LONG_CHAIN) {
                return index().find(key);
            }
        }
        return -1;
    }

    /** {@return the node of a number, or -1} */
    final int nodeOf(double key) {
        int node = mainNode(hash(key));
        for (int steps = 0; node >= 0; node = nodeAfter(node)) {
            if (nodes[2 * node] instanceof LuauNumber number && number.value == key) {
                return node;
            }
            if (++steps > LONG_CHAIN) {
                return index().find(LuauNumber.of(key));
            }
        }
        return -1;
    }

    /** {@return the node of a key that is neither string nor number, or -1} */
    final int nodeOf(LuaValue key) {
        int node = mainNode(hash(key));
        for (int steps = 0; node >= 0; node = nodeAfter(node)) {
            LuaValue candidate = nodes[2 * node];
            if (candidate == key || (candidate != null && matches(candidate, key))) {
                return node;
            }
            if (++steps > LONG_CHAIN) {
                return index().find(key);
            }
        }
        return -1;
    }

    private TableIndex index() {
        TableIndex present = index;
        return present == null ? makeIndex() : present;
    }

    private TableIndex makeIndex() {
        var made = new TableIndex(this);
        for (int node = 0; node < nodeCount(); node++) {
            if (nodeKey(node) != null) {
                made.add(node);
                made.link(node, nodeAfter(node));
            }
        }
        index = made;
        return made;
    }

    // Hashes.

    /**
     * {@return Luau's hash of a key} Luau hashes objects by their address, so that their order is nobody's business.
     */
    static int hash(LuaValue key) {
        return switch (key) {
            case LuaString string -> Strings.hash(string);
            case LuauNumber number -> hash(number.value);
            case LuaBoolean bool -> bool == TRUE ? 1 : 0;
            case TableKey content -> content.hashCode();
            case TableReference reference -> reference.hash;
            default -> System.identityHashCode(key);
        };
    }

    /** {@return Luau's hash of a number} The sign is left out, since -0 and 0 are the same key. */
    static int hash(double key) {
        long bits = Double.doubleToRawLongBits(key);
        return hash((int) bits, (int) (bits >>> 32) & 0x7fff_ffff);
    }

    /** {@return Luau's hash of 64 bits, given as two halves} */
    static int hash(int lowBits, int highBits) {
        int factor = 0x5bd1_e995;
        int low = (lowBits ^ highBits >>> 18) * factor;
        int high = (highBits ^ low >>> 22) * factor;
        low = (low ^ high >>> 17) * factor;
        return (high ^ low >>> 19) * factor;
    }

    private int hashOfNode(int node) {
        int count = nodeCount();
        return count >= NODES_WITH_HASHES ? links[count + node] : hash(usedKey(node));
    }

    // Entries by number.

    /** {@return the value at a list index, or null} */
    final @Nullable LuaValue valueAt(int key) {
        if (key >= 1 && key <= array.length) {
            return array[key - 1];
        }
        int node = nodeOf((double) key);
        return node < 0 ? null : nodeValue(node);
    }

    /** {@return the list index that a key is, or 0 when it can be none} */
    private static int listIndex(@Nullable LuaValue key) {
        if (key instanceof LuauNumber number) {
            int whole = (int) number.value;
            return whole == number.value && whole > 0 ? whole : 0;
        }
        return 0;
    }

    // Slots: the array from 0 on, then the nodes.

    /** {@return the slot of a key, or -1} */
    final int slotOf(LuaValue key) {
        int at = listIndex(key);
        if (at > 0 && at <= array.length) {
            return at - 1;
        }
        int node = switch (key) {
            case LuaString string -> nodeOf(string, hash(string));
            case LuauNumber number -> nodeOf(number.value);
            default -> nodeOf(key);
        };
        return node < 0 ? -1 : array.length + node;
    }

    final @Nullable LuaValue slotValue(int slot) {
        return slot < array.length ? array[slot] : nodeValue(slot - array.length);
    }

    final void slotValue(int slot, @Nullable LuaValue value) {
        if (slot < array.length) {
            array()[slot] = value;
        } else {
            nodeValue(slot - array.length, value);
        }
    }

    final LuaValue slotKey(int slot) {
        return slot < array.length ? LuauNumber.of(slot + 1) : usedKey(slot - array.length);
    }

    /** {@return the first slot behind another one that has a value, or -1} */
    int slotAfter(int slot) {
        int count = slotCount();
        for (int next = slot + 1; next < count; next++) {
            if (slotValue(next) != null) {
                return next;
            }
        }
        return -1;
    }

    /** {@return the key and the value of the entry behind a key, or nil} */
    Varargs nextEntry(LuaValue key) {
        int slot = slotAfter(slotBefore(key));
        LuaValue value = slot < 0 ? null : slotValue(slot);
        return value == null ? NIL : Values.of(slotKey(slot), value);
    }

    final int slotBefore(LuaValue key) {
        if (key.isnil()) {
            return -1;
        }
        int slot = slotOf(HostValue.own(key));
        if (slot < 0) {
            throw TableErrors.failure("invalid key to 'next'");
        }
        return slot;
    }

    final int slotCount() {
        return array.length + nodeCount();
    }

    // New keys.

    /** Stores under a key that has neither a place in the array nor a node. */
    final void insert(LuaValue key, int hash, @Nullable LuaValue value) {
        if (key instanceof LuauNumber number && number.value == array.length + 1) {
            remake(key);
            insertAgain(key, hash, value);
        } else {
            insertNode(key, hash, value);
        }
    }

    private void insertAgain(LuaValue key, int hash, @Nullable LuaValue value) {
        int at = listIndex(key);
        if (at > 0 && at <= array.length) {
            array()[at - 1] = value;
        } else {
            insert(key, hash, value);
        }
    }

    private void insertNode(LuaValue key, int hash, @Nullable LuaValue value) {
        int node = mainNode(hash);
        if (nodeValue(node) != null || nodes == NO_NODES) {
            int spare = takeFreeNode();
            if (spare < 0) {
                remake(key);
                insertAgain(key, hash, value);
                return;
            }
            node = makeRoom(node, spare);
        } else {
            forget(node);
        }
        fill(node, key, hash, value);
    }

    /** A node whose value is gone is taken over together with its place in its chain. */
    private void forget(int node) {
        if (index != null && nodeKey(node) != null) {
            index.remove(node);
        }
    }

    private void fill(int node, LuaValue key, int hash, @Nullable LuaValue value) {
        nodes[2 * node] = key;
        nodes[2 * node + 1] = value;
        int count = nodeCount();
        if (count >= NODES_WITH_HASHES) {
            links[count + node] = hash;
        }
        if (index != null) {
            index.add(node);
        }
    }

    /** {@return the last node that never had a key, or -1} */
    private int takeFreeNode() {
        while (free > 0) {
            free--;
            if (nodeKey(free) == null) {
                return free;
            }
        }
        return -1;
    }

    /** {@return the node for a key whose main node is taken, made with the help of a free one} */
    private int makeRoom(int node, int spare) {
        int[] links = linksForWriting();
        int start = mainNode(hashOfNode(node));
        if (start == node) {
            links[spare] = links[node];
            link(node, spare);
            relinkBehind(spare);
            return spare;
        }
        moveTo(spare, node, start);
        return node;
    }

    /** Moves the key of a node that is not its main one to a free node, and frees its own. */
    private void moveTo(int spare, int node, int start) {
        link(nodeBefore(node, start), spare);
        links[spare] = links[node];
        links[node] = 0;
        nodes[2 * spare] = nodes[2 * node];
        nodes[2 * spare + 1] = nodes[2 * node + 1];
        int count = nodeCount();
        if (count >= NODES_WITH_HASHES) {
            links[count + spare] = links[count + node];
        }
        if (index != null) {
            index.remove(node);
            index.add(spare);
        }
        relinkBehind(spare);
    }

    private int nodeBefore(int node, int start) {
        int before = start;
        for (int steps = 0; nodeAfter(before) != node; before = nodeAfter(before)) {
            if (++steps > LONG_CHAIN) {
                return index().before(node);
            }
        }
        return before;
    }

    private void link(int node, int next) {
        links[node] = next + 1;
        if (index != null) {
            index.link(node, next);
        }
    }

    private void relinkBehind(int node) {
        if (index != null) {
            index.link(node, nodeAfter(node));
        }
    }

    private int[] linksForWriting() {
        int[] present = links;
        if (present == NO_LINKS) {
            present = new int[nodeCount()];
            links = present;
        }
        return present;
    }

    // Making the parts anew.

    /** Makes both parts anew, in sizes that fit the entries and one more key. */
    private void remake(LuaValue extra) {
        purge();
        int extraIndex = listIndex(extra);
        if (nodes == NO_NODES && extraIndex == array.length + 1 && isArrayFull()) {
            resize(roundUp(extraIndex), 0);
            return;
        }
        var census = new TableCensus();
        census.countArray(array);
        for (int node = nodeCount() - 1; node >= 0; node--) {
            if (nodeValue(node) != null) {
                census.count(listIndex(nodeKey(node)));
            }
        }
        census.count(extraIndex);

        int size = census.arraySize();
        int hashed = census.total() - census.inArray();
        int adjusted = withBorder(size, extraIndex);
        int more = adjusted - size;
        if (more > 0) {
            // What leaves the nodes pays for as much room again in the array, which is half as large per entry.
            hashed -= more;
            size = withBorder(adjusted + more, extraIndex);
        }
        resize(size, hashed);
    }

    private boolean isArrayFull() {
        for (LuaValue value : array) {
            if (value == null) {
                return false;
            }
        }
        return true;
    }

    /** {@return the least size from a given one on for which the key behind the array is absent} */
    private int withBorder(int size, int extraIndex) {
        boolean mayHoldMore = nodes != NO_NODES || size < array.length;
        int least = size;
        while (least + 1 == extraIndex || (mayHoldMore && valueAt(least + 1) != null)) {
            least++;
        }
        return least;
    }

    final void resizeArrayPart(int size) {
        purge();
        resize(withBorder(size, 0), nodes == NO_NODES ? 0 : nodeCount());
    }

    final void resizeNodes(int count) {
        purge();
        resize(array.length, count);
    }

    private void resize(int arraySize, int nodesWanted) {
        if (arraySize > MAX_SIZE || nodesWanted > MAX_SIZE) {
            throw TableErrors.overflow();
        }
        @Nullable LuaValue[] oldArray = array;
        @Nullable LuaValue[] oldNodes = nodes;
        int[] oldLinks = links;
        if (arraySize > oldArray.length) {
            growArray(arraySize);
        }
        makeNodes(nodesWanted);
        if (arraySize < oldArray.length) {
            array = Arrays.copyOf(oldArray, arraySize);
            insertFrom(oldArray, arraySize);
        }
        insertFrom(oldNodes, oldLinks);
    }

    private void insertFrom(@Nullable LuaValue[] oldArray, int from) {
        for (int i = from; i < oldArray.length; i++) {
            LuaValue value = oldArray[i];
            if (value != null) {
                insertNode(LuauNumber.of(i + 1), hash((double) (i + 1)), value);
            }
        }
    }

    /** Enters the nodes from the last to the first, as Luau does. */
    private void insertFrom(@Nullable LuaValue[] oldNodes, int[] oldLinks) {
        int count = oldNodes.length >> 1;
        for (int node = count - 1; node >= 0; node--) {
            LuaValue key = oldNodes[2 * node];
            LuaValue value = oldNodes[2 * node + 1];
            if (key != null && value != null) {
                insertAgain(key, count >= NODES_WITH_HASHES ? oldLinks[count + node] : hash(key), value);
            }
        }
    }

    private void growArray(int size) {
        if (size > MAX_SIZE) {
            throw TableErrors.overflow();
        }
        array = Arrays.copyOf(array, size);
    }

    private void makeNodes(int wanted) {
        if (wanted > MAX_SIZE) {
            throw TableErrors.overflow();
        }
        int count = wanted == 0 ? 0 : roundUp(wanted);
        nodes = count == 0 ? NO_NODES : new LuaValue[2 * count];
        links = count >= NODES_WITH_HASHES ? new int[2 * count] : NO_LINKS;
        index = null;
        free = count;
    }

    private static int roundUp(int count) {
        return count == 1 ? 1 : Integer.highestOneBit(count - 1) << 1;
    }

    /** Removes all entries and keeps the sizes. */
    final void clearParts() {
        Arrays.fill(array, null);
        rememberBorder(0);
        if (nodes != NO_NODES) {
            Arrays.fill(nodes, null);
            Arrays.fill(links, 0);
            index = null;
            free = nodeCount();
        }
    }

    /** Takes over the layout of another table, entry by entry. */
    final void copyParts(TableLayout source) {
        array = source.array.length == 0 ? source.array : source.array.clone();
        free = 0;
        if (array.length > 0) {
            rememberBorder(source.likelyBorder());
        }
        if (source.nodes != NO_NODES) {
            nodes = source.nodes.clone();
            links = source.links == NO_LINKS ? NO_LINKS : source.links.clone();
            index = null;
            free = source.free;
        }
    }

    /** Hands both parts to another table and is empty afterwards. */
    final void moveParts(TableLayout target) {
        target.array = array;
        target.nodes = nodes;
        target.links = links;
        target.free = free;
        target.index = null;
        array = NOVALS;
        nodes = NO_NODES;
        links = NO_LINKS;
        free = 0;
        index = null;
    }

    /** Puts objects in place of the references to them that came from weak parts. */
    final void releaseReferences() {
        @Nullable LuaValue[] array = this.array;
        for (int i = 0; i < array.length; i++) {
            array[i] = TableReference.object(array[i]);
        }
        for (int node = 0; node < nodeCount(); node++) {
            LuaValue key = TableReference.object(nodeKey(node));
            if (key == null) {
                nodeValue(node, null);
            } else {
                rename(node, key);
                nodeValue(node, TableReference.object(nodeValue(node)));
            }
        }
    }

    // The border of the list.

    /** {@return an index with a value, such that the next one has none; 0 when the first one has none} */
    final int border() {
        @Nullable LuaValue[] array = this.array;
        int size = array.length;
        int likely = likelyBorder();
        if (likely > 0) {
            if (array[size - 1] != null && nodes == NO_NODES) {
                return size;
            }
            if (likely < size && array[likely - 1] != null && array[likely] == null) {
                return likely;
            }
            int near = borderNear(likely);
            if (near > 0) {
                return near;
            }
        }
        return size > 0 && array[size - 1] == null ? searchBorder() : size;
    }

    private int likelyBorder() {
        return free < 0 ? -free : array.length;
    }

    private void rememberBorder(int border) {
        if (free <= 0) {
            free = -border;
        }
    }

    /** The border after one value came or went, or 0 when it is farther away. */
    private int borderNear(int likely) {
        int size = array.length;
        if (likely < size && array[likely - 1] == null) {
            if (likely >= 2 && array[likely - 2] != null) {
                rememberBorder(likely - 1);
                return likely - 1;
            }
        } else if (likely + 1 < size && array[likely] != null && array[likely + 1] == null) {
            rememberBorder(likely + 1);
            return likely + 1;
        }
        return 0;
    }

    /** Which border is found among several depends on the steps: they are Luau's. */
    private int searchBorder() {
        int base = 0;
        int rest = array.length;
        for (int half = rest >> 1; half > 0; half = rest >> 1) {
            if (array[base + half] != null) {
                base += half;
            }
            rest -= half;
        }
        int border = array[base] == null ? base : base + 1;
        rememberBorder(border);
        return border;
    }
}
