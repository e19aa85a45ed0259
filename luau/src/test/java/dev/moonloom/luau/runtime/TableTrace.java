package dev.moonloom.luau.runtime;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Replays the random operations of {@code table-traces.luau}, so that native Luau's output can be compared. Where a
 * table offers several ways to do the same, the random numbers choose one.
 */
final class TableTrace {
    private static final String[] WORDS = {"x", "y", "z", "name", "value", "index", "position", "health", "owner",
        "items",
        "a", "b", "c", "id", "Parent", "CFrame", "onTouched", "a string of more than thirty-two bytes as a key",
        "another string that is longer than thirty-two bytes", "", "__index", "__mode"};

    private final StringJoiner out = new StringJoiner(" ");
    private long state;
    private LuauTable table = new LuauTable();

    private TableTrace(int seed) {
        state = seed;
    }

    /** {@return what the script prints for a seed} */
    static String of(int seed, int steps) {
        var trace = new TableTrace(seed);
        for (int step = 1; step <= steps; step++) {
            trace.doOne(step);
            trace.note(trace.table.length());
        }
        trace.dump();
        return trace.out.toString();
    }

    /** {@return the script's checksum of a trace} */
    static String checksum(String text) {
        int sum = 0;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            sum = sum * 31 + (b & 0xff);
        }
        return String.format(Locale.ROOT, "%08x", sum);
    }

    private int random(int limit) {
        state = state * 16807 % 2147483647;
        return (int) (state / 7 % limit);
    }

    private boolean coin() {
        return (state & 1) == 0;
    }

    private LuaValue anyKey() {
        int kind = random(16);
        if (kind < 8) {
            return LuauNumber.of(random(24) + 1);
        }
        if (kind < 13) {
            return word(WORDS[random(WORDS.length)]);
        }
        return kind == 13 ? LuauNumber.of(random(200) + 1) : oddKey();
    }

    private LuaValue word(String text) {
        return coin() ? Strings.of(text) : Strings.constant(text.getBytes(StandardCharsets.UTF_8));
    }

    private LuaValue oddKey() {
        int kind = random(12);
        return switch (kind) {
            case 0 -> LuaValue.TRUE;
            case 1 -> LuaValue.FALSE;
            case 2 -> LuauNumber.of(0);
            case 3 -> LuauNumber.of(-0.0);
            case 4, 5 -> LuauNumber.of(-(double) random(5));
            case 6, 7 -> LuauNumber.of(random(100) / 8.0);
            case 8, 9 -> LuauNumber.of(Math.pow(2, random(60)));
            default -> LuauNumber.of(random(10000) * 1e10);
        };
    }

    private void doOne(int step) {
        int kind = random(32);
        if (kind < 14) {
            store(anyKey(), LuauNumber.of(step));
        } else if (kind < 19) {
            store(anyKey(), LuaValue.NIL);
        } else if (kind < 22) {
            table.replace(table.length() + 1, LuauNumber.of(step));
        } else {
            doRare(kind, step);
        }
    }

    private void doRare(int kind, int step) {
        switch (kind) {
            case 22 -> table.put(table.length(), LuaValue.NIL);
            case 23 -> changeDuringWalk(step);
            case 24 -> table = table.copy();
            case 25 -> clear();
            case 26 -> create();
            case 27 -> construct();
            case 28 -> dump();
            case 29 -> walkByKey();
            case 30 -> addDuringWalk(step);
            default -> note(load(anyKey()));
        }
    }

    private void store(LuaValue key, LuaValue value) {
        if (key instanceof LuaString string && coin()) {
            table.replace(Strings.constant(Strings.bytes(string)), Strings.hash(string), value);
        } else if (key instanceof LuauNumber number && isPlainInt(number.value) && coin()) {
            table.replace((int) number.value, value);
        } else {
            table.put(key, value);
        }
    }

    private static boolean isPlainInt(double number) {
        return number == (int) number && number != 0;
    }

    private @Nullable LuaValue load(LuaValue key) {
        if (key instanceof LuaString string && coin()) {
            return table.find(Strings.constant(Strings.bytes(string)), Strings.hash(string));
        }
        return key instanceof LuauNumber number && coin() ? table.find(number.value) : table.find(key);
    }

    private void changeDuringWalk(int step) {
        var cursor = new Cursor(table);
        while (cursor.next()) {
            note(cursor.key());
            switch (random(4)) {
                case 0 -> store(cursor.key(), LuaValue.NIL);
                case 1 -> store(cursor.key(), LuauNumber.of(-step));
                case 2 -> removeIfPresent(anyKey());
                default -> {}
            }
        }
    }

    private void removeIfPresent(LuaValue key) {
        if (table.find(key) != null) {
            table.put(key, LuaValue.NIL);
        }
    }

    private void clear() {
        if (random(8) == 0) {
            table.clear();
        }
    }

    private void create() {
        if (random(6) == 0) {
            table = new LuauTable(random(20), 0);
        }
    }

    private void construct() {
        if (random(4) == 0) {
            var list = new LuaValue[random(12)];
            for (int i = 0; i < list.length; i++) {
                list[i] = random(3) > 0 ? LuauNumber.of(i + 1) : LuaValue.NIL;
            }
            table = new LuauTable();
            table.putAll(1, Values.of(list));
        }
    }

    private void walkByKey() {
        for (Varargs entry = table.next(LuaValue.NIL); !entry.isnil(1); entry = table.next(entry.arg1())) {
            note(entry.arg1());
        }
    }

    private void addDuringWalk(int step) {
        var cursor = new Cursor(table);
        for (int visits = 1; cursor.next(); visits++) {
            LuaValue key = cursor.key();
            table.put(anyKey(), LuauNumber.of(step));
            note(key);
            if (visits > 5) {
                return;
            }
        }
    }

    private void dump() {
        var cursor = new Cursor(table);
        while (cursor.next()) {
            note(cursor.key());
        }
        out.add("#" + table.length());
    }

    private void note(int number) {
        out.add(Integer.toString(number));
    }

    private void note(@Nullable LuaValue value) {
        out.add(value instanceof LuaString string ? Strings.text(string) : value == null ? "nil" : value.tojstring());
    }
}
