package dev.moonloom.luau.library;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;

/** The patterns that a VM has used last: scripts use few of them, again and again. Owner thread only. */
final class PatternCache {
    private static final int SIZE = 64;

    private final @Nullable Pattern[] patterns = new Pattern[SIZE];

    Pattern get(LuaString text) {
        int place = text.hashCode() & SIZE - 1;
        Pattern known = patterns[place];
        if (known == null || !known.isOf(text)) {
            known = new Pattern(text);
            patterns[place] = known;
        }
        return known;
    }
}
