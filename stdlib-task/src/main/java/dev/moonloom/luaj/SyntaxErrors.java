package dev.moonloom.luaj;

import org.luaj.vm2.LuaError;

/** The wording of LuaJ's syntax errors. */
final class SyntaxErrors {
    private SyntaxErrors() {}

    /** {@return {@code name:line: reason}} LuaJ itself says {@code =name:line: reason}, or nothing of where. */
    static String worded(LuaError error, String name) {
        String text = String.valueOf(error.getMessage());
        if (isLimit(text)) {
            return name + ": a function has more local variables, upvalues or constants than LuaJ's compiler takes";
        }
        String own = "=" + name + ":";
        return text.startsWith(own) ? text.substring(1) : text.startsWith(name + ":") ? text : name + ": " + text;
    }

    /** LuaJ's compiler means to report its limits and fails over that: what comes out is an exception's text. */
    private static boolean isLimit(String text) {
        return text.startsWith("load =") || text.equals("compiler assert failed");
    }
}
