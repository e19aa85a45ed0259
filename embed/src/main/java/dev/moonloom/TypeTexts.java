package dev.moonloom;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * Java types as Luau writes types. Enums and records get names, and are declared once for the whole file. One thread.
 *
 * <p>What {@link Conversions} converts is written as what it is converted from or to. Everything else is {@code any}: what
 * becomes of it depends on the object.
 */
final class TypeTexts {
    private static final String ANY = "any";
    private static final String ANY_FUNCTION = "(...any) -> ...any";

    private final Conversions conversions;
    private final LuauNames names;
    private final Map<LuauType<?>, String> objects;
    /** The names of enums and records. */
    private final Map<HostType, String> named = new HashMap<>();
    /** What they stand for, by name. */
    private final Map<String, Alias> aliases = new LinkedHashMap<>();

    /** A type that the file declares. */
    record Alias(Class<?> source, String text) {}

    /** @param objects the names of registered types and of those that they extend */
    TypeTexts(Conversions conversions, LuauNames names, Map<LuauType<?>, String> objects) {
        this.conversions = conversions;
        this.names = names;
        this.objects = objects;
    }

    /** {@return the enums and records that were mentioned so far, by name} */
    Map<String, Alias> aliases() {
        return aliases;
    }

    /** {@return a function that takes and answers anything} */
    static String anyFunction() {
        return ANY_FUNCTION;
    }

    /** {@return the type of an argument or of a value} */
    String of(HostType type) {
        return switch (type) {
            case HostType.Integer64 _ -> "integer";
            case HostType.Array(HostType component) ->
                component.raw() == byte.class ? "buffer" : "{" + of(component) + "}";
            case HostType.Plain(Class<?> plain) -> ofClass(plain, type);
            case HostType.Generic(Class<?> generic, _) -> ofClass(generic, type);
        };
    }

    String of(Type type) {
        return of(HostType.of(type));
    }

    String of(ShownType shown) {
        String text = of(shown.type());
        return shown.isNullable() ? optional(text) : text;
    }

    private String ofClass(Class<?> raw, HostType type) {
        String object = ofObject(raw);
        if (object != null) {
            return object;
        }
        FromLuau leaf = Leaf.of(raw);
        if (leaf != null) {
            return ofLeaf(leaf);
        }
        if (raw.isEnum()) {
            return named(type, () -> ofEnum(raw));
        }
        if (raw.isRecord()) {
            return named(type, () -> ofRecord(type));
        }
        String container = ofContainer(raw, type);
        if (container != null) {
            return container;
        }
        Method method = FunctionInterfaces.singleMethod(raw);
        return method == null ? ANY : ofInterface(method, type);
    }

    /** {@return the registered types whose objects are instances of a class, or null when there are none} */
    private @Nullable String ofObject(Class<?> raw) {
        LuauType<?> nearest = conversions.registered(raw);
        if (nearest == null && (raw == Object.class || Leaf.of(raw) != null)) {
            return null;
        }
        List<LuauType<?>> found = objects.keySet().stream()
                .filter(type -> type == nearest
                        || (conversions.isRegistered(type) && raw.isAssignableFrom(type.type())))
                .toList();
        String union = found.stream()
                .filter(type -> !extendsAny(type, found))
                .map(objects::get)
                .collect(Collectors.joining(" | "));
        return union.isEmpty() ? null : union;
    }

    private static boolean extendsAny(LuauType<?> type, List<LuauType<?>> others) {
        for (LuauType<?> above = type.parent(); above != null; above = above.parent()) {
            if (others.contains(above)) {
                return true;
            }
        }
        return false;
    }

    private static String ofLeaf(FromLuau leaf) {
        if (leaf == NaturalFromLuau.INSTANCE) {
            return ANY;
        }
        return switch (leaf.expected()) {
            case "function" -> ANY_FUNCTION;
            case "table" -> "{[any]: any}";
            case "value" -> ANY;
            default -> leaf.expected();
        };
    }

    private @Nullable String ofContainer(Class<?> raw, HostType type) {
        if (Map.class.isAssignableFrom(raw)) {
            return "{[" + of(argument(type, 0, 2)) + "]: " + of(argument(type, 1, 2)) + "}";
        }
        if (Set.class.isAssignableFrom(raw)) {
            return "{[" + of(argument(type, 0, 1)) + "]: boolean}";
        }
        if (Collection.class.isAssignableFrom(raw) || raw == Iterable.class) {
            return "{" + of(argument(type, 0, 1)) + "}";
        }
        if (raw == Optional.class) {
            return optional(of(type.argument(0)));
        }
        boolean isOptionalNumber = raw == OptionalInt.class || raw == OptionalLong.class
                || raw == OptionalDouble.class;
        return isOptionalNumber ? "number?" : null;
    }

    /** {@return a type argument of a class that has just so many; of others nobody knows what they mean} */
    private static HostType argument(HostType type, int place, int count) {
        boolean isKnown = type instanceof HostType.Generic(_, List<HostType> arguments) && arguments.size() == count;
        return isKnown ? type.argument(place) : HostType.of(Object.class);
    }

    /** What a named type stands for. */
    @FunctionalInterface
    private interface Meaning {
        String text();
    }

    private String named(HostType type, Meaning meaning) {
        String known = named.get(type);
        if (known != null) {
            return known;
        }
        if (named.size() > Nesting.MOST_LEVELS * Nesting.MOST_LEVELS) {
            // A generic record may contain one of larger arguments, and that again.
            return ANY;
        }
        Class<?> raw = type.raw();
        String name = names.type(raw.getSimpleName());
        named.put(type, name);
        aliases.put(name, new Alias(raw, ANY));
        aliases.put(name, new Alias(raw, meaning.text()));
        return name;
    }

    private static String ofEnum(Class<?> type) {
        Object[] constants = type.getEnumConstants();
        return constants.length == 0
                ? "never"
                : Stream.of(constants).map(constant -> LuauNames.quoted(((Enum<?>) constant).name()))
                        .collect(Collectors.joining(" | "));
    }

    private String ofRecord(HostType type) {
        RecordComponent[] components = type.raw().getRecordComponents();
        List<HostType> types = type.components();
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < components.length; i++) {
            String text = of(types.get(i));
            fields.add(LuauNames.key(components[i].getName()) + ": "
                    + (ShownType.isNullable(components[i].getAnnotatedType()) ? optional(text) : text));
        }
        return "{" + String.join(", ", fields) + "}";
    }

    // Functions.

    private String ofInterface(Method method, HostType type) {
        String parameters = Stream.of(method.getAnnotatedParameterTypes())
                .map(parameter -> of(type.member(parameter)))
                .collect(Collectors.joining(", "));
        HostType answer = type.member(method.getAnnotatedReturnType());
        HostType result = CompletionStage.class.isAssignableFrom(answer.raw()) ? answer.argument(0) : answer;
        return "(" + parameters + ") -> " + (result.raw() == void.class ? "()" : of(result));
    }

    /** {@return the type of a method that scripts call} */
    String ofMethod(Method method) {
        Parameter[] parameters = method.getParameters();
        AnnotatedType[] types = method.getAnnotatedParameterTypes();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i].isVarArgs()) {
                AnnotatedType item = ((AnnotatedArrayType) types[i]).getAnnotatedGenericComponentType();
                texts.add("..." + parenthesized(of(HostType.of(item))));
            } else if (parameters[i].getType() != Call.class) {
                texts.add(nameOf(parameters[i]) + of(HostType.of(types[i])));
            }
        }
        return "(" + String.join(", ", texts) + ") -> " + answer(method.getAnnotatedReturnType());
    }

    private static String nameOf(Parameter parameter) {
        return parameter.isNamePresent() && LuauNames.isName(parameter.getName()) ? parameter.getName() + ": " : "";
    }

    /** {@return what a call of a method gives its caller} */
    private String answer(AnnotatedType declared) {
        HostType type = HostType.of(declared);
        Class<?> raw = type.raw();
        if (Flux.class.isAssignableFrom(raw)) {
            HostType item = type.argument(0);
            return "() -> " + (item.raw() == dev.moonloom.Values.class ? "...any" : optional(of(item)));
        }
        if (CompletionStage.class.isAssignableFrom(raw) || Publisher.class.isAssignableFrom(raw)) {
            return awaited(declared, type.argument(0));
        }
        return result(type, ShownType.isNullable(declared));
    }

    private String awaited(AnnotatedType declared, HostType item) {
        boolean isNullable = declared instanceof AnnotatedParameterizedType generic
                && ShownType.isNullable(generic.getAnnotatedActualTypeArguments()[0]);
        return result(item, isNullable);
    }

    private String result(HostType type, boolean isNullable) {
        if (type.raw() == void.class) {
            return "()";
        }
        if (type.raw() == dev.moonloom.Values.class) {
            return "...any";
        }
        String text = of(type);
        return isNullable ? optional(text) : text;
    }

    /** {@return what a call of an object's method gives its caller} */
    String result(ShownType shown) {
        return result(HostType.of(shown.type()), shown.isNullable());
    }

    // Values.

    /** {@return the type of a value that is there already} */
    String ofValue(@Nullable Object value) {
        return switch (value) {
            case null -> "nil";
            case Optional<?> optional -> ofValue(optional.orElse(null));
            case Enum<?> constant -> of(constant.getDeclaringClass());
            case Object object when ofObject(object.getClass()) != null -> of(object.getClass());
            case Map<?, ?> map -> ofMap(map);
            case Set<?> set -> "{[" + ofAll(set) + "]: boolean}";
            case Collection<?> list -> "{" + ofAll(list) + "}";
            case Object[] array -> "{" + ofAll(Arrays.asList(array)) + "}";
            case CharSequence _ -> "string";
            case ByteBuffer _ -> "buffer";
            default -> of(value.getClass());
        };
    }

    /** A table of settings has fields of many types; in any other one, all entries are of the same. */
    private String ofMap(Map<?, ?> map) {
        boolean isFields = map.keySet().stream().allMatch(String.class::isInstance)
                && map.values().stream().map(this::ofValue).distinct().count() > 1;
        return isFields
                ? map.entrySet().stream()
                        .map(field -> LuauNames.key((String) field.getKey()) + ": " + ofValue(field.getValue()))
                        .sorted()
                        .collect(Collectors.joining(", ", "{", "}"))
                : "{[" + ofAll(map.keySet()) + "]: " + ofAll(map.values()) + "}";
    }

    private String ofAll(Collection<?> values) {
        List<String> types = values.stream().map(this::ofValue).distinct().sorted().toList();
        return types.isEmpty()
                ? ANY
                : types.stream().map(type -> types.size() > 1 ? parenthesized(type) : type)
                        .collect(Collectors.joining(" | "));
    }

    /** {@return the type of which nil is one more value} */
    static String optional(String type) {
        return type.equals(ANY) || type.equals("nil") || (type.endsWith("?") && !type.contains(" -> "))
                ? type
                : parenthesized(type) + "?";
    }

    private static String parenthesized(String type) {
        boolean isOne = type.startsWith("{") || !type.contains(" ");
        return isOne ? type : "(" + type + ")";
    }
}
