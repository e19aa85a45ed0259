package dev.moonloom;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedTypeVariable;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A Java type as conversions see it: variables and wildcards are replaced by what they stand for. */
sealed interface HostType {
    /** A class that is no array; a generic one without its arguments counts as one of {@code Object}s. */
    record Plain(Class<?> type) implements HostType {}

    /** A class with its type arguments. */
    record Generic(Class<?> type, List<HostType> arguments) implements HostType {}

    /** An array. */
    record Array(HostType component) implements HostType {}

    /** A {@code long} or {@code Long} that is Luau's {@code integer}. */
    record Integer64(Class<?> type) implements HostType {}

    /** {@return a type that nothing is annotated in} */
    static HostType of(Type type) {
        return of(type, Map.of());
    }

    /** {@return a type with what is annotated in it} */
    static HostType of(AnnotatedType type) {
        return of(type, Map.of());
    }

    private static HostType of(Type type, Map<TypeVariable<?>, HostType> variables) {
        return switch (type) {
            case Class<?> plain -> plain.isArray() ? new Array(of(plain.componentType(), variables)) : new Plain(plain);
            case ParameterizedType generic -> {
                List<HostType> arguments = new ArrayList<>();
                for (Type argument : generic.getActualTypeArguments()) {
                    arguments.add(of(argument, variables));
                }
                yield new Generic((Class<?>) generic.getRawType(), List.copyOf(arguments));
            }
            case GenericArrayType array -> new Array(of(array.getGenericComponentType(), variables));
            case WildcardType wildcard -> {
                Type[] lower = wildcard.getLowerBounds();
                yield of(lower.length > 0 ? lower[0] : wildcard.getUpperBounds()[0], variables);
            }
            case TypeVariable<?> variable -> ofVariable(variable, variables);
            default -> throw new IllegalArgumentException("an unknown kind of type: " + type.getTypeName());
        };
    }

    private static HostType of(AnnotatedType type, Map<TypeVariable<?>, HostType> variables) {
        if (type.isAnnotationPresent(Int64.class)) {
            return integer64(type.getType());
        }
        return switch (type) {
            case AnnotatedParameterizedType generic -> {
                List<HostType> arguments = new ArrayList<>();
                for (AnnotatedType argument : generic.getAnnotatedActualTypeArguments()) {
                    arguments.add(of(argument, variables));
                }
                yield new Generic((Class<?>) ((ParameterizedType) generic.getType()).getRawType(),
                        List.copyOf(arguments));
            }
            case AnnotatedArrayType array -> new Array(of(array.getAnnotatedGenericComponentType(), variables));
            case AnnotatedWildcardType wildcard -> {
                AnnotatedType[] lower = wildcard.getAnnotatedLowerBounds();
                yield of(lower.length > 0 ? lower[0] : wildcard.getAnnotatedUpperBounds()[0], variables);
            }
            case AnnotatedTypeVariable variable -> ofVariable((TypeVariable<?>) variable.getType(), variables);
            default -> of(type.getType(), variables);
        };
    }

    private static HostType integer64(Type type) {
        if (type == long.class || type == Long.class) {
            return new Integer64((Class<?>) type);
        }
        throw new IllegalArgumentException("@Int64 stands before long and Long, not before " + type.getTypeName());
    }

    /** A variable that nothing is known about is of the type that bounds it, which may mention the variable again. */
    private static HostType ofVariable(TypeVariable<?> variable, Map<TypeVariable<?>, HostType> variables) {
        HostType known = variables.get(variable);
        if (known != null) {
            return known;
        }
        Map<TypeVariable<?>, HostType> more = new HashMap<>(variables);
        more.put(variable, object());
        return of(variable.getBounds()[0], more);
    }

    /** {@return the types of a record's components} */
    default List<HostType> components() {
        Map<TypeVariable<?>, HostType> variables = variables();
        List<HostType> types = new ArrayList<>();
        for (RecordComponent component : raw().getRecordComponents()) {
            types.add(of(component.getAnnotatedType(), variables));
        }
        return List.copyOf(types);
    }

    /** {@return a type that stands in this class, with the class's variables replaced by what they stand for} */
    default HostType member(AnnotatedType type) {
        return of(type, variables());
    }

    private Map<TypeVariable<?>, HostType> variables() {
        Map<TypeVariable<?>, HostType> variables = new HashMap<>();
        if (this instanceof Generic(Class<?> type, List<HostType> arguments)) {
            TypeVariable<?>[] names = type.getTypeParameters();
            for (int i = 0; i < names.length; i++) {
                variables.put(names[i], arguments.get(i));
            }
        }
        return variables;
    }

    /** {@return the class without its arguments} */
    default Class<?> raw() {
        return switch (this) {
            case Plain(Class<?> type) -> type;
            case Generic(Class<?> type, _) -> type;
            case Array(HostType component) -> component.raw().arrayType();
            case Integer64(Class<?> type) -> type;
        };
    }

    /** {@return the type argument at a place, counted from zero} */
    default HostType argument(int place) {
        return this instanceof Generic(_, List<HostType> arguments) ? arguments.get(place) : object();
    }

    /** {@return whether an {@code integer} of Luau stands in its text} Records are not looked into. */
    default boolean mentionsInteger64() {
        return switch (this) {
            case Plain _ -> false;
            case Generic(_, List<HostType> arguments) -> arguments.stream().anyMatch(HostType::mentionsInteger64);
            case Array(HostType component) -> component.mentionsInteger64();
            case Integer64 _ -> true;
        };
    }

    /** {@return the type of all values} */
    private static HostType object() {
        return new Plain(Object.class);
    }

    /** {@return what is thrown for a type that nothing of Luau becomes} */
    static IllegalArgumentException noConversion(Class<?> type) {
        return new IllegalArgumentException("no value of Luau becomes a " + type.getTypeName());
    }
}
