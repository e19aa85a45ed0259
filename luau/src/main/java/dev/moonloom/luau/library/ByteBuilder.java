package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.LuauFunction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.luaj.vm2.LuaString;

/** Bytes of a string under construction. It grows up to Luau's longest string. */
final class ByteBuilder {
    /** The length of Luau's longest string. */
    static final int MAX_STRING = 1 << 30;

    private final LuauFunction caller;
    private byte[] bytes;
    private int length;

    /**
     * An empty one, with room for so many bytes.
     *
     * @param caller the library function, for its errors
     */
    ByteBuilder(LuauFunction caller, int capacity) {
        this.caller = caller;
        bytes = new byte[Math.max(capacity, 16)];
    }

    int length() {
        return length;
    }

    void add(int character) {
        if (length == bytes.length) {
            grow(1);
        }
        bytes[length++] = (byte) character;
    }

    void add(byte[] source, int offset, int count) {
        if (count > bytes.length - length) {
            grow(count);
        }
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    void add(LuaString string) {
        add(string.m_bytes, string.m_offset, string.m_length);
    }

    /** Adds text of ASCII characters. */
    void add(String text) {
        add(text.getBytes(StandardCharsets.ISO_8859_1), 0, text.length());
    }

    /** Adds a byte so many times; none when the count is not positive. */
    void fill(int character, int count) {
        if (count <= 0) {
            return;
        }
        if (count > bytes.length - length) {
            grow(count);
        }
        Arrays.fill(bytes, length, length + count, (byte) character);
        length += count;
    }

    /** Puts a byte so many times in front of those from a position on; not at all when the count is not positive. */
    void insert(int position, int character, int count) {
        if (count <= 0) {
            return;
        }
        int end = length;
        fill(character, count);
        System.arraycopy(bytes, position, bytes, position + count, end - position);
        Arrays.fill(bytes, position, position + count, (byte) character);
    }

    private void grow(long more) {
        long needed = length + more;
        if (needed > MAX_STRING) {
            throw caller.state.runtimeError(caller, "memory allocation error: block too big");
        }
        bytes = Arrays.copyOf(bytes, (int) Math.clamp(needed + (needed >> 1), needed, MAX_STRING));
    }

    /** {@return the bytes as a string} Nothing is added afterwards. */
    LuaString toLuaString() {
        boolean roomy = bytes.length - length > length >> 2;
        return LuaString.valueUsing(roomy ? Arrays.copyOf(bytes, length) : bytes, 0, length);
    }
}
