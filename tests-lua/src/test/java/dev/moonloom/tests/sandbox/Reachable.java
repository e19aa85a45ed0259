package dev.moonloom.tests.sandbox;

import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaBoolean;
import org.luaj.vm2.LuaNil;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * The objects that can be reached from a VM through the fields of the engine's classes and of the classes it generates,
 * static ones included, and through arrays, collections and references of any strength. That is more than a script can reach.
 */
final class Reachable {
    /** Whose fields are looked into. Other classes are Java's and Reactor's: they hold what the engine hands them. */
    private static final List<String> PACKAGES = List.of("dev.moonloom.luau", "dev.moonloom.core", "dev.moonloom.task",
            "org.luaj", "luau");

    private final Set<Object> found = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Class<?>> classes = Collections.newSetFromMap(new IdentityHashMap<>());
    private final ArrayDeque<Object> waiting = new ArrayDeque<>();

    private Reachable() {}

    /** {@return what can be reached from these objects} */
    static Reachable from(Object... roots) {
        var reachable = new Reachable();
        for (Object root : roots) {
            reachable.add(root);
        }
        for (Object next; (next = reachable.waiting.poll()) != null;) {
            reachable.lookInto(next);
        }
        return reachable;
    }

    /** {@return how many values that scripts could change there are} */
    long countOfValues() {
        return found.stream().filter(Reachable::canBeChanged).count();
    }

    /** {@return the values that can be reached from both and that a script could change, or know again} */
    List<LuaValue> sharedWith(Reachable other) {
        return found.stream()
                .filter(object -> canBeChanged(object) && other.found.contains(object))
                .map(LuaValue.class::cast)
                .toList();
    }

    boolean contains(Object object) {
        return found.contains(object);
    }

    /** Vectors and integers are numbers of their own kinds: they have no fields that are assigned to. */
    private static boolean canBeChanged(Object object) {
        return object instanceof LuaValue value && switch (value) {
            case LuaString _,LuaNumber _,LuaBoolean _,LuaNil _ -> false;
            default -> !hasOnlyFinalNumbers(value.getClass());
        };
    }

    private static boolean hasOnlyFinalNumbers(Class<?> type) {
        for (Class<?> at = type; at != null && at != LuaValue.class; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())
                        && !(Modifier.isFinal(field.getModifiers()) && field.getType().isPrimitive())) {
                    return false;
                }
            }
        }
        return true;
    }

    private void add(@Nullable Object object) {
        if (object != null && found.add(object)) {
            waiting.add(object);
        }
    }

    private void lookInto(Object object) {
        switch (object) {
            case Object[] array -> Arrays.stream(array).forEach(this::add);
            case Collection<?> collection when isJavas(collection) -> collection.forEach(this::add);
            case Map<?, ?> map -> map.forEach((key, value) -> {
                add(key);
                add(value);
            });
            case Reference<?> reference -> add(reference.get());
            case Optional<?> optional -> add(optional.orElse(null));
            default -> {}
        }
        if (isOurs(object.getClass())) {
            addFields(object);
        }
    }

    /** Reactor's queues cannot be looked into, and what is in the inbox of a VM has not come to it yet. */
    private static boolean isJavas(Collection<?> collection) {
        return collection.getClass().getName().startsWith("java.");
    }

    private static boolean isOurs(Class<?> type) {
        return PACKAGES.stream().anyMatch(name -> type.getName().startsWith(name + "."));
    }

    private void addFields(Object object) {
        for (Class<?> type = object.getClass(); type != null && isOurs(type); type = type.getSuperclass()) {
            boolean firstMet = classes.add(type);
            for (Field field : type.getDeclaredFields()) {
                boolean isStatic = Modifier.isStatic(field.getModifiers());
                if (!field.getType().isPrimitive() && (!isStatic || firstMet)) {
                    add(valueOf(field, isStatic ? null : object));
                }
            }
        }
    }

    private static @Nullable Object valueOf(Field field, @Nullable Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new AssertionError(field.toString(), e);
        }
    }
}
