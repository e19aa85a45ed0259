package dev.moonloom.core.require;

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
        return new AliasedPath(lowered(parts[0]), parts.length == 1 ? "" : parts[1]);
    }

    /** {@return the text with its ASCII letters in lower case} No others: some of Unicode's become letters of ASCII. */
    static String lowered(String text) {
        StringBuilder lowered = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lowered.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return lowered.toString();
    }
}
