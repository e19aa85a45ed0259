package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.Comparison;
import dev.moonloom.luau.runtime.Cursor;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.MetaEvent;
import dev.moonloom.luau.runtime.Numbers;
import dev.moonloom.luau.runtime.Strings;
import dev.moonloom.luau.runtime.Types;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The library {@code table}. Its functions work on the tables themselves; of metamethods, {@code sort} asks
 * {@code __lt} and {@code find} asks {@code __eq}.
 */
public final class TableLibrary {
    private static final LuaString COUNT = Strings.constant(new byte[]{'n'});

    private TableLibrary() {}

    /** {@return the library for a VM} */
    public static LuauTable create(LuauState state) {
        var library = new LibraryBuilder(state);
        library.define(new TableInsert(state)).define(new TableRemove(state)).define(new TableUnpack(state));
        library.define("pack", TableLibrary::pack)
                .define("create", TableLibrary::create)
                .define("clone", TableLibrary::clone)
                .define("clear", TableLibrary::clear)
                .define("move", TableLibrary::move)
                .define("freeze", TableLibrary::freeze)
                .define("isfrozen", arguments -> LuaValue.valueOf(arguments.table(1).readonly()));
        return library.define("concat", TableLibrary::concat)
                .define("find", TableLibrary::find)
                .define("sort", TableLibrary::sort)
                .define("getn", arguments -> LuauNumber.of(arguments.table(1).length()))
                .define("maxn", TableLibrary::maxn)
                .define("foreach", TableLibrary::forEach)
                .define("foreachi", TableLibrary::forEachInList)
                .table();
    }

    private static Varargs pack(Arguments arguments) {
        int count = arguments.count();
        var table = new LuauTable(count, 1);
        table.putAll(1, arguments.all());
        table.put(COUNT, LuauNumber.of(count));
        return table;
    }

    private static Varargs create(Arguments arguments) {
        int size = arguments.integer(1);
        if (size < 0) {
            throw arguments.bad(1, "size out of range");
        }
        var table = new LuauTable(size, 0);
        LuaValue value = arguments.at(2);
        if (!value.isnil()) {
            for (int i = 1; i <= size; i++) {
                table.put(i, value);
            }
        }
        return table;
    }

    private static Varargs clone(Arguments arguments) {
        LuauTable table = arguments.table(1);
        requireNoProtection(arguments, table);
        return table.copy();
    }

    private static Varargs clear(Arguments arguments) {
        LuauTable table = arguments.table(1);
        TableMoves.requireWritable(arguments.callee(), table);
        table.clear();
        return LuaValue.NONE;
    }

    private static Varargs freeze(Arguments arguments) {
        LuauTable table = arguments.table(1);
        if (table.readonly()) {
            throw arguments.bad(1, "table is already frozen");
        }
        requireNoProtection(arguments, table);
        table.freeze();
        return table;
    }

    private static void requireNoProtection(Arguments arguments, LuauTable table) {
        LuauTable metatable = table.metatable();
        if (metatable != null && metatable.metamethod(MetaEvent.METATABLE) != null) {
            throw arguments.bad(1, "table has a protected metatable");
        }
    }

    private static Varargs move(Arguments arguments) {
        LuauTable source = arguments.table(1);
        int first = arguments.integer(2);
        int last = arguments.integer(3);
        int to = arguments.integer(4);
        LuauTable target = arguments.noneOrNil(5) ? source : arguments.table(5);
        if (last >= first) {
            if (first <= 0 && last >= Integer.MAX_VALUE + first) {
                throw arguments.bad(3, "too many elements to move");
            }
            move(arguments, source, first, last - first + 1, target, to);
        }
        return target;
    }

    private static void move(Arguments arguments, LuauTable source, int from, int count, LuauTable target, int to) {
        if (to > Integer.MAX_VALUE - count + 1) {
            throw arguments.bad(4, "destination wrap around");
        }
        TableMoves.requireWritable(arguments.callee(), target);
        boolean sparse = TableMoves.isSparse(source, count, target);
        int room = target.arraySize();
        if (to > 0 && to - 1 <= room && to - 1 + count > room) {
            target.resizeArray(to - 1 + count);
        }
        if (sparse && !(isInArray(source, from, count) && isInArray(target, to, count))) {
            TableMoves.copySparse(source, from, count, target, to);
        } else {
            TableMoves.copy(source, from, count, target, to);
        }
    }

    private static boolean isInArray(LuauTable table, int from, int count) {
        return from > 0 && count <= table.arraySize() - from + 1;
    }

    private static Varargs concat(Arguments arguments) {
        LuaString separator = arguments.string(2, Strings.EMPTY);
        LuauTable table = arguments.table(1);
        int first = arguments.integer(3, 1);
        int last = arguments.noneOrNil(4) ? table.length() : arguments.integer(4);
        var joined = new ByteBuilder(arguments.callee(), 0);
        for (long i = first; i <= last; i++) {
            joined.add(part(arguments, table, (int) i));
            if (i < last) {
                joined.add(separator);
            }
        }
        return joined.toLuaString();
    }

    private static LuaString part(Arguments arguments, LuauTable table, int index) {
        LuaValue value = table.find(index);
        if (value instanceof LuaString string) {
            return string;
        }
        if (value instanceof LuauNumber) {
            return Numbers.toString(value);
        }
        String type = Types.nameOf(arguments.state(), value == null ? LuaValue.NIL : value);
        throw arguments.error("invalid value (" + type + ") at index " + index + " in table for 'concat'");
    }

    private static Varargs find(Arguments arguments) {
        LuauTable table = arguments.table(1);
        LuaValue wanted = arguments.any(2);
        int first = arguments.integer(3, 1);
        if (first < 1) {
            throw arguments.bad(3, "index out of range");
        }
        for (int i = first;; i++) {
            LuaValue value = table.find(i);
            if (value == null) {
                return LuaValue.NIL;
            }
            if (Comparison.equal(wanted, value, arguments.callee())) {
                return LuauNumber.of(i);
            }
        }
    }

    private static Varargs sort(Arguments arguments) {
        LuauTable table = arguments.table(1);
        int length = table.length();
        TableMoves.requireWritable(arguments.callee(), table);
        @Nullable LuauFunction order = arguments.noneOrNil(2) ? null : arguments.function(2);
        new Sort(arguments.callee(), table, order).run(length);
        return LuaValue.NONE;
    }

    private static Varargs maxn(Arguments arguments) {
        double max = 0;
        var entries = new Cursor(arguments.table(1));
        while (entries.next()) {
            LuaValue key = entries.key();
            if (key instanceof LuauNumber number && number.value > max) {
                max = number.value;
            }
        }
        return LuauNumber.of(max);
    }

    private static Varargs forEach(Arguments arguments) {
        LuauTable table = arguments.table(1);
        LuauFunction body = arguments.function(2);
        Varargs entry = table.next(LuaValue.NIL);
        while (!entry.arg1().isnil()) {
            LuaValue key = entry.arg1();
            LuaValue result = arguments.state().callback2(arguments.callee(), body, key, entry.arg(2));
            if (!result.isnil()) {
                return result;
            }
            entry = table.next(key);
        }
        return LuaValue.NONE;
    }

    private static Varargs forEachInList(Arguments arguments) {
        LuauTable table = arguments.table(1);
        LuauFunction body = arguments.function(2);
        int length = table.length();
        for (int i = 1; i <= length; i++) {
            LuaValue value = table.rawget(i);
            LuaValue result = arguments.state().callback2(arguments.callee(), body, LuauNumber.of(i), value);
            if (!result.isnil()) {
                return result;
            }
        }
        return LuaValue.NONE;
    }
}
