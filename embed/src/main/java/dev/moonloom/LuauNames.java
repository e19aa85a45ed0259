package dev.moonloom;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The names in one file of Luau: which words are names, and which are taken. */
final class LuauNames {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");
    private static final Pattern NO_PART = Pattern.compile("[^A-Za-z_0-9]");
    private static final Set<String> KEYWORDS = Set.of("and", "break", "do", "else", "elseif", "end", "false", "for",
            "function", "if", "in", "local", "nil", "not", "or", "repeat", "return", "then", "true", "until", "while");
    private static final Set<String> TYPES = Set.of("any", "boolean", "buffer", "class", "function", "integer", "never",
            "nil", "number", "object", "string", "table", "thread", "typeof", "unknown", "userdata", "vector");

    /** Types that the file declares. */
    private final Set<String> taken = new HashSet<>(TYPES);

    /** {@return whether a text can stand where a name has to} */
    static boolean isName(String text) {
        return IDENTIFIER.matcher(text).matches() && !KEYWORDS.contains(text);
    }

    /** {@return how a key of a table is written before its type} */
    static String key(String name) {
        return isName(name) ? name : "[" + quoted(name) + "]";
    }

    /** {@return a text as a literal, on one line} */
    static String quoted(String text) {
        var literal = new StringBuilder("\"");
        text.codePoints().forEach(character -> {
            switch (character) {
                case '"' -> literal.append("\\\"");
                case '\\' -> literal.append("\\\\");
                case '\n' -> literal.append("\\n");
                default -> {
                    if (Character.isISOControl(character)) {
                        literal.append("\\u{%x}".formatted(character));
                    } else {
                        literal.appendCodePoint(character);
                    }
                }
            }
        });
        return literal.append('"').toString();
    }

    /** {@return a name for a type that no other one has: the wanted one, as near as can be} */
    String type(String wanted) {
        String name = NO_PART.matcher(wanted).replaceAll("_");
        if (!isName(name)) {
            name = "_" + name;
        }
        String free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = name + i;
        }
        return free;
    }
}
