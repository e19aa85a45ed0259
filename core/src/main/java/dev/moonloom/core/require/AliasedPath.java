package dev.moonloom.core.require;

import java.util.Locale;

/**
 * A path of the form {@code @alias} or {@code @alias/rest}.
 *
 * @param alias in lower case, since the case of aliases does not count
 * @param rest what follows, relative to where the alias leads; may be empty
 */
record AliasedPath(String alias, String rest) {
    private static final String SIGN = "@";

    static boolean isAliased(String path) {
        return path.startsWith(SIGN);
    }

    static AliasedPath parse(String path) {
        String[] parts = path.substring(SIGN.length()).split("/", 2);
        return new AliasedPath(parts[0].toLowerCase(Locale.ROOT), parts.length == 1 ? "" : parts[1]);
    }
}
