package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauBuffer;
import dev.moonloom.luau.runtime.LuauError;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.Numbers;
import dev.moonloom.luau.runtime.Strings;
import java.util.Arrays;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The functions of the buffer library for whole buffers, strings and bits. */
final class BufferFunctions {
    private static final int MAX_BITS = 32;

    private BufferFunctions() {}

    static LuauBuffer buffer(Arguments arguments, int position) {
        if (arguments.at(position) instanceof LuauBuffer buffer) {
            return buffer;
        }
        throw arguments.wrongType(position, "buffer");
    }

    static LuauError outOfBounds(LuauFunction function) {
        return function.state.error(function, "buffer access out of bounds");
    }

    private static void checkBounds(Arguments arguments, LuauBuffer buffer, int offset, int size) {
        if (size < 0 || offset < 0 || offset > buffer.bytes.length - size) {
            throw outOfBounds(arguments.callee());
        }
    }

    static Varargs create(Arguments arguments) {
        int size = arguments.integer(1);
        if (size < 0) {
            throw arguments.bad(1, "size");
        }
        if (size > LuauBuffer.MAX_SIZE) {
            throw arguments.state().runtimeError(arguments.callee(), "memory allocation error: block too big");
        }
        return new LuauBuffer(new byte[size]);
    }

    static Varargs fromString(Arguments arguments) {
        return new LuauBuffer(Strings.bytes(arguments.string(1)));
    }

    static Varargs toLuaString(Arguments arguments) {
        return Strings.ofBytes(buffer(arguments, 1).bytes.clone());
    }

    static Varargs length(Arguments arguments) {
        return LuauNumber.of(buffer(arguments, 1).bytes.length);
    }

    static Varargs readString(Arguments arguments) {
        LuauBuffer buffer = buffer(arguments, 1);
        int offset = arguments.integer(2);
        int count = arguments.integer(3);
        if (count < 0) {
            throw arguments.bad(3, "size");
        }
        checkBounds(arguments, buffer, offset, count);
        return Strings.ofBytes(buffer.bytes, offset, count);
    }

    static Varargs writeString(Arguments arguments) {
        LuauBuffer buffer = buffer(arguments, 1);
        int offset = arguments.integer(2);
        LuaString string = arguments.string(3);
        int count = arguments.integer(4, string.m_length);
        if (count < 0) {
            throw arguments.bad(4, "count");
        }
        if (count > string.m_length) {
            throw arguments.error("string length overflow");
        }
        checkBounds(arguments, buffer, offset, count);
        System.arraycopy(string.m_bytes, string.m_offset, buffer.bytes, offset, count);
        return LuaValue.NONE;
    }

    static Varargs copy(Arguments arguments) {
        LuauBuffer target = buffer(arguments, 1);
        int targetOffset = arguments.integer(2);
        LuauBuffer source = buffer(arguments, 3);
        int sourceOffset = arguments.integer(4, 0);
        int count = arguments.integer(5, source.bytes.length - sourceOffset);
        checkBounds(arguments, source, sourceOffset, count);
        checkBounds(arguments, target, targetOffset, count);
        System.arraycopy(source.bytes, sourceOffset, target.bytes, targetOffset, count);
        return LuaValue.NONE;
    }

    static Varargs fill(Arguments arguments) {
        LuauBuffer buffer = buffer(arguments, 1);
        int offset = arguments.integer(2);
        int value = Numbers.toUnsigned(arguments.number(3));
        int count = arguments.integer(4, buffer.bytes.length - offset);
        checkBounds(arguments, buffer, offset, count);
        Arrays.fill(buffer.bytes, offset, offset + count, (byte) value);
        return LuaValue.NONE;
    }

    static Varargs readBits(Arguments arguments) {
        LuauBuffer buffer = buffer(arguments, 1);
        long offset = Numbers.toLong(arguments.number(2));
        int count = arguments.integer(3);
        checkBits(arguments, buffer, offset, count);
        long bits = bytesAround(buffer, offset, count) >>> (offset & 7);
        return LuauNumber.of((double) (bits & mask(count)));
    }

    static Varargs writeBits(Arguments arguments) {
        LuauBuffer buffer = buffer(arguments, 1);
        long offset = Numbers.toLong(arguments.number(2));
        int count = arguments.integer(3);
        long value = Numbers.toUnsigned(arguments.number(4));
        checkBits(arguments, buffer, offset, count);
        long mask = mask(count) << (offset & 7);
        long bits = (bytesAround(buffer, offset, count) & ~mask) | (value << (offset & 7) & mask);
        int end = endByte(offset, count);
        for (int i = (int) (offset >> 3); i < end; i++) {
            buffer.bytes[i] = (byte) bits;
            bits >>>= Byte.SIZE;
        }
        return LuaValue.NONE;
    }

    private static void checkBits(Arguments arguments, LuauBuffer buffer, long offset, int count) {
        if (offset < 0) {
            throw outOfBounds(arguments.callee());
        }
        if (count < 0 || count > MAX_BITS) {
            throw arguments.error("bit count is out of range of [0; 32]");
        }
        if (offset > (long) buffer.bytes.length * Byte.SIZE - count) {
            throw outOfBounds(arguments.callee());
        }
    }

    private static long mask(int bits) {
        return (1L << bits) - 1;
    }

    private static int endByte(long offset, int count) {
        return (int) ((offset + count + 7) >> 3);
    }

    /** {@return the bytes that hold some bits, as one number} */
    private static long bytesAround(LuauBuffer buffer, long offset, int count) {
        long bytes = 0;
        int start = (int) (offset >> 3);
        for (int i = endByte(offset, count) - 1; i >= start; i--) {
            bytes = bytes << Byte.SIZE | (buffer.bytes[i] & 0xff);
        }
        return bytes;
    }
}
