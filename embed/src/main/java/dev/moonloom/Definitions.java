package dev.moonloom;

import dev.moonloom.luau.runtime.MetaEvent;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes what scripts are given as a definition file for analyzers of Luau. One file; one thread. */
final class Definitions {
    private static final String INDENT = "    ";

    /**
     * What an analyzer does not ask types for: it lets every object be shown and compared for equality. It takes two types
     * for unrelated, though, of which one has an operator that the other lacks.
     */
    private static final Set<MetaEvent> UNASKED = Set.of(MetaEvent.TOSTRING, MetaEvent.EQ);

    private final Map<String, Moonloom.Global> globals;
    /** Types before those that extend them. */
    private final Map<LuauType<?>, String> objects = new LinkedHashMap<>();
    private final TypeTexts types;

    private Definitions(Conversions conversions, List<LuauType<?>> registered, Map<String, Moonloom.Global> globals) {
        this.globals = globals;
        var names = new LuauNames();
        registered.forEach(type -> add(type, names));
        this.types = new TypeTexts(conversions, names, objects);
    }

    private void add(LuauType<?> type, LuauNames names) {
        LuauType<?> parent = type.parent();
        if (parent != null) {
            add(parent, names);
        }
        if (!objects.containsKey(type)) {
            objects.put(type, names.type(type.name()));
        }
    }

    /** {@return the file} */
    static String write(Conversions conversions, List<LuauType<?>> registered, Map<String, Moonloom.Global> globals) {
        return new Definitions(conversions, registered, globals).file();
    }

    private String file() {
        List<String> declarations = new ArrayList<>();
        objects.forEach((type, name) -> declarations.add(declaration(type, name)));
        globals.forEach((name, global) -> declarations.add(declaration(name, global.shown())));
        // All that these mention are known now.
        List<String> parts = new ArrayList<>();
        types.aliases().forEach((name, alias) -> parts.add(
                from(alias.source().getName()) + "type " + name + " = " + alias.text() + "\n"));
        parts.addAll(declarations);
        return String.join("\n", parts);
    }

    /** A comment of one line, whatever the text is. */
    private static String from(String source) {
        return "-- " + source.replaceAll("\\R|\\p{Cntrl}", " ") + "\n";
    }

    // Globals.

    private String declaration(String name, Shown shown) {
        if (!LuauNames.isName(name)) {
            return from("no name of Luau, so that it cannot be declared: " + LuauNames.quoted(name));
        }
        return switch (shown) {
            case Shown.Function(String source) -> from(source) + "declare function " + name + "(...: any): ...any\n";
            case Shown.Table(String source, Map<String, Moonloom.Global> members) ->
                from(source) + "declare " + name + ": " + table(members) + "\n";
            case Shown.Typed _,Shown.Value _ -> "declare " + name + ": " + typeOf(shown) + "\n";
        };
    }

    private String table(Map<String, Moonloom.Global> members) {
        return new TreeMap<>(members).entrySet().stream()
                .filter(member -> isKey(member.getKey()))
                .map(member -> INDENT + LuauNames.key(member.getKey()) + ": " + typeOf(member.getValue().shown())
                        + ",\n")
                .collect(Collectors.joining("", "{\n", "}"));
    }

    /** The analyzer's strings end at a zero byte. */
    private static boolean isKey(String name) {
        return name.indexOf('\0') < 0;
    }

    private String typeOf(Shown shown) {
        return switch (shown) {
            case Shown.Function _ -> TypeTexts.anyFunction();
            case Shown.Typed(var method) -> types.ofMethod(method);
            case Shown.Value(@Nullable Object value) -> types.ofValue(value);
            case Shown.Table(_, Map<String, Moonloom.Global> members) -> table(members);
        };
    }

    // Types of objects.

    private String declaration(LuauType<?> type, String name) {
        LuauType<?> parent = type.parent();
        // Two meanings of an operator may differ in nothing that can be written here.
        SequencedSet<String> lines = new LinkedHashSet<>();
        type.members().forEach((member, shown) -> lines.add(member(name, member, shown)));
        lines.addAll(operators(type));
        return from(type.type().getName())
                + "declare extern type " + name + (parent == null ? "" : " extends " + name(parent)) + " with\n"
                + lines.stream().map(line -> INDENT + line + "\n").collect(Collectors.joining())
                + "end\n";
    }

    /**
     * {@return what operators do with objects of a type, as lines} The analyzer does not look at the type that it extends for
     * these.
     */
    private List<String> operators(LuauType<?> type) {
        List<String> lines = new ArrayList<>();
        Set<MetaEvent> known = EnumSet.noneOf(MetaEvent.class);
        for (LuauType<?> above = type; above != null; above = above.parent()) {
            String owner = name(above);
            above.metamethods().forEach((event, shown) -> {
                if (known.add(event) && !UNASKED.contains(event)) {
                    lines.addAll(operator(owner, event, shown));
                }
            });
        }
        return lines;
    }

    private String name(LuauType<?> type) {
        return Objects.requireNonNull(objects.get(type));
    }

    private String member(String owner, String name, Member member) {
        if (!isKey(name)) {
            return from("a member with a zero byte in its name, which cannot be declared").strip();
        }
        return switch (member) {
            case PropertyMember property -> (property.setter() == null && LuauNames.isName(name) ? "read " : "")
                    + LuauNames.key(name) + ": " + types.of(property.valueType());
            case MethodMember method -> method(owner, name, method);
            default -> throw new AssertionError("a member of another kind: " + member);
        };
    }

    private String method(String owner, String name, MethodMember method) {
        String result = types.result(method.answer());
        if (!LuauNames.isName(name)) {
            String parameters = method.parameters().stream().map(type -> ", " + types.of(type))
                    .collect(Collectors.joining());
            return LuauNames.key(name) + ": (self: " + owner + parameters + ") -> " + result;
        }
        var parameters = new StringBuilder("self");
        for (int i = 0; i < method.parameters().size(); i++) {
            parameters.append(", arg").append(i + 1).append(": ").append(types.of(method.parameters().get(i)));
        }
        return "function " + name + "(" + parameters + "): " + result;
    }

    private List<String> operator(String owner, MetaEvent event, Member member) {
        String name = event.key.tojstring();
        return switch (member) {
            case MethodMember call -> List.of(method(owner, name, call));
            // The analyzer looks for the object on either side, whichever side it is written on here.
            case BinaryOperator operator -> operator.meanings().stream()
                    .map(meaning -> "function " + name + "(self, other: " + types.of(meaning.other()) + "): any")
                    .toList();
            default -> List.of("function " + name + own(owner, event));
        };
    }

    private static String own(String owner, MetaEvent event) {
        return switch (event) {
            case LT, LE -> "(self, other: " + owner + "): boolean";
            case LEN -> "(self): number";
            default -> "(self): any";
        };
    }
}
