package dev.moonloom;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the members of a type from the annotations of its class: see {@link Scripted}. */
final class AnnotatedMembers {
    private final Class<?> owner;
    private final String typeName;
    private final MethodHandles.Lookup lookup;
    /** By name, so that errors do not depend on the order in which Java lists members. */
    private final Map<String, Getting> getters = new TreeMap<>();
    private final Map<String, Setting> setters = new TreeMap<>();
    private final Map<String, Member> methods = new TreeMap<>();

    private record Getting(ShownType type, PropertyMember.Getter getter) {}

    private record Setting(Type type, PropertyMember.Setter setter) {}

    private AnnotatedMembers(Class<?> owner, String typeName) {
        this.owner = owner;
        this.typeName = typeName;
        try {
            lookup = MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
        } catch (IllegalAccessException closed) {
            throw new IllegalArgumentException(
                    "the class " + owner.getName() + " cannot be shown to scripts: " + closed.getMessage(), closed);
        }
    }

    /** {@return the type of a class} */
    static <T> LuauType<T> typeOf(Class<T> owner) {
        String name = nameOf(owner.getAnnotation(Scripted.class), owner.getSimpleName());
        var members = new AnnotatedMembers(owner, name);
        members.read();
        return members.addTo(LuauType.of(name, owner));
    }

    private static String nameOf(@Nullable Scripted scripted, String name) {
        return scripted == null || scripted.value().isEmpty() ? name : scripted.value();
    }

    private void read() {
        if (owner.isRecord()) {
            for (RecordComponent component : owner.getRecordComponents()) {
                readComponent(component);
            }
        } else {
            Stream.of(owner.getDeclaredFields()).forEach(this::readField);
        }
        Stream.of(owner.getDeclaredMethods())
                .filter(method -> !method.isSynthetic() && !isAccessor(method))
                .sorted(Comparator.comparing(Method::toString))
                .forEach(this::readMethod);
    }

    /** An annotation of a component stands on its accessor too, unless that is written out. */
    private boolean isAccessor(Method method) {
        return owner.isRecord()
                && Stream.of(owner.getRecordComponents()).anyMatch(component -> component.getAccessor().equals(method));
    }

    private void readComponent(RecordComponent component) {
        Method accessor = component.getAccessor();
        Scripted scripted = accessor.getAnnotation(Scripted.class);
        if (scripted != null) {
            addGetter(nameOf(scripted, component.getName()), component.getAnnotatedType(), handle(accessor));
        }
    }

    private void readField(Field field) {
        Scripted scripted = field.getAnnotation(Scripted.class);
        if (scripted == null) {
            return;
        }
        String name = nameOf(scripted, field.getName());
        requireInstance(field.getModifiers(), name);
        addGetter(name, field.getAnnotatedType(), handle(field, lookup::unreflectGetter));
        if (!Modifier.isFinal(field.getModifiers())) {
            addSetter(name, field.getGenericType(), handle(field, lookup::unreflectSetter));
        }
    }

    private void readMethod(Method method) {
        Scripted scripted = method.getAnnotation(Scripted.class);
        if (scripted == null) {
            return;
        }
        String name = nameOf(scripted, method.getName());
        requireInstance(method.getModifiers(), name);
        if (scripted.property()) {
            readAccessor(method, name);
        } else if (methods.putIfAbsent(name, method(method, name)) != null) {
            throw twoMembers(name);
        }
    }

    private void readAccessor(Method method, String name) {
        boolean answers = method.getReturnType() != void.class;
        Type[] parameters = method.getGenericParameterTypes();
        if (answers && parameters.length == 0) {
            addGetter(name, method.getAnnotatedReturnType(), handle(method));
        } else if (!answers && parameters.length == 1) {
            addSetter(name, parameters[0], handle(method));
        } else {
            throw wrong(name, "a property is read by a method without parameters, and written by one with a single "
                    + "parameter that answers nothing");
        }
    }

    private Member method(Method method, String name) {
        MethodHandle handle = handle(method);
        int count = method.getParameterCount();
        MethodHandle spread = handle.asType(MethodType.genericMethodType(count + 1)).asSpreader(Object[].class, count);
        return new MethodMember(typeName, owner, name, List.of(method.getGenericParameterTypes()),
                ShownType.of(method.getAnnotatedReturnType()),
                (instance, arguments) -> (Object) spread.invokeExact(instance, arguments));
    }

    private void addGetter(String name, AnnotatedType type, MethodHandle handle) {
        MethodHandle generic = handle.asType(MethodType.genericMethodType(1));
        var getting = new Getting(ShownType.of(type), instance -> (Object) generic.invokeExact(instance));
        if (getters.putIfAbsent(name, getting) != null) {
            throw twoMembers(name);
        }
    }

    private void addSetter(String name, Type type, MethodHandle handle) {
        MethodHandle generic = handle.asType(MethodType.methodType(void.class, Object.class, Object.class));
        var setting = new Setting(type, (instance, value) -> {
            generic.invokeExact(instance, value);
        });
        if (setters.putIfAbsent(name, setting) != null) {
            throw twoMembers(name);
        }
    }

    private <T> LuauType<T> addTo(LuauType<T> type) {
        LuauType<T> all = type;
        for (var getter : getters.entrySet()) {
            String name = getter.getKey();
            Setting setting = setters.remove(name);
            Getting getting = getter.getValue();
            if (setting != null && !setting.type.equals(getting.type.type())) {
                throw wrong(name, "it is read as " + getting.type.type().getTypeName() + " and written as "
                        + setting.type.getTypeName());
            }
            all = all.with(name, new PropertyMember(typeName, name, getting.type, getting.getter,
                    setting == null ? null : setting.setter));
        }
        for (String name : setters.keySet()) {
            throw wrong(name, "it can be written but not read");
        }
        for (var method : methods.entrySet()) {
            all = all.with(method.getKey(), method.getValue());
        }
        return all;
    }

    private void requireInstance(int modifiers, String name) {
        if (Modifier.isStatic(modifiers)) {
            throw wrong(name, "it is static");
        }
    }

    private MethodHandle handle(Method method) {
        return handle(method, lookup::unreflect).asFixedArity();
    }

    /** What turns a member into a handle. */
    @FunctionalInterface
    private interface Unreflect<M> {
        MethodHandle handle(M member) throws IllegalAccessException;
    }

    private static <M extends AccessibleObject> MethodHandle handle(M member, Unreflect<M> unreflect) {
        try {
            return unreflect.handle(member);
        } catch (IllegalAccessException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private IllegalArgumentException twoMembers(String name) {
        return new IllegalArgumentException("the type " + typeName + " has two members named " + name);
    }

    private IllegalArgumentException wrong(String name, String why) {
        return new IllegalArgumentException("member " + name + " of the type " + typeName + ": " + why);
    }
}
