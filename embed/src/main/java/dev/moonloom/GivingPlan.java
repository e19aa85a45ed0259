package dev.moonloom;

import dev.moonloom.luau.runtime.LuauBuffer;
import dev.moonloom.luau.runtime.LuauInteger;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauVector;
import dev.moonloom.luau.runtime.Strings;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Makes the way from one Java type to Luau. */
final class GivingPlan {
    private static final ToLuau INTEGER64 = (_,
            object) -> object == null ? LuaValue.NIL : LuauInteger.of((long) object);

    private final Conversions conversions;
    /** The records on the way, some of which are not complete yet. */
    private final Map<HostType, RecordToLuau> records = new HashMap<>();

    GivingPlan(Conversions conversions) {
        this.conversions = conversions;
    }

    /** {@return the way from what is declared to be of a type} Most often the class of the object at hand decides. */
    ToLuau from(HostType type) {
        if (!type.mentionsInteger64()) {
            return ToLuau.BY_CLASS;
        }
        return switch (type) {
            case HostType.Integer64 _ -> INTEGER64;
            case HostType.Array(HostType component) -> ContainersToLuau.array(type.raw(), from(component));
            case HostType.Generic(Class<?> raw, List<HostType> arguments) -> fromGeneric(raw, arguments, type);
            case HostType.Plain _ -> ToLuau.BY_CLASS;
        };
    }

    private ToLuau fromGeneric(Class<?> raw, List<HostType> arguments, HostType type) {
        if (raw.isRecord()) {
            return fromRecord(raw, type);
        }
        ToLuau first = from(arguments.getFirst());
        if (raw == Optional.class) {
            return ContainersToLuau.optional(first);
        }
        if (Map.class.isAssignableFrom(raw) && arguments.size() == 2) {
            return ContainersToLuau.map(first, from(arguments.getLast()));
        }
        if (Set.class.isAssignableFrom(raw)) {
            return ContainersToLuau.set(first);
        }
        if (Collection.class.isAssignableFrom(raw)) {
            return ContainersToLuau.list(first);
        }
        throw new IllegalArgumentException("@Int64 has no effect inside of a " + raw.getTypeName());
    }

    private ToLuau fromRecord(Class<?> raw, HostType type) {
        RecordToLuau begun = records.get(type);
        if (begun != null) {
            return begun;
        }
        var record = new RecordToLuau(RecordForm.of(raw));
        records.put(type, record);
        List<HostType> components = type.components();
        for (int i = 0; i < components.size(); i++) {
            record.component(i, from(components.get(i)));
        }
        return record;
    }

    /** {@return the way from objects of just this class} */
    ToLuau ofClass(Class<?> type) {
        LuauType<?> registered = conversions.registered(type);
        if (registered != null) {
            return (outer, object) -> object == null
                    ? LuaValue.NIL
                    : outer.vm().objects().valueOf(registered, object);
        }
        if (Enum.class.isAssignableFrom(type)) {
            return of(Enum.class, constant -> Strings.of(constant.name()));
        }
        if (type.isRecord()) {
            return ofRecord(type);
        }
        if (type.isArray()) {
            return ofArray(type);
        }
        ToLuau value = ofValue(type);
        return value == null ? ofContainer(type) : value;
    }

    private ToLuau ofRecord(Class<?> type) {
        if (type == Vector.class) {
            return of(Vector.class, vector -> LuauVector.of(vector.x(), vector.y(), vector.z()));
        }
        return fromRecord(type, new HostType.Plain(type));
    }

    private static ToLuau ofArray(Class<?> type) {
        return type == byte[].class
                ? of(byte[].class, bytes -> new LuauBuffer(bytes.clone()))
                : ContainersToLuau.array(type, ToLuau.BY_CLASS);
    }

    private static ToLuau ofContainer(Class<?> type) {
        if (Map.class.isAssignableFrom(type)) {
            return ContainersToLuau.map(ToLuau.BY_CLASS, ToLuau.BY_CLASS);
        }
        if (Set.class.isAssignableFrom(type)) {
            return ContainersToLuau.set(ToLuau.BY_CLASS);
        }
        if (Collection.class.isAssignableFrom(type)) {
            return ContainersToLuau.list(ToLuau.BY_CLASS);
        }
        if (type == Optional.class) {
            return ContainersToLuau.optional(ToLuau.BY_CLASS);
        }
        throw new Mismatch(whyNot(type));
    }

    private static String whyNot(Class<?> type) {
        if (Varargs.class.isAssignableFrom(type)) {
            return type.getName()
                    + " is LuaJ's own, and not to be given; give a Java value, such as a String, a List, a Map or a "
                    + "record";
        }
        if (type == Values.class) {
            return "Values can only be a whole answer, and no part of one";
        }
        return type.getName() + " has no form in Luau; register a LuauType for it";
    }

    private static @Nullable ToLuau ofValue(Class<?> type) {
        if (Number.class.isAssignableFrom(type)) {
            return ofNumber(type);
        }
        if (CharSequence.class.isAssignableFrom(type) || type == Character.class) {
            return of(Object.class, text -> Scalars.ofText(text.toString()));
        }
        if (ByteBuffer.class.isAssignableFrom(type)) {
            return of(ByteBuffer.class, GivingPlan::buffer);
        }
        if (type == UUID.class) {
            return of(UUID.class, id -> Strings.of(id.toString()));
        }
        if (type == Duration.class) {
            return of(Duration.class, duration -> LuauNumber.of(Scalars.seconds(duration)));
        }
        if (type == Instant.class) {
            return of(Instant.class, instant -> LuauNumber.of(Scalars.seconds(instant)));
        }
        return type == Boolean.class ? of(Boolean.class, LuaValue::valueOf) : ofOptionalNumber(type);
    }

    private static @Nullable ToLuau ofNumber(Class<?> type) {
        if (type == Long.class) {
            return of(Long.class, GivingPlan::number);
        }
        if (type == BigInteger.class) {
            return of(BigInteger.class, GivingPlan::number);
        }
        if (type == BigDecimal.class) {
            return of(BigDecimal.class, GivingPlan::number);
        }
        boolean isExact = type == Double.class || type == Float.class || type == Integer.class || type == Short.class
                || type == Byte.class;
        return isExact ? of(Number.class, number -> LuauNumber.of(number.doubleValue())) : null;
    }

    private static @Nullable ToLuau ofOptionalNumber(Class<?> type) {
        if (type == OptionalInt.class) {
            return of(OptionalInt.class,
                    optional -> optional.isPresent() ? LuauNumber.of(optional.getAsInt()) : LuaValue.NIL);
        }
        if (type == OptionalLong.class) {
            return of(OptionalLong.class,
                    optional -> optional.isPresent() ? number(optional.getAsLong()) : LuaValue.NIL);
        }
        if (type == OptionalDouble.class) {
            return of(OptionalDouble.class,
                    optional -> optional.isPresent() ? LuauNumber.of(optional.getAsDouble()) : LuaValue.NIL);
        }
        return ofLuau(type);
    }

    /** Values that belong to a VM. */
    private static @Nullable ToLuau ofLuau(Class<?> type) {
        if (type == LuauFunction.class) {
            return (outer, object) -> object instanceof LuauFunction function
                    ? inVm(outer.vm(), function.vm(), function.function(), "a function")
                    : LuaValue.NIL;
        }
        if (type == TableView.class) {
            return (outer, object) -> object instanceof TableView view
                    ? inVm(outer.vm(), view.vm(), view.table(), "a table")
                    : LuaValue.NIL;
        }
        return null;
    }

    /** {@return a value of a VM, if that is the one it is given to} */
    static <T> T inVm(Vm wanted, Vm owner, T value, String what) {
        if (wanted == owner) {
            return value;
        }
        throw new Mismatch(
                what + " of the VM '" + owner.name() + "' cannot be given to the VM '" + wanted.name() + "'");
    }

    private static <T> ToLuau of(Class<T> type, Function<T, LuaValue> conversion) {
        return (_, object) -> object == null ? LuaValue.NIL : conversion.apply(type.cast(object));
    }

    private static LuauBuffer buffer(ByteBuffer source) {
        byte[] bytes = new byte[source.remaining()];
        source.duplicate().get(bytes);
        return new LuauBuffer(bytes);
    }

    static LuauNumber number(long value) {
        if (value < -Scalars.MOST_EXACT || value > Scalars.MOST_EXACT) {
            throw notExact(value);
        }
        return LuauNumber.of((double) value);
    }

    private static LuauNumber number(BigInteger value) {
        double nearest = value.doubleValue();
        if (Double.isInfinite(nearest) || !new BigDecimal(nearest).toBigInteger().equals(value)) {
            throw notExact(value);
        }
        return LuauNumber.of(nearest);
    }

    /** A number is the one that is written like the decimal: no fraction has a double of its own. */
    private static LuauNumber number(BigDecimal value) {
        double nearest = value.doubleValue();
        if (Double.isInfinite(nearest) || BigDecimal.valueOf(nearest).compareTo(value) != 0) {
            throw notExact(value);
        }
        return LuauNumber.of(nearest);
    }

    private static Mismatch notExact(Number value) {
        return new Mismatch(
                "no number is exactly " + value + (value instanceof Long ? "; @Int64 makes it an integer" : ""));
    }
}
