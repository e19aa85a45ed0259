package dev.moonloom.luau.runtime;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A table with Luau's observable behaviour. The methods here work on the table itself and know of no metamethods, with
 * Java's {@code null} for an absent value; {@link TableForHosts} has what LuaJ's users call.
 *
 * <p>Each way of access has a short method for the ordinary case, which the JIT inlines everywhere, and a longer one
 * behind it. Keys that are constants come with Luau's hash and are the strings of {@link Strings#constant}: they are
 * found by identity once the table holds the same object.
 */
public final class LuauTable extends TableForHosts {
    /** The sign of {@link #flags}. */
    private static final int READONLY = 1 << 31;

    private @Nullable LuauTable metatable;
    /**
     * Whether the table is read-only, and one bit for each metamethod that this table, as a metatable, is known to lack.
     */
    private int flags;
    /** While it is watched: stands for the time in which it has got neither a key nor another metatable. */
    @Nullable Object era;
    /** The entries, when keys or values are weak; then there are none in the table itself. */
    @Nullable TableWeak weak;

    /** An empty table. */
    public LuauTable() {
        super(0, 0);
    }

    /** An empty table with room for a list and for other keys. */
    public LuauTable(int listSize, int hashSize) {
        super(listSize, hashSize);
    }

    // Reading.

    /** {@return the value of a constant key, or null} */
    public @Nullable LuaValue find(LuaString key, int hash) {
        @Nullable LuaValue[] nodes = this.nodes;
        int at = (hash << 1) & (nodes.length - 1);
        return nodes[at] == key ? nodes[at + 1] : findFurther(key, hash);
    }

    /** {@return the value of a constant key of the source, or null} */
    public @Nullable LuaValue find(FieldName name) {
        @Nullable LuaValue[] nodes = this.nodes;
        int place = name.hint().place;
        return place < nodes.length && nodes[place] == name.text() ? nodes[place + 1] : findFurther(name);
    }

    private @Nullable LuaValue findFurther(FieldName name) {
        int node = constantNode(name.text(), name.hash());
        if (node >= 0) {
            name.hint().place = 2 * node;
            return nodeValue(node);
        }
        return weak == null ? null : weak.find(name.text());
    }

    private @Nullable LuaValue findFurther(LuaString key, int hash) {
        int node = constantNode(key, hash);
        if (node >= 0) {
            return nodeValue(node);
        }
        return weak == null ? null : weak.find(key);
    }

    /** Finds the node of a constant, and makes the constant its key so that it is found by identity from now on. */
    private int constantNode(LuaString key, int hash) {
        int node = nodeOf(key, hash);
        if (node >= 0 && nodeKey(node) != key) {
            rename(node, key);
        }
        return node;
    }

    /** {@return the value of a list index, or null} */
    @Override
    public @Nullable LuaValue find(int index) {
        @Nullable LuaValue[] array = this.array;
        int at = index - 1;
        return at >= 0 && at < array.length ? array[at] : findBeyond(index);
    }

    private @Nullable LuaValue findBeyond(int index) {
        if (nodes == NO_NODES) {
            return weak == null ? null : weak.find(LuauNumber.of(index));
        }
        int node = nodeOf((double) index);
        return node < 0 ? null : nodeValue(node);
    }

    /** {@return the value of a number, or null} */
    public @Nullable LuaValue find(double key) {
        int index = (int) key;
        return index == key ? find(index) : findFraction(key);
    }

    private @Nullable LuaValue findFraction(double key) {
        if (weak != null) {
            return weak.find(LuauNumber.of(key));
        }
        int node = nodeOf(key);
        return node < 0 ? null : nodeValue(node);
    }

    /** {@return the value of any key, or null} */
    @Override
    public @Nullable LuaValue find(LuaValue key) {
        if (key instanceof LuaString string) {
            return findText(string);
        }
        return key instanceof LuauNumber number ? find(number.value) : findObject(key);
    }

    private @Nullable LuaValue findText(LuaString key) {
        if (nodes == NO_NODES) {
            return weak == null ? null : weak.find(key);
        }
        int node = nodeOf(key, Strings.hash(key));
        return node < 0 ? null : nodeValue(node);
    }

    private @Nullable LuaValue findObject(LuaValue key) {
        if (key instanceof LuaNumber) {
            return find(key.todouble());
        }
        if (weak != null) {
            return weak.find(key);
        }
        int node = nodeOf(key);
        return node < 0 ? null : nodeValue(node);
    }

    // Writing, where no metamethod can have a say.

    /**
     * Stores under a constant key if the table is writable, and either has a value there or has no metatable.
     *
     * @return whether it was stored
     */
    public boolean replace(LuaString key, int hash, LuaValue value) {
        @Nullable LuaValue[] nodes = this.nodes;
        int at = (hash << 1) & (nodes.length - 1);
        if (nodes[at] == key && nodes[at + 1] != null && flags >= 0 && isValue(value)) {
            nodes[at + 1] = value;
            return true;
        }
        return replaceFurther(key, hash, value);
    }

    /** Does the same for a constant key of the source. */
    public boolean replace(FieldName name, LuaValue value) {
        @Nullable LuaValue[] nodes = this.nodes;
        int place = name.hint().place;
        if (place < nodes.length && nodes[place] == name.text() && nodes[place + 1] != null && flags >= 0
                && isValue(value)) {
            nodes[place + 1] = value;
            return true;
        }
        return replaceFurther(name.text(), name.hash(), value);
    }

    private boolean replaceFurther(LuaString key, int hash, LuaValue value) {
        if (flags < 0 || (metatable != null && find(key, hash) == null)) {
            return false;
        }
        put(key, hash, value);
        return true;
    }

    /**
     * Stores under a list index if the table is writable, and either has a value there or has no metatable. Appending
     * takes constant time on average.
     *
     * @return whether it was stored
     */
    public boolean replace(int index, LuaValue value) {
        @Nullable LuaValue[] array = this.array;
        int at = index - 1;
        if (at >= 0 && at < array.length && (array[at] != null || metatable == null) && flags >= 0 && isValue(value)) {
            array[at] = value;
            return true;
        }
        return replaceBeyond(index, value);
    }

    private boolean replaceBeyond(int index, LuaValue value) {
        if (flags < 0 || (metatable != null && find(index) == null)) {
            return false;
        }
        put(index, value);
        return true;
    }

    /**
     * Stores under any key if the table is writable, and either has a value there or has no metatable.
     *
     * @return whether it was stored
     */
    public boolean replace(LuaValue key, LuaValue value) {
        if (flags < 0 || (metatable != null && find(key) == null)) {
            return false;
        }
        put(key, value);
        return true;
    }

    private static boolean isValue(LuaValue value) {
        return value != NIL && value != NONE;
    }

    private static @Nullable LuaValue stored(LuaValue value) {
        return isValue(value) ? value : null;
    }

    // Writing, whatever the metatable says.

    /** Stores under a string with its hash. */
    public void put(LuaString key, int hash, LuaValue value) {
        requireWritable();
        int node = constantNode(key, hash);
        if (node >= 0) {
            putInNode(node, value);
        } else {
            putNew(key, hash, value);
        }
    }

    /** Stores under a list index. */
    @Override
    public void put(int index, LuaValue value) {
        requireWritable();
        int at = index - 1;
        if (at >= 0 && at < array.length) {
            array()[at] = stored(value);
        } else {
            putInHash(LuauNumber.of(index), value);
        }
    }

    /**
     * Stores under any key.
     *
     * @throws org.luaj.vm2.LuaError when the table is read-only, or the key is nil or NaN
     */
    @Override
    public void put(LuaValue key, LuaValue value) {
        switch (key) {
            case LuaString string -> put(string, Strings.hash(string), value);
            case LuauNumber number -> put(number, value);
            case LuaNumber number -> put(LuauNumber.of(number.todouble()), value);
            default -> putObject(key, value);
        }
    }

    private void put(LuauNumber key, LuaValue value) {
        int index = (int) key.value;
        if (index == key.value && index >= 1 && index <= array.length) {
            put(index, value);
        } else {
            requireWritable();
            putInHash(key, value);
        }
    }

    private void putInHash(LuauNumber key, LuaValue value) {
        int node = nodeOf(key.value);
        if (node >= 0) {
            putInNode(node, value);
        } else if (Double.isNaN(key.value)) {
            throw TableErrors.failure("table index is NaN");
        } else {
            putNew(key, hash(key.value), value);
        }
    }

    private void putObject(LuaValue key, LuaValue value) {
        requireWritable();
        int node = nodeOf(key);
        if (node >= 0) {
            putInNode(node, value);
        } else if (key.isnil()) {
            throw TableErrors.failure("table index is nil");
        } else if (key instanceof TableKey content && content.hasNaN()) {
            throw TableErrors.failure("table index contains NaN");
        } else {
            putNew(key, hash(key), value);
        }
    }

    private void putInNode(int node, LuaValue value) {
        forgetAbsence();
        if (nodeValue(node) == null) {
            era = null;
        }
        nodeValue(node, stored(value));
    }

    private void putNew(LuaValue key, int hash, LuaValue value) {
        forgetAbsence();
        era = null;
        TableWeak weak = weakParts();
        if (weak == null) {
            insert(key, hash, stored(value));
        } else {
            weak.put(key, stored(value));
        }
    }

    private void requireWritable() {
        if (flags < 0) {
            throw TableErrors.readonly();
        }
    }

    /** Stores a row of values from an index on, as a constructor does: the array grows to hold them all. */
    public void putAll(int first, Varargs values) {
        requireWritable();
        int count = values.narg();
        int last = first + count - 1;
        if (last > array.length) {
            resizeArray(last);
        }
        for (int i = 1; i <= count; i++) {
            put(first + i - 1, values.arg(i));
        }
    }

    /** Removes all entries and keeps the room for them. */
    public void clear() {
        requireWritable();
        forgetAbsence();
        (weak == null ? this : weak).clearParts();
    }

    // Size and layout.

    /** {@return Luau's length of the list, which is one of its borders} No metamethod is asked. */
    @Override
    public int length() {
        return weak == null ? border() : weak.liveLength();
    }

    /**
     * Copies a row of values to indices of this or another table in one go; the two rows may overlap.
     *
     * @return whether it was done: both rows have to lie in array parts
     */
    public boolean copyRow(int from, int count, LuauTable target, int to) {
        if (!isInArray(from, count) || !target.isInArray(to, count)) {
            return false;
        }
        target.requireWritable();
        System.arraycopy(array, from - 1, target.array(), to - 1, count);
        return true;
    }

    private boolean isInArray(int from, int count) {
        return from >= 1 && from - 1 <= array.length - count;
    }

    /** {@return the room of the array part} */
    public int arraySize() {
        return weak == null ? array.length : weak.arrayLength();
    }

    /** Gives the array part room for so many values, or a few more. */
    public void resizeArray(int size) {
        (weak == null ? this : weak).resizeArrayPart(size);
    }

    /** {@return a writable table with the same entries at the same places and the same metatable} */
    public LuauTable copy() {
        var copy = new LuauTable();
        TableWeak weak = this.weak;
        if (weak == null) {
            copy.copyParts(this);
        } else {
            weak.copyTo(copy);
        }
        copy.flags = flags & ~READONLY;
        copy.metatable(metatable);
        return copy;
    }

    /** {@return what {@code tostring} gives where no metamethod is asked, such as {@code table: 0x000000001b2c6ec2}} */
    @Override
    public String tojstring() {
        return "table: 0x" + HexFormat.of().toHexDigits((long) System.identityHashCode(this));
    }

    /** {@return the key and the value after a key, or nil after the last one; nil stands before the first} */
    @Override
    public Varargs next(LuaValue key) {
        TableWeak weak = weakParts();
        return weak == null ? nextEntry(key) : weak.nextEntry(key);
    }

    // Metatables.

    /** {@return the metatable, or null} */
    @Override
    public @Nullable LuauTable metatable() {
        return metatable;
    }

    /** Sets or removes the metatable. */
    @Override
    public void metatable(@Nullable LuauTable metatable) {
        this.metatable = metatable;
        era = null;
        weakParts();
    }

    /**
     * {@return what this table, as a metatable, has for an event, or null} Absence is remembered until a key is added.
     */
    public @Nullable LuaValue metamethod(MetaEvent event) {
        return (flags & event.bit) != 0 ? null : findMetamethod(event);
    }

    private @Nullable LuaValue findMetamethod(MetaEvent event) {
        LuaValue found = find(event.key, event.hash);
        if (found == null) {
            flags |= event.bit;
        }
        return found;
    }

    private void forgetAbsence() {
        flags &= READONLY;
    }

    /** {@return whether what is found in it now will always be} */
    boolean isSettled() {
        return flags < 0 && weak == null;
    }

    /**
     * From now on the era ends when the table gets a new key or another metatable.
     *
     * @return the era; null when a name does not lead to this value here, or need not lead to it for as long as that
     */
    @Nullable Object watch(FieldName name, LuaValue value) {
        LuauTable holder = isSettled() ? this : weak == null && find(name) == null ? settledBehind() : null;
        if (holder == null || holder.find(name) != value) {
            return null;
        }
        if (era == null) {
            era = new Object();
        }
        return era;
    }

    /** {@return the read-only table that has what this one lacks, if there is one for good} */
    private @Nullable LuauTable settledBehind() {
        LuauTable behind = metatable;
        return behind != null && behind.isSettled()
                && behind.metamethod(MetaEvent.INDEX) instanceof LuauTable table
                && table.isSettled() ? table : null;
    }

    /** {@return whether nothing can be stored} */
    public boolean readonly() {
        return flags < 0;
    }

    /** Makes the table read-only for good. */
    public void freeze() {
        flags |= READONLY;
    }

    /**
     * {@return the weak parts, or null} The metatable may have got its {@code __mode} after it was set: that counts
     * from the next time on that a key is added or the table is asked for what it lacks.
     */
    @Nullable TableWeak weakParts() {
        LuaValue mode = metatable == null ? null : metatable.metamethod(MetaEvent.MODE);
        if (mode == null && weak == null) {
            return null;
        }
        boolean keys = hasLetter(mode, 'k');
        boolean values = hasLetter(mode, 'v');
        if (weak == null ? keys || values : !weak.hasMode(keys, values)) {
            changeMode(keys, values);
        }
        return weak;
    }

    private static boolean hasLetter(@Nullable LuaValue mode, char letter) {
        return mode instanceof LuaString letters && letters.indexOf((byte) letter, 0) >= 0;
    }

    private void changeMode(boolean keys, boolean values) {
        era = null;
        if (weak != null) {
            weak.restore(this);
        }
        weak = keys || values ? new TableWeak(this, keys, values) : null;
    }
}
