package dev.moonloom;

import dev.moonloom.luau.runtime.MetaEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The registered types of a host, checked and prepared for any number of VMs. Immutable; any thread. */
final class ObjectTypes {
    private final Map<LuauType<?>, Prepared> types = new HashMap<>();

    /** A type with its conversions made. Its parent's members are not among its own. */
    record Prepared(Map<String, Member.Prepared> members, Map<MetaEvent, Member.Prepared> metamethods) {}

    /**
     * The types of a host.
     *
     * @throws IllegalArgumentException naming the type, and the member, of which something has no conversion; or when two
     *     types have one name or one class
     */
    ObjectTypes(Conversions conversions, List<LuauType<?>> types) {
        Set<String> names = new HashSet<>();
        Set<Class<?>> classes = new HashSet<>();
        for (LuauType<?> type : types) {
            require(names.add(type.name()), "two types are named " + type.name());
            require(classes.add(type.type()),
                    "two types show the class " + type.type().getName() + ", the second one is "
                            + type.name());
            for (LuauType<?> above = type; above != null; above = above.parent()) {
                this.types.computeIfAbsent(above, one -> prepare(one, conversions));
            }
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static Prepared prepare(LuauType<?> type, Conversions conversions) {
        return new Prepared(prepare(type, type.members(), conversions), prepare(type, type.metamethods(), conversions));
    }

    private static <K> Map<K, Member.Prepared> prepare(LuauType<?> type, Map<K, Member> members,
            Conversions conversions) {
        Map<K, Member.Prepared> prepared = new LinkedHashMap<>();
        members.forEach((key, member) -> {
            try {
                prepared.put(key, member.prepare(conversions));
            } catch (IllegalArgumentException impossible) {
                String shown = key instanceof MetaEvent event ? event.key.tojstring() : key.toString();
                throw new IllegalArgumentException(
                        "member " + shown + " of the type " + type.name() + ": " + impossible.getMessage(), impossible);
            }
        });
        return prepared;
    }

    /** {@return a type} */
    Prepared of(LuauType<?> type) {
        Prepared prepared = types.get(type);
        if (prepared == null) {
            throw new IllegalArgumentException("the type " + type.name() + " is not registered");
        }
        return prepared;
    }
}
