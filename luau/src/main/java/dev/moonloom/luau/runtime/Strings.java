package dev.moonloom.luau.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.luaj.vm2.LuaString;

/**
 * What LuaJ's strings lack. They are bytes; text of Java is UTF-8 in them. (LuaJ's own conversions from and to
 * {@link String} write surrogate pairs as three bytes each and must not be used.)
 */
public final class Strings {
    /** The string without bytes. */
    public static final LuaString EMPTY = LuaString.valueUsing(new byte[0]);

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final StringConstants CONSTANTS = new StringConstants();

    private Strings() {}

    /** {@return the string of a text} */
    public static LuaString of(String text) {
        return LuaString.valueUsing(text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return a string of these bytes, which nobody changes any more} */
    public static LuaString ofBytes(byte[] bytes) {
        return LuaString.valueUsing(bytes);
    }

    /** {@return a string of some of these bytes, which are copied} */
    public static LuaString ofBytes(byte[] bytes, int offset, int length) {
        return LuaString.valueUsing(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    /** {@return a copy of a string's bytes} */
    public static byte[] bytes(LuaString string) {
        return Arrays.copyOfRange(string.m_bytes, string.m_offset, string.m_offset + string.m_length);
    }

    /** {@return what C sees of a string: its bytes up to the first zero} */
    public static LuaString beforeZero(LuaString string) {
        int zero = string.indexOf((byte) 0, 0);
        return zero < 0 ? string : string.substring(0, zero);
    }

    /** {@return the text of a string} Bytes that are not UTF-8 become replacement characters. */
    public static String text(LuaString string) {
        return new String(string.m_bytes, string.m_offset, string.m_length, StandardCharsets.UTF_8);
    }

    /**
     * {@return the one string of the JVM for a constant of a source} Equal constants are the same object, so that a
     * table finds a constant key by identity. The string goes when nobody refers to it any more.
     */
    public static LuaString constant(byte[] bytes) {
        return CONSTANTS.intern(LuaString.valueUsing(bytes));
    }

    /** {@return whether two strings have the same bytes} */
    public static boolean equal(LuaString a, LuaString b) {
        return a == b || (a.hashCode() == b.hashCode() && a.m_length == b.m_length && sameBytes(a, b));
    }

    private static boolean sameBytes(LuaString a, LuaString b) {
        return Arrays.equals(a.m_bytes, a.m_offset, a.m_offset + a.m_length, b.m_bytes, b.m_offset,
                b.m_offset + b.m_length);
    }

    /** {@return how two strings compare: negative, zero or positive} The bytes are unsigned. */
    public static int compare(LuaString a, LuaString b) {
        return Arrays.compareUnsigned(a.m_bytes, a.m_offset, a.m_offset + a.m_length, b.m_bytes, b.m_offset,
                b.m_offset + b.m_length);
    }

    /** {@return two strings joined} */
    public static LuaString concat(LuaString a, LuaString b) {
        byte[] joined = new byte[a.m_length + b.m_length];
        System.arraycopy(a.m_bytes, a.m_offset, joined, 0, a.m_length);
        System.arraycopy(b.m_bytes, b.m_offset, joined, a.m_length, b.m_length);
        return LuaString.valueUsing(joined);
    }

    /** {@return strings joined} */
    public static LuaString concat(LuaString... parts) {
        long length = 0;
        for (LuaString part : parts) {
            length += part.m_length;
        }
        byte[] joined = new byte[Math.toIntExact(length)];
        int at = 0;
        for (LuaString part : parts) {
            System.arraycopy(part.m_bytes, part.m_offset, joined, at, part.m_length);
            at += part.m_length;
        }
        return LuaString.valueUsing(joined);
    }

    /**
     * {@return Luau's hash of a string} Scripts can see it: it decides the order in which a table is iterated. Strings
     * below 32 bytes have the hash of Lua 5.1; of longer ones, the front is mixed in blocks of 12 bytes first.
     */
    public static int hash(LuaString string) {
        return StringHashes.of(string);
    }

    static int computeHash(LuaString string) {
        int length = string.m_length;
        return length < 32
                ? hashEnd(string.m_bytes, string.m_offset, length, length)
                : hashLong(string.m_bytes, string.m_offset, length);
    }

    private static int hashEnd(byte[] bytes, int from, int length, int hash) {
        for (int i = from + length - 1; i >= from; i--) {
            hash ^= (hash << 5) + (hash >>> 2) + (bytes[i] & 0xff);
        }
        return hash;
    }

    private static int hashLong(byte[] bytes, int from, int length) {
        int a = 0;
        int b = 0;
        int hash = length;
        while (length >= 32) {
            a += (int) INT.get(bytes, from);
            b += (int) INT.get(bytes, from + 4);
            hash += (int) INT.get(bytes, from + 8);
            a = (a ^ hash) - Integer.rotateRight(hash, 14);
            b = (b ^ a) - Integer.rotateRight(a, 11);
            hash = (hash ^ b) - Integer.rotateRight(b, 25);
            from += 12;
            length -= 12;
        }
        return hashEnd(bytes, from, length, hash);
    }

    /** {@return a hash of all bytes that cannot be foreseen without the seed} */
    static long hash(LuaString string, long seed) {
        byte[] bytes = string.m_bytes;
        int at = string.m_offset;
        int end = at + string.m_length;
        long hash = mix(seed ^ string.m_length, seed);
        for (; end - at >= 4; at += 4) {
            hash = mix(hash ^ (int) INT.get(bytes, at), seed);
        }
        for (; at < end; at++) {
            hash = mix(hash ^ bytes[at], seed);
        }
        return hash;
    }

    /** {@return a number scattered over all 64 bits in a way that depends on the seed} */
    static long mix(long value, long seed) {
        long factor = seed | 1;
        long other = value ^ 0x9E37_79B9_7F4A_7C15L;
        return Math.unsignedMultiplyHigh(other, factor) ^ (other * factor) ^ Long.rotateLeft(value, 29);
    }
}
