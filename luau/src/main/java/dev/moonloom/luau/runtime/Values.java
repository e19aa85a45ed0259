package dev.moonloom.luau.runtime;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Several values in a row: flat and immutable. Two are a {@link Pair}, one value is the value itself, and none is
 * {@link LuaValue#NONE}; one in front of many may be {@link Prepended}.
 */
public final class Values extends Varargs {
    /** From so many values on, one in front of them is not worth a copy of them all. */
    private static final int MANY = 16;

    private final LuaValue[] array;
    private final int offset;
    private final int count;

    private Values(LuaValue[] array, int offset, int count) {
        this.array = array;
        this.offset = offset;
        this.count = count;
    }

    /** {@return two values} */
    public static Varargs of(LuaValue a, LuaValue b) {
        return new Pair(a, b);
    }

    /** {@return three values} */
    public static Varargs of(LuaValue a, LuaValue b, LuaValue c) {
        return new Values(new LuaValue[]{a, b, c}, 0, 3);
    }

    /** {@return all values of an array, which nobody changes any more} */
    public static Varargs of(LuaValue[] array) {
        return of(array, 0, array.length);
    }

    /** {@return part of an array, which nobody changes any more} */
    public static Varargs of(LuaValue[] array, int offset, int count) {
        return switch (count) {
            case 0 -> LuaValue.NONE;
            case 1 -> array[offset];
            case 2 -> new Pair(array[offset], array[offset + 1]);
            default -> new Values(array, offset, count);
        };
    }

    /** {@return a value followed by others} */
    public static Varargs prepend(LuaValue first, Varargs others) {
        if (others instanceof Values many && many.count >= MANY) {
            return new Prepended(first, many);
        }
        int more = others.narg();
        var all = new LuaValue[more + 1];
        all[0] = first;
        copy(others, all, 1);
        return of(all);
    }

    /** {@return the values of an array followed by others} */
    public static Varargs concat(LuaValue[] first, Varargs others) {
        int more = others.narg();
        var all = new LuaValue[first.length + more];
        System.arraycopy(first, 0, all, 0, first.length);
        copy(others, all, first.length);
        return of(all);
    }

    /** Copies all values into an array. */
    public static void copy(Varargs source, LuaValue[] target, int position) {
        if (source instanceof Values values) {
            System.arraycopy(values.array, values.offset, target, position, values.count);
            return;
        }
        if (source instanceof Prepended prepended) {
            prepended.copy(target, position);
            return;
        }
        int count = source.narg();
        for (int i = 1; i <= count; i++) {
            target[position + i - 1] = source.arg(i);
        }
    }

    /** {@return the values from a position on, counted from one} */
    public static Varargs from(Varargs source, int position) {
        int count = source.narg();
        if (position > count) {
            return LuaValue.NONE;
        }
        if (position <= 1) {
            return source;
        }
        if (position == count) {
            return source.arg(count);
        }
        if (source instanceof Values values) {
            return of(values.array, values.offset + position - 1, count - position + 1);
        }
        if (source instanceof Prepended prepended) {
            return prepended.from(position);
        }
        var rest = new LuaValue[count - position + 1];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = source.arg(position + i);
        }
        return of(rest);
    }

    @Override
    public LuaValue arg(int i) {
        return i >= 1 && i <= count ? array[offset + i - 1] : LuaValue.NIL;
    }

    @Override
    public int narg() {
        return count;
    }

    @Override
    public LuaValue arg1() {
        return array[offset];
    }

    @Override
    public Varargs subargs(int start) {
        return from(this, start);
    }
}
