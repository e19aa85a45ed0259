package dev.moonloom;

import dev.moonloom.luau.runtime.LuauBuffer;
import dev.moonloom.luau.runtime.LuauInteger;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauVector;
import dev.moonloom.luau.runtime.Numbers;
import dev.moonloom.luau.runtime.Strings;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.luaj.vm2.LuaBoolean;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * Values of Luau without parts, as Java types. Where Luau's own functions take a string that spells a number for a number,
 * and a number for a string, so do these. All throw {@link Mismatch}. Any thread.
 */
final class Scalars {
    /** Beyond this, in either direction, different whole numbers are the same double. */
    static final long MOST_EXACT = 1L << 53;

    /** The character that stands in for bytes that are no UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';
    private static final double NANOS = 1e9;

    private Scalars() {}

    static boolean toBoolean(Vm vm, LuaValue value) {
        if (value instanceof LuaBoolean flag) {
            return flag.v;
        }
        throw Mismatch.expected("boolean", vm, value);
    }

    // Numbers.

    static double toDouble(Vm vm, LuaValue value) {
        if (value instanceof LuauNumber number) {
            return number.value;
        }
        double converted = Numbers.convert(value);
        if (Double.isNaN(converted) && !Numbers.isConvertible(value)) {
            throw Mismatch.expected("number", vm, value);
        }
        return converted;
    }

    static float toFloat(Vm vm, LuaValue value) {
        double number = toDouble(vm, value);
        float rounded = (float) number;
        if (Float.isInfinite(rounded) && !Double.isInfinite(number)) {
            throw new Mismatch("number of 32 bits expected, got " + Numbers.format(number));
        }
        return rounded;
    }

    static byte toByte(Vm vm, LuaValue value) {
        return (byte) toWhole(vm, value, Byte.MIN_VALUE, Byte.MAX_VALUE);
    }

    static short toShort(Vm vm, LuaValue value) {
        return (short) toWhole(vm, value, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    static int toInt(Vm vm, LuaValue value) {
        return (int) toWhole(vm, value, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    static long toLong(Vm vm, LuaValue value) {
        return toWhole(vm, value, -MOST_EXACT, MOST_EXACT);
    }

    private static long toWhole(Vm vm, LuaValue value, long least, long most) {
        double number = toDouble(vm, value);
        long whole = (long) number;
        if (whole == number && whole >= least && whole <= most) {
            return whole;
        }
        String expected = Math.rint(number) == number ? "integer from " + least + " to " + most : "integer";
        throw new Mismatch(expected + " expected, got " + Numbers.format(number));
    }

    static long toInteger64(Vm vm, LuaValue value) {
        if (value instanceof LuauInteger integer) {
            return integer.value;
        }
        throw Mismatch.expected("integer", vm, value);
    }

    static Number toNumber(Vm vm, LuaValue value) {
        return value instanceof LuauInteger integer ? (Number) integer.value : (Number) toDouble(vm, value);
    }

    static BigDecimal toBigDecimal(Vm vm, LuaValue value) {
        return BigDecimal.valueOf(toFinite(toDouble(vm, value)));
    }

    static BigInteger toBigInteger(Vm vm, LuaValue value) {
        double number = toDouble(vm, value);
        if (Math.rint(number) != number) {
            throw new Mismatch("integer expected, got " + Numbers.format(number));
        }
        return new BigDecimal(toFinite(number)).toBigInteger();
    }

    private static double toFinite(double number) {
        if (Double.isFinite(number)) {
            return number;
        }
        throw new Mismatch("finite number expected, got " + Numbers.format(number));
    }

    // Time, in seconds.

    static Duration toDuration(Vm vm, LuaValue value) {
        double seconds = toSeconds(vm, value, -0x1p63, 0x1p63);
        double whole = Math.floor(seconds);
        return Duration.ofSeconds((long) whole, Math.round((seconds - whole) * NANOS));
    }

    static Instant toInstant(Vm vm, LuaValue value) {
        double seconds = toSeconds(vm, value, (double) Instant.MIN.getEpochSecond(),
                (double) Instant.MAX.getEpochSecond());
        double whole = Math.floor(seconds);
        return Instant.ofEpochSecond((long) whole, Math.round((seconds - whole) * NANOS));
    }

    private static double toSeconds(Vm vm, LuaValue value, double least, double most) {
        double seconds = toDouble(vm, value);
        if (seconds >= least && seconds < most) {
            return seconds;
        }
        throw new Mismatch("seconds expected, got " + Numbers.format(seconds));
    }

    static double seconds(Duration duration) {
        return seconds(duration.getSeconds(), duration.getNano());
    }

    static double seconds(Instant instant) {
        return seconds(instant.getEpochSecond(), instant.getNano());
    }

    private static double seconds(long seconds, int nanos) {
        return seconds + nanos / NANOS;
    }

    // Text.

    static LuaString toLuaString(Vm vm, LuaValue value) {
        if (value instanceof LuaString string) {
            return string;
        }
        if (value instanceof LuauNumber number) {
            return Numbers.toString(number);
        }
        throw Mismatch.expected("string", vm, value);
    }

    static String toText(Vm vm, LuaValue value) {
        return toText(toLuaString(vm, value));
    }

    static String toText(LuaString string) {
        String text = Strings.text(string);
        if (text.indexOf(REPLACEMENT) >= 0) {
            requireUtf8(string);
        }
        return text;
    }

    private static void requireUtf8(LuaString string) {
        var bytes = ByteBuffer.wrap(string.m_bytes, string.m_offset, string.m_length);
        var decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        try {
            decoder.decode(bytes);
        } catch (CharacterCodingException malformed) {
            int at = bytes.position();
            throw new Mismatch("UTF-8 expected, got the byte 0x%02X at index %d; byte[] takes any string".formatted(
                    string.m_bytes[at] & 0xff, at - string.m_offset + 1), malformed);
        }
    }

    /** {@return the bytes of a text} */
    static LuaString ofText(String text) {
        LuaString string = Strings.of(text);
        if (string.indexOf((byte) '?', 0) >= 0) {
            requirePairs(text);
        }
        return string;
    }

    private static void requirePairs(String text) {
        int length = text.length();
        for (int i = 0; i < length; i += Character.charCount(text.codePointAt(i))) {
            int point = text.codePointAt(i);
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                throw new Mismatch("a text with half of a surrogate pair, 0x%04X at index %d".formatted(point, i));
            }
        }
    }

    static char toChar(Vm vm, LuaValue value) {
        String text = toText(vm, value);
        if (text.length() == 1) {
            return text.charAt(0);
        }
        throw new Mismatch("a single character expected, got " + text.codePointCount(0, text.length()));
    }

    static UUID toUuid(Vm vm, LuaValue value) {
        String text = toText(vm, value);
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException _) {
            // Said below.
        }
        throw new Mismatch("UUID expected, got " + Mismatch.step(Strings.of(text)));
    }

    static byte[] toBytes(Vm vm, LuaValue value) {
        return switch (value) {
            case LuauBuffer buffer -> buffer.bytes.clone();
            case LuaString string -> Strings.bytes(string);
            default -> throw Mismatch.expected("buffer", vm, value);
        };
    }

    static Vector toVector(Vm vm, LuaValue value) {
        if (value instanceof LuauVector vector) {
            return new Vector(vector.x, vector.y, vector.z);
        }
        throw Mismatch.expected("vector", vm, value);
    }
}
