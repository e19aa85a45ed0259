package dev.moonloom.luau.library;

/** The character classes of patterns, such as {@code %a}: those of the C locale, so no byte above 127 is in any. */
final class CharacterClass {
    private static final int LETTER = 1;
    private static final int CONTROL = 1 << 1;
    private static final int DIGIT = 1 << 2;
    private static final int GRAPHIC = 1 << 3;
    private static final int LOWER = 1 << 4;
    private static final int PUNCTUATION = 1 << 5;
    private static final int SPACE = 1 << 6;
    private static final int UPPER = 1 << 7;
    private static final int ALPHANUMERIC = 1 << 8;
    private static final int HEXADECIMAL = 1 << 9;
    private static final int ZERO = 1 << 10;

    /** For each byte the classes it is in. */
    private static final short[] CLASSES_OF = new short[256];
    /** For each lower case letter that names a class, that class. */
    private static final short[] NAMED = new short[256];

    static {
        for (int character = 0; character < 128; character++) {
            CLASSES_OF[character] = (short) classesOf(character);
        }
        NAMED['a'] = LETTER;
        NAMED['c'] = CONTROL;
        NAMED['d'] = DIGIT;
        NAMED['g'] = GRAPHIC;
        NAMED['l'] = LOWER;
        NAMED['p'] = PUNCTUATION;
        NAMED['s'] = SPACE;
        NAMED['u'] = UPPER;
        NAMED['w'] = ALPHANUMERIC;
        NAMED['x'] = HEXADECIMAL;
        NAMED['z'] = ZERO;
    }

    private CharacterClass() {}

    private static int classesOf(int character) {
        boolean lower = character >= 'a' && character <= 'z';
        boolean upper = character >= 'A' && character <= 'Z';
        boolean digit = character >= '0' && character <= '9';
        boolean graphic = character > ' ' && character < 127;
        boolean alphanumeric = lower || upper || digit;
        int low = character | 0x20;
        return (lower || upper ? LETTER : 0)
                | (character < ' ' || character == 127 ? CONTROL : 0)
                | (digit ? DIGIT : 0)
                | (graphic ? GRAPHIC : 0)
                | (lower ? LOWER : 0)
                | (graphic && !alphanumeric ? PUNCTUATION : 0)
                | (character == ' ' || (character >= '\t' && character <= '\r') ? SPACE : 0)
                | (upper ? UPPER : 0)
                | (alphanumeric ? ALPHANUMERIC : 0)
                | (digit || (low >= 'a' && low <= 'f') ? HEXADECIMAL : 0)
                | (character == 0 ? ZERO : 0);
    }

    /**
     * {@return whether a byte is in the class that a letter names} An upper case letter names the complement. What
     * names no class stands for itself.
     */
    static boolean contains(int letter, int character) {
        boolean complement = letter >= 'A' && letter <= 'Z';
        int mask = NAMED[complement ? letter + ('a' - 'A') : letter];
        if (mask == 0) {
            return letter == character;
        }
        return ((CLASSES_OF[character] & mask) != 0) != complement;
    }

    static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }
}
