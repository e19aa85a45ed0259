package dev.moonloom.luaj;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.luaj.vm2.LuaError;

/** The wording of LuaJ's syntax errors. */
final class SyntaxErrors {
    /** LuaJ's tokens in the order of their numbers, from {@link #FIRST_TOKEN} on. */
    private static final List<String> TOKENS = List.of(
            "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local",
            "nil",
            "not", "or", "repeat", "return", "then", "true", "until", "while", "..", "...", "==", ">=", "<=", "~=",
            "::",
            "<eos>", "<number>", "<name>", "<string>", "<eof>");

    private static final int FIRST_TOKEN = 257;
    /** How LuaJ names a token that it did not expect: by its number, and the character of that number. */
    private static final Pattern NUMBERED = Pattern.compile("(\\d{3}) \\(.\\)$");

    private SyntaxErrors() {}

    /** {@return {@code name:line: reason}} LuaJ itself says {@code =name:line: reason}, or nothing of where. */
    static String worded(LuaError error, String name) {
        String text = named(String.valueOf(error.getMessage()));
        if (isLimit(text)) {
            return name + ": a function has more local variables, upvalues or constants than LuaJ's compiler takes";
        }
        String own = "=" + name + ":";
        return text.startsWith(own) ? text.substring(1) : text.startsWith(name + ":") ? text : name + ": " + text;
    }

    private static String named(String text) {
        return NUMBERED.matcher(text).replaceFirst(token -> {
            int number = Integer.parseInt(token.group(1)) - FIRST_TOKEN;
            boolean known = number >= 0 && number < TOKENS.size();
            return Matcher.quoteReplacement(known ? "'" + TOKENS.get(number) + "'" : token.group());
        });
    }

    /** LuaJ's compiler means to report its limits and fails over that: what comes out is an exception's text. */
    private static boolean isLimit(String text) {
        return text.startsWith("load =") || text.equals("compiler assert failed");
    }
}
