package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Cursor;
import dev.moonloom.luau.runtime.LuauBuffer;
import dev.moonloom.luau.runtime.LuauInteger;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.LuauVector;
import dev.moonloom.luau.runtime.Numbers;
import dev.moonloom.luau.runtime.Strings;
import dev.moonloom.luau.runtime.Values;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Values as {@code recording.luau} writes them. A long string may be its first characters and how often they come. A table
 * is its list with its holes, then its other entries; words before it say that it is frozen, or name its metatable.
 * Functions, and whatever else can only be itself, have names.
 */
final class Literals {
    private static final int MANY = 10;
    private static final int LONG = 40;

    private final Map<String, LuaValue> named;
    private final Map<String, LuauTable> metatables;

    Literals(Map<String, LuaValue> named, Map<String, LuauTable> metatables) {
        this.named = named;
        this.metatables = metatables;
    }

    /** {@return the values that a text shows, separated by commas} */
    LuaValue[] read(String text) {
        return new Reader(text).values("").toArray(LuaValue[]::new);
    }

    /** {@return values as a text} Many equal ones are written as one and a count. */
    String show(Varargs values) {
        var shown = new ArrayList<String>();
        for (int i = 1; i <= values.narg(); i++) {
            shown.add(show(values.arg(i)));
        }
        boolean equal = shown.size() > MANY && shown.stream().distinct().count() == 1;
        return equal ? shown.getFirst() + " x " + shown.size() : String.join(", ", shown);
    }

    /** {@return a value as a text} */
    String show(LuaValue value) {
        return switch (value) {
            case LuaString string -> quoteShort(string);
            case LuaNumber number -> Numbers.format(number.todouble());
            case LuauVector vector -> "vector(" + vector + ")";
            case LuauInteger integer -> integer + "i";
            case LuauBuffer buffer -> "buffer(" + quoteShort(Strings.ofBytes(buffer.bytes)) + ")";
            case LuauTable table -> nameOr(table, () -> showTable(table));
            case LuaFunction function -> nameOr(function, () -> "function");
            default -> value.isuserdata() || value.type() == LuaValue.TTHREAD ? value.typename() : value.tojstring();
        };
    }

    private String nameOr(LuaValue value, Supplier<String> otherwise) {
        return named.entrySet().stream()
                .filter(entry -> entry.getValue() == value)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(otherwise);
    }

    private String showTable(LuauTable table) {
        var list = new ArrayList<String>();
        int length = table.length();
        for (int i = 1; i <= length; i++) {
            list.add(show(table.rawget(i)));
        }
        var others = new ArrayList<String>();
        var entries = new Cursor(table);
        while (entries.next()) {
            LuaValue key = entries.key();
            boolean listed = key instanceof LuauNumber number && number.value == Math.rint(number.value)
                    && number.value >= 1 && number.value <= length;
            if (!listed) {
                others.add("[" + show(key) + "]=" + show(entries.value));
            }
        }
        others.sort(null);
        list.addAll(others);
        return kind(table) + "{" + String.join(", ", list) + "}";
    }

    private String kind(LuauTable table) {
        String frozen = table.readonly() ? "frozen " : "";
        return metatables.entrySet().stream()
                .filter(entry -> entry.getValue() == table.metatable())
                .map(Map.Entry::getKey)
                .reduce(frozen, String::concat);
    }

    private static String quoteShort(LuaString string) {
        for (int size = 1; size <= 2 && string.m_length >= LONG; size++) {
            int count = string.m_length / size;
            LuaString unit = string.substring(0, size);
            if (Strings.equal(repeat(unit, count), string)) {
                return quote(unit) + "*" + count;
            }
        }
        return quote(string);
    }

    private static LuaString repeat(LuaString unit, int count) {
        String text = new String(Strings.bytes(unit), StandardCharsets.ISO_8859_1).repeat(count);
        return Strings.ofBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String quote(LuaString string) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < string.m_length; i++) {
            int character = string.luaByte(i);
            boolean plain = character >= ' ' && character < 127 && character != '"' && character != '\\';
            if (plain) {
                quoted.append((char) character);
            } else {
                quoted.append('\\').append(character / 100).append(character / 10 % 10).append(character % 10);
            }
        }
        return quoted.append('"').toString();
    }

    private final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        private boolean skip(String expected) {
            boolean there = text.startsWith(expected, at);
            at += there ? expected.length() : 0;
            return there;
        }

        private boolean atEnd(String end) {
            return end.isEmpty() ? at == text.length() : skip(end);
        }

        List<LuaValue> values(String end) {
            var values = new ArrayList<LuaValue>();
            while (!atEnd(end)) {
                values.add(value());
                skip(", ");
            }
            return values;
        }

        private LuaValue value() {
            if (skip("\"")) {
                return string();
            }
            if (skip("vector(")) {
                List<LuaValue> parts = values(")");
                return LuauVector.of((float) parts.get(0).todouble(), (float) parts.get(1).todouble(),
                        (float) parts.get(2).todouble());
            }
            if (skip("buffer(")) {
                return new LuauBuffer(Strings.bytes((LuaString) values(")").getFirst()));
            }
            if (skip("{")) {
                return table();
            }
            String word = word();
            if (word.equals("frozen")) {
                at++;
                LuauTable table = (LuauTable) value();
                table.freeze();
                return table;
            }
            return metatables.containsKey(word) ? withMetatable(word) : simple(word);
        }

        private LuaValue withMetatable(String name) {
            LuauTable table = (LuauTable) value();
            table.metatable(metatables.get(name));
            return table;
        }

        private LuaString string() {
            var bytes = new StringBuilder();
            while (!skip("\"")) {
                if (skip("\\")) {
                    bytes.append((char) Integer.parseInt(text, at, at + 3, 10));
                    at += 3;
                } else {
                    bytes.append(text.charAt(at++));
                }
            }
            LuaString unit = Strings.ofBytes(bytes.toString().getBytes(StandardCharsets.ISO_8859_1));
            return skip("*") ? repeat(unit, Integer.parseInt(word())) : unit;
        }

        private LuauTable table() {
            var list = new ArrayList<LuaValue>();
            var table = new LuauTable();
            while (!skip("}")) {
                if (skip("[")) {
                    LuaValue key = value();
                    skip("]=");
                    table.put(key, value());
                } else {
                    list.add(value());
                }
                skip(", ");
            }
            table.putAll(1, Values.of(list.toArray(LuaValue[]::new)));
            return table;
        }

        private String word() {
            int start = at;
            while (at < text.length() && ",{})] ".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(start, at);
        }

        private static LuaValue numeral(String word) {
            return word.endsWith("i")
                    ? LuauInteger.of(Long.parseLong(word.substring(0, word.length() - 1)))
                    : LuauNumber.of(Double.parseDouble(word));
        }

        private LuaValue simple(String word) {
            return switch (word) {
                case "nil" -> LuaValue.NIL;
                case "true" -> LuaValue.TRUE;
                case "false" -> LuaValue.FALSE;
                case "nan" -> LuauNumber.of(Double.NaN);
                case "inf" -> LuauNumber.of(Double.POSITIVE_INFINITY);
                case "-inf" -> LuauNumber.of(Double.NEGATIVE_INFINITY);
                default -> {
                    LuaValue value = named.get(word);
                    yield value != null ? value : numeral(word);
                }
            };
        }
    }
}
