package dev.moonloom.luau.runtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The table as the users of LuaJ's API see it: {@code get}, {@code set} and their like respect metatables, {@code
 * rawget} and {@code rawset} do not. LuaJ's own numbers are replaced by ours on their way in, and its own tables are refused
 * with an {@link IllegalArgumentException}, as {@link HostValue} says. Texts of Java are UTF-8.
 */
abstract class TableForHosts extends TableLayout {
    TableForHosts(int arraySize, int nodeCount) {
        super(arraySize, nodeCount);
    }

    abstract @Nullable LuaValue find(LuaValue key);

    abstract @Nullable LuaValue find(int index);

    abstract void put(LuaValue key, LuaValue value);

    abstract void put(int index, LuaValue value);

    abstract void metatable(@Nullable LuauTable metatable);

    abstract @Nullable LuauTable metatable();

    private static LuaValue orNil(@Nullable LuaValue value) {
        return value == null ? NIL : value;
    }

    // Metatables.

    @Override
    public @Nullable LuaValue getmetatable() {
        return metatable();
    }

    @Override
    public LuaValue setmetatable(@Nullable LuaValue metatable) {
        if (metatable == null || metatable.isnil()) {
            metatable(null);
        } else if (metatable instanceof LuauTable table) {
            metatable(table);
        } else {
            throw TableErrors.failure("the metatable must be a table of Luau, not " + metatable.getClass().getName());
        }
        return this;
    }

    // Reading.

    @Override
    public LuaValue rawget(LuaValue key) {
        return orNil(find(key));
    }

    @Override
    public LuaValue rawget(int key) {
        return orNil(find(key));
    }

    @Override
    public LuaValue rawget(String key) {
        return rawget(Strings.of(key));
    }

    @Override
    public LuaValue get(LuaValue key) {
        LuaValue value = find(key);
        if (value != null) {
            return value;
        }
        return metatable() == null ? NIL : gettable(this, HostValue.own(key));
    }

    @Override
    public LuaValue get(int key) {
        LuaValue value = find(key);
        return value == null ? get(LuauNumber.of(key)) : value;
    }

    @Override
    public LuaValue get(String key) {
        return get(Strings.of(key));
    }

    @Override
    protected LuaValue hashget(LuaValue key) {
        return rawget(key);
    }

    // Writing.

    @Override
    public void rawset(LuaValue key, LuaValue value) {
        put(HostValue.own(key), HostValue.own(value));
    }

    @Override
    public void rawset(int key, LuaValue value) {
        put(key, HostValue.own(value));
    }

    @Override
    public void rawset(int key, String value) {
        put(key, Strings.of(value));
    }

    @Override
    public void rawset(String key, LuaValue value) {
        rawset(Strings.of(key), value);
    }

    @Override
    public void rawset(String key, double value) {
        put(Strings.of(key), LuauNumber.of(value));
    }

    @Override
    public void rawset(String key, int value) {
        put(Strings.of(key), LuauNumber.of(value));
    }

    @Override
    public void rawset(String key, String value) {
        put(Strings.of(key), Strings.of(value));
    }

    @Override
    public void hashset(LuaValue key, LuaValue value) {
        rawset(key, value);
    }

    @Override
    public void set(LuaValue key, LuaValue value) {
        if (metatable() == null || find(key) != null) {
            rawset(key, value);
        } else {
            settable(this, HostValue.own(key), HostValue.own(value));
        }
    }

    @Override
    public void set(int key, LuaValue value) {
        set(LuauNumber.of(key), value);
    }

    @Override
    public void set(int key, String value) {
        set(LuauNumber.of(key), Strings.of(value));
    }

    @Override
    public void set(String key, LuaValue value) {
        set(Strings.of(key), value);
    }

    @Override
    public void set(String key, double value) {
        set(Strings.of(key), LuauNumber.of(value));
    }

    @Override
    public void set(String key, int value) {
        set(Strings.of(key), LuauNumber.of(value));
    }

    @Override
    public void set(String key, String value) {
        set(Strings.of(key), Strings.of(value));
    }

    @Override
    public void presize(int arraySize) {
        if (arraySize > array.length) {
            resizeArrayPart(arraySize);
        }
    }

    @Override
    public void presize(int arraySize, int nodeCount) {
        presize(arraySize);
        if (nodeCount > nodeCount()) {
            resizeNodes(nodeCount);
        }
    }

    // Comparing and measuring.

    @Override
    public boolean eq_b(LuaValue other) {
        if (this == other) {
            return true;
        }
        LuauTable mine = metatable();
        LuaValue others = other instanceof LuaTable ? other.getmetatable() : null;
        return mine != null && others != null && eqmtcall(this, mine, other, others);
    }

    @Override
    public LuaValue eq(LuaValue other) {
        return valueOf(eq_b(other));
    }

    @Override
    public int rawlen() {
        return length();
    }

    @Override
    public LuaValue len() {
        LuaValue metamethod = metatag(LEN);
        return metamethod.toboolean() ? metamethod.call(this) : LuauNumber.of(length());
    }

    // Iterating.

    @Override
    public Varargs inext(LuaValue key) {
        int index = key.checkint() + 1;
        LuaValue value = find(index);
        return value == null ? NONE : Values.of(LuauNumber.of(index), value);
    }

    @Override
    public LuaValue[] keys() {
        List<LuaValue> keys = new ArrayList<>();
        for (Varargs entry = next(NIL); !entry.isnil(1); entry = next(entry.arg1())) {
            keys.add(entry.arg1());
        }
        return keys.toArray(LuaValue[]::new);
    }

    @Override
    public int keyCount() {
        return keys().length;
    }

    // The list.

    @Override
    public Varargs unpack() {
        return unpack(1);
    }

    @Override
    public Varargs unpack(int from) {
        return unpack(from, length());
    }

    @Override
    public Varargs unpack(int from, int to) {
        var values = new LuaValue[Math.max(0, to - from + 1)];
        for (int i = 0; i < values.length; i++) {
            values[i] = get(from + i);
        }
        return Values.of(values);
    }

    /** Inserts at a place, or at the end if that is 0; what stands there and behind moves up. */
    @Override
    public void insert(int place, LuaValue value) {
        int at = place == 0 ? length() + 1 : place;
        for (LuaValue moving = value; !moving.isnil(); at++) {
            LuaValue next = get(at);
            set(at, moving);
            moving = next;
        }
    }

    /** Removes from a place, or from the end if that is 0; what stands behind moves down. */
    @Override
    public LuaValue remove(int place) {
        int length = length();
        int at = place == 0 ? length : place;
        if (at > length) {
            return NONE;
        }
        LuaValue removed = get(at);
        for (LuaValue moving = removed; !moving.isnil(); at++) {
            moving = get(at + 1);
            set(at, moving);
        }
        return removed.isnil() ? NONE : removed;
    }

    @Override
    public LuaValue concat(LuaString separator, int from, int to) {
        List<LuaString> parts = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            if (i > from) {
                parts.add(separator);
            }
            parts.add(get(i).checkstring());
        }
        return Strings.concat(parts.toArray(LuaString[]::new));
    }

    /** Sorts the list by a function, or by {@code <} if that is nil. Equal values keep their order. */
    @Override
    public void sort(LuaValue comparator) {
        var values = new LuaValue[length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = rawget(i + 1);
        }
        LuaValue[] sorted = TableSort.sort(values, comparator);
        for (int i = 0; i < sorted.length; i++) {
            put(i + 1, sorted[i]);
        }
    }
}
