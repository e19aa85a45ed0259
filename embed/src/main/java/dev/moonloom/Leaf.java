package dev.moonloom;

import dev.moonloom.luau.runtime.LuauBuffer;
import dev.moonloom.luau.runtime.LuauTable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** How a value without parts becomes a Java type, by a function. */
record Leaf(String expected, Conversion conversion) implements FromLuau {
    /** Long texts and buffers are converted once in a large value. */
    private static final int LONG = 256;

    /** What every program has: no class of a host is among these. */
    private static final Map<Class<?>, FromLuau> BY_CLASS = new HashMap<>();

    static final FromLuau TEXT = new Leaf("string", Scalars::toText);
    static final FromLuau BYTES = new Leaf("buffer", Scalars::toBytes);
    static final FromLuau INTEGER64 = new Leaf("integer", Scalars::toInteger64);

    static {
        both(boolean.class, Boolean.class, "boolean", Scalars::toBoolean);
        both(byte.class, Byte.class, "number", Scalars::toByte);
        both(short.class, Short.class, "number", Scalars::toShort);
        both(int.class, Integer.class, "number", Scalars::toInt);
        both(long.class, Long.class, "number", Scalars::toLong);
        both(float.class, Float.class, "number", Scalars::toFloat);
        both(double.class, Double.class, "number", Scalars::toDouble);
        both(char.class, Character.class, "string", Scalars::toChar);
        both(void.class, Void.class, "nil", (_, _) -> null);
        add(Number.class, "number", Scalars::toNumber);
        add(BigDecimal.class, "number", Scalars::toBigDecimal);
        add(BigInteger.class, "number", Scalars::toBigInteger);
        add(Duration.class, "number", Scalars::toDuration);
        add(Instant.class, "number", Scalars::toInstant);
        add(UUID.class, "string", Scalars::toUuid);
        add(ByteBuffer.class, "buffer", (vm, value) -> ByteBuffer.wrap(Scalars.toBytes(vm, value)));
        add(Vector.class, "vector", Scalars::toVector);
        add(LuauFunction.class, "function", Leaf::toFunction);
        add(TableView.class, "table", Leaf::toView);
        add(Values.class, "value", Values::detached);
        BY_CLASS.put(String.class, TEXT);
        BY_CLASS.put(CharSequence.class, TEXT);
        BY_CLASS.put(Object.class, NaturalFromLuau.INSTANCE);
    }

    /** The function of a {@link Leaf}. */
    @FunctionalInterface
    interface Conversion {
        @Nullable Object convert(Vm vm, LuaValue value);
    }

    private static void both(Class<?> primitive, Class<?> box, String expected, Conversion conversion) {
        add(primitive, expected, conversion);
        add(box, expected, conversion);
    }

    private static void add(Class<?> type, String expected, Conversion conversion) {
        BY_CLASS.put(type, new Leaf(expected, conversion));
    }

    /** {@return how values become a class that is known to all, or null} */
    static @Nullable FromLuau of(Class<?> type) {
        return BY_CLASS.get(type);
    }

    @Override
    public @Nullable Object convert(Vm vm, LuaValue value) {
        return conversion.convert(vm, value);
    }

    @Override
    public @Nullable Object convert(Taking taking, LuaValue value) {
        int length = lengthOf(value);
        if (length < LONG) {
            return convert(taking.vm(), value);
        }
        Object known = taking.known(this, value);
        if (known != null) {
            return known;
        }
        Object made = convert(taking.vm(), value);
        if (made != null) {
            taking.remember(this, value, length, made);
        }
        return made;
    }

    private static int lengthOf(LuaValue value) {
        return switch (value) {
            case LuaString string -> string.m_length;
            case LuauBuffer buffer -> buffer.bytes.length;
            default -> 0;
        };
    }

    private static LuauFunction toFunction(Vm vm, LuaValue value) {
        if (value instanceof dev.moonloom.luau.runtime.LuauFunction function) {
            return new LuauFunction(vm, function);
        }
        throw Mismatch.expected("function", vm, value);
    }

    private static TableView toView(Vm vm, LuaValue value) {
        if (value instanceof LuauTable table) {
            return new TableView(vm, table);
        }
        throw Mismatch.expected("table", vm, value);
    }
}
