package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.LuauError;
import dev.moonloom.luau.runtime.LuauFunction;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;

/**
 * A pattern as it is matched again and again. Its items that match a single character are worked out when the matcher
 * first comes to them and no earlier: what is malformed behind them is an error only for a string that leads there. What is
 * behind the end reads as a zero byte, which decides a few malformed patterns.
 *
 * <p>Owner thread only.
 */
final class Pattern {
    /** For each byte the set of that byte alone. */
    private static final boolean[][] SINGLE = new boolean[256][256];
    /** For each letter the set of the class that it names. */
    private static final boolean[][] CLASS = new boolean[256][256];
    private static final boolean[] ANY = complement(new boolean[256]);

    static {
        for (int letter = 0; letter < 256; letter++) {
            SINGLE[letter][letter] = true;
            for (int character = 0; character < 256; character++) {
                CLASS[letter][character] = CharacterClass.contains(letter, character);
            }
        }
    }

    private final LuaString text;
    private final byte[] bytes;
    private final int start;
    private final int end;
    /** By the place in the pattern where the item begins. */
    private final @Nullable Item[] items;

    /**
     * An item that matches a single character.
     *
     * @param set for each byte whether it matches
     * @param end where the item ends
     * @param repetition the character behind it when that says how often it may match, or zero
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Item(boolean[] set, int end, int repetition) {
        /** {@return whether at least one character must match} */
        boolean isRequired() {
            return repetition == 0 || repetition == '+';
        }

        /** {@return where the pattern goes on behind the item and its repetition} */
        int next() {
            return repetition == 0 ? end : end + 1;
        }
    }

    Pattern(LuaString text) {
        this.text = text;
        bytes = text.m_bytes;
        start = text.m_offset;
        end = text.m_offset + text.m_length;
        items = new Item[text.m_length];
    }

    /** {@return whether this is what a text reads as} */
    boolean isOf(LuaString other) {
        return text == other || text.raweq(other);
    }

    /** {@return where it begins, behind an anchor} */
    int start() {
        return isAnchored() ? 1 : 0;
    }

    /** {@return where it ends} */
    int end() {
        return end - start;
    }

    /** {@return whether it matches at the beginning only} */
    boolean isAnchored() {
        return at(0) == '^';
    }

    /** {@return the byte at a place, signed; zero behind the end} */
    int at(int place) {
        return place < end - start ? bytes[start + place] : 0;
    }

    /** {@return the item for a single character that begins at a place} */
    Item item(int place, LuauFunction caller) {
        Item known = items[place];
        if (known == null) {
            known = read(place, caller);
            items[place] = known;
        }
        return known;
    }

    private Item read(int place, LuauFunction caller) {
        int itemEnd = itemEnd(place, caller);
        int behind = at(itemEnd);
        int repetition = behind == '*' || behind == '+' || behind == '-' || behind == '?' ? behind : 0;
        boolean[] set = switch (at(place)) {
            case '.' -> ANY;
            case '%' -> CLASS[at(place + 1) & 0xff];
            case '[' -> set(place + 1, itemEnd - 1);
            default -> SINGLE[at(place) & 0xff];
        };
        return new Item(set, itemEnd, repetition);
    }

    private int itemEnd(int place, LuauFunction caller) {
        return switch (at(place)) {
            case '%' -> {
                if (place + 1 == end()) {
                    throw error(caller, "malformed pattern (ends with '%')");
                }
                yield place + 2;
            }
            case '[' -> setEnd(place + 1, caller);
            default -> place + 1;
        };
    }

    private int setEnd(int behindBracket, LuauFunction caller) {
        int place = at(behindBracket) == '^' ? behindBracket + 1 : behindBracket;
        // The first character belongs to the set even if it is a bracket.
        do {
            if (place >= end()) {
                throw error(caller, "malformed pattern (missing ']')");
            }
            if (at(place++) == '%' && place < end()) {
                place++;
            }
        } while (at(place) != ']');
        return place + 1;
    }

    /** {@return the set between two brackets} */
    private boolean[] set(int behindBracket, int bracket) {
        var set = new boolean[256];
        boolean excludes = at(behindBracket) == '^';
        int place = excludes ? behindBracket + 1 : behindBracket;
        while (place < bracket) {
            int first = at(place) & 0xff;
            if (first == '%') {
                addAll(set, CLASS[at(place + 1) & 0xff]);
                place += 2;
            } else if (place + 2 < bracket && at(place + 1) == '-') {
                for (int character = first; character <= (at(place + 2) & 0xff); character++) {
                    set[character] = true;
                }
                place += 3;
            } else {
                set[first] = true;
                place++;
            }
        }
        return excludes ? complement(set) : set;
    }

    /**
     * {@return the characters with which a match may begin, or null when it may begin with any, or be empty}
     *
     * @param begin where the pattern begins
     */
    boolean @Nullable [] firstCharacters(int begin, LuauFunction caller) {
        int place = begin;
        while (at(place) == '(' && at(place + 1) != ')') {
            place++;
        }
        int letter = at(place + 1);
        boolean single = switch (at(place)) {
            case '(', ')' -> false;
            case '$' -> place + 1 < end();
            case '%' -> letter != 'b' && letter != 'f' && !CharacterClass.isDigit(letter);
            default -> true;
        };
        if (!single || place >= end()) {
            return null;
        }
        Item item = item(place, caller);
        return item.isRequired() ? item.set() : null;
    }

    private static boolean[] complement(boolean[] set) {
        for (int i = 0; i < set.length; i++) {
            set[i] = !set[i];
        }
        return set;
    }

    private static void addAll(boolean[] set, boolean[] more) {
        for (int i = 0; i < set.length; i++) {
            set[i] |= more[i];
        }
    }

    private static LuauError error(LuauFunction caller, String text) {
        return caller.state.error(caller, text);
    }
}
