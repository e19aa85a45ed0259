package dev.moonloom.luau.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.luaj.vm2.LuaValue;

/** A buffer: a fixed number of bytes that scripts change in place. Numbers in it are little-endian, at any offset. */
public final class LuauBuffer extends LuaValue {
    /** What {@link #type} answers: a number that LuaJ does not use itself. */
    public static final int TYPE = 11;

    /** Luau's limit on the size of a buffer. */
    public static final int MAX_SIZE = 1 << 30;

    /** Two bytes of a buffer as a number. */
    public static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    /** Four bytes of a buffer as a whole number. */
    public static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    /** Eight bytes of a buffer as a whole number. */
    public static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** The bytes. Whoever has the buffer may change them. */
    public final byte[] bytes;

    /** A buffer over these bytes, which are not copied. */
    public LuauBuffer(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int type() {
        return TYPE;
    }

    @Override
    public String typename() {
        return "buffer";
    }

    /** {@return what {@code tostring} gives, such as {@code buffer: 0x000000001b2c6ec2}} */
    @Override
    public String tojstring() {
        return String.format("buffer: 0x%016x", System.identityHashCode(this));
    }
}
