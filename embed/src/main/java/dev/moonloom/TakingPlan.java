package dev.moonloom;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the way from Luau to one Java type, and to all that it is made of. */
final class TakingPlan {
    private final Conversions conversions;
    /** The records on the way, some of which are not complete yet. */
    private final Map<HostType, RecordFromLuau> records = new HashMap<>();

    TakingPlan(Conversions conversions) {
        this.conversions = conversions;
    }

    /**
     * {@return the way to a type}
     *
     * @throws IllegalArgumentException naming the type that there is none to
     */
    FromLuau to(HostType type) {
        return switch (type) {
            case HostType.Integer64 _ -> Leaf.INTEGER64;
            case HostType.Array(HostType component) -> toArray(component);
            case HostType.Plain(Class<?> plain) -> toClass(plain, type);
            case HostType.Generic(Class<?> generic, _) -> toClass(generic, type);
        };
    }

    private FromLuau toArray(HostType component) {
        Class<?> raw = component.raw();
        return raw == byte.class ? Leaf.BYTES : new ArrayFromLuau(raw, to(component));
    }

    private FromLuau toClass(Class<?> raw, HostType type) {
        LuauType<?> registered = conversions.registered(raw);
        if (registered != null) {
            return new ObjectFromLuau(registered.type() == raw ? registered.name() : raw.getSimpleName(), raw);
        }
        FromLuau leaf = Leaf.of(raw);
        if (leaf != null) {
            return leaf;
        }
        if (raw.isEnum()) {
            return new EnumFromLuau(raw);
        }
        if (raw.isRecord()) {
            return toRecord(raw, type);
        }
        FromLuau container = toContainer(raw, type);
        if (container != null) {
            return container;
        }
        return conversions.isRegisteredBelow(raw)
                ? new ObjectFromLuau(raw.getSimpleName(), raw)
                : FunctionInterfaces.functionalInterface(type, conversions);
    }

    private @Nullable FromLuau toContainer(Class<?> raw, HostType type) {
        if (raw == List.class || raw == Collection.class || raw == Iterable.class) {
            return new ListFromLuau(to(type.argument(0)));
        }
        if (raw == Set.class) {
            return new SetFromLuau(to(type.argument(0)));
        }
        if (raw == Map.class) {
            return new MapFromLuau(to(type.argument(0)), to(type.argument(1)));
        }
        if (raw == Optional.class) {
            return new OptionalFromLuau(to(type.argument(0)), Optional.empty(), Optional::of);
        }
        return toOptionalNumber(raw);
    }

    private static @Nullable FromLuau toOptionalNumber(Class<?> raw) {
        if (raw == OptionalInt.class) {
            FromLuau number = new Leaf("number", Scalars::toInt);
            return new OptionalFromLuau(number, OptionalInt.empty(), value -> OptionalInt.of((int) value));
        }
        if (raw == OptionalLong.class) {
            FromLuau number = new Leaf("number", Scalars::toLong);
            return new OptionalFromLuau(number, OptionalLong.empty(), value -> OptionalLong.of((long) value));
        }
        if (raw == OptionalDouble.class) {
            FromLuau number = new Leaf("number", Scalars::toDouble);
            return new OptionalFromLuau(number, OptionalDouble.empty(), value -> OptionalDouble.of((double) value));
        }
        return null;
    }

    private FromLuau toRecord(Class<?> raw, HostType type) {
        RecordFromLuau begun = records.get(type);
        if (begun != null) {
            return begun;
        }
        if (records.size() > Nesting.MOST_LEVELS) {
            throw new IllegalArgumentException("the record " + raw.getTypeName() + " contains more and more types");
        }
        var record = new RecordFromLuau(RecordForm.of(raw));
        records.put(type, record);
        List<HostType> components = type.components();
        for (int i = 0; i < components.size(); i++) {
            HostType component = components.get(i);
            FromLuau way = to(component);
            record.component(i, way, !component.raw().isPrimitive() && !(way instanceof OptionalFromLuau));
        }
        return record;
    }
}
