package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.LuauBuffer;
import dev.moonloom.luau.runtime.LuauError;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauInteger;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.Numbers;
import dev.moonloom.luau.runtime.Strings;
import dev.moonloom.luau.runtime.Values;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A line of a file that {@code record.luau} has written: a call of a library function with literal arguments, and what
 * native Luau answered.
 */
record RecordedCall(String function, String arguments, String outcome) {
    /** {@return the recorded calls of a library} */
    static List<RecordedCall> load(String library) {
        try (InputStream stream = RecordedCall.class.getResourceAsStream(library + ".calls")) {
            var text = new String(stream.readAllBytes(), StandardCharsets.US_ASCII);
            return text.lines().map(RecordedCall::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RecordedCall parse(String line) {
        int open = line.indexOf('(');
        int close = line.indexOf(") =>");
        return new RecordedCall(line.substring(0, open), line.substring(open + 1, close), line.substring(close + 4));
    }

    /** {@return what our function answers, written as the recording is} */
    String outcomeOf(LuauFunction body, Map<String, LuauFunction> helpers) {
        LuaValue[] values = new Reader(arguments, helpers).values();
        String shown;
        try {
            shown = results(exec(body, values));
        } catch (LuauError error) {
            shown = " ! " + quote((LuaString) error.value());
        }
        boolean changes = values.length > 0 && values[0] instanceof LuauBuffer;
        return changes ? shown + " | " + show(values[0]) : shown;
    }

    /** As compiled code calls it: with up to three arguments, they are no list. */
    private static Varargs exec(LuauFunction body, LuaValue[] values) {
        return switch (values.length) {
            case 0 -> body.exec0();
            case 1 -> body.exec1(values[0]);
            case 2 -> body.exec2(values[0], values[1]);
            case 3 -> body.exec3(values[0], values[1], values[2]);
            default -> body.execN(Values.of(values));
        };
    }

    private static String results(Varargs results) {
        var shown = new ArrayList<String>();
        for (int i = 1; i <= results.narg(); i++) {
            shown.add(show(results.arg(i)));
        }
        boolean equal = shown.size() > 10 && shown.stream().distinct().count() == 1;
        return " " + (equal ? shown.getFirst() + " x " + shown.size() : String.join(", ", shown));
    }

    private static String show(LuaValue value) {
        return switch (value) {
            case LuaString string -> quoteShort(string);
            case LuaNumber number -> Numbers.toString(number).tojstring();
            case LuauBuffer buffer -> "buffer" + quote(Strings.ofBytes(buffer.bytes));
            case LuauInteger integer -> integer + "i";
            case LuauTable table -> showTable(table);
            case LuauFunction _ -> "function";
            default -> value.tojstring();
        };
    }

    private static String showTable(LuauTable table) {
        var items = new ArrayList<String>();
        for (int i = 1; i <= table.length(); i++) {
            items.add(show(table.rawget(i)));
        }
        return "{" + String.join(", ", items) + "}";
    }

    private static String quoteShort(LuaString string) {
        for (int size = 1; size <= 2 && string.m_length >= 40; size++) {
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
            boolean printable = character >= ' ' && character < 127 && character != '"' && character != '\\';
            if (printable) {
                quoted.append((char) character);
            } else {
                quoted.append('\\').append(character / 100).append(character / 10 % 10).append(character % 10);
            }
        }
        return quoted.append('"').toString();
    }

    /** Reads literal values, separated by commas. */
    private static final class Reader {
        private final String text;
        private final Map<String, LuauFunction> helpers;
        private int at;

        Reader(String text, Map<String, LuauFunction> helpers) {
            this.text = text;
            this.helpers = helpers;
        }

        LuaValue[] values() {
            var values = new ArrayList<LuaValue>();
            while (at < text.length()) {
                values.add(value());
                skip(", ");
            }
            return values.toArray(LuaValue[]::new);
        }

        private boolean skip(String expected) {
            boolean there = text.startsWith(expected, at);
            at += there ? expected.length() : 0;
            return there;
        }

        private LuaValue value() {
            if (skip("\"")) {
                return string();
            }
            if (skip("buffer\"")) {
                return new LuauBuffer(Strings.bytes(string()));
            }
            return skip("{") ? table() : word(nextWord());
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
            return skip("*") ? repeat(unit, Integer.parseInt(nextWord())) : unit;
        }

        private String nextWord() {
            int start = at;
            while (at < text.length() && ",}=".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(start, at);
        }

        private LuauTable table() {
            var table = new LuauTable();
            while (!skip("}")) {
                String key = nextWord();
                at++;
                table.put(Strings.of(key), value());
                skip(", ");
            }
            return table;
        }

        private LuaValue word(String word) {
            return switch (word) {
                case "nil" -> LuaValue.NIL;
                case "true" -> LuaValue.TRUE;
                case "false" -> LuaValue.FALSE;
                case "nan" -> LuauNumber.of(Double.NaN);
                case "inf" -> LuauNumber.of(Double.POSITIVE_INFINITY);
                case "-inf" -> LuauNumber.of(Double.NEGATIVE_INFINITY);
                default -> helpers.containsKey(word) ? helpers.get(word) : numeral(word);
            };
        }

        private static LuaValue numeral(String word) {
            return word.endsWith("i")
                    ? LuauInteger.of(Long.parseLong(word.substring(0, word.length() - 1)))
                    : LuauNumber.of(Double.parseDouble(word));
        }
    }
}
