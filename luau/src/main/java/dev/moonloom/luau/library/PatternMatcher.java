package dev.moonloom.luau.library;

import dev.moonloom.luau.library.Pattern.Item;
import dev.moonloom.luau.runtime.LuauError;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.Values;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Matches one pattern against one string by backtracking. Inside, positions in the string are those of the
 * array that holds its bytes.
 *
 * <p>Deep recursion ends with an error, and long work polls the state, so that an interrupt ends a pattern that
 * backtracks for ever.
 */
final class PatternMatcher {
    private static final int MAX_CAPTURES = 32;
    private static final int MAX_DEPTH = 200;
    /** How many characters are looked at between two polls. */
    private static final int POLL_INTERVAL = 1 << 16;

    private static final int NO_MATCH = -1;
    /** In place of a length: a capture that is not closed yet. */
    private static final int UNFINISHED = -1;
    /** In place of a length: a capture of a position. */
    private static final int POSITION = -2;

    private static final int[] NO_CAPTURES = {};

    private final LuauFunction caller;
    private final LuaString subjectString;
    private final byte[] subject;
    private final int subjectStart;
    private final int subjectEnd;
    private final Pattern pattern;
    private final int patternStart;
    private final int patternEnd;
    /** With which characters a match may begin; null for any, and before {@link #firstKnown}. */
    private boolean @Nullable [] first;
    private boolean firstKnown;

    // Both grow when the pattern turns out to have captures.
    private int[] captureStart = NO_CAPTURES;
    private int[] captureLength = NO_CAPTURES;
    private int captures;
    private int depth;
    private int untilPoll = POLL_INTERVAL;

    /**
     * @param caller the library function, for its errors
     * @param patternStart where the pattern begins: behind its anchor, for those to whom that means something
     */
    PatternMatcher(LuauFunction caller, LuaString subject, Pattern pattern, int patternStart) {
        this.caller = caller;
        this.subjectString = subject;
        this.subject = subject.m_bytes;
        subjectStart = subject.m_offset;
        subjectEnd = subject.m_offset + subject.m_length;
        this.pattern = pattern;
        this.patternStart = patternStart;
        patternEnd = pattern.end();
    }

    /** {@return whether a pattern is plain text, which needs no matching} */
    static boolean isPlain(LuaString pattern) {
        int end = pattern.m_offset + pattern.m_length;
        for (int i = pattern.m_offset; i < end; i++) {
            switch (pattern.m_bytes[i]) {
                case '^', '$', '*', '+', '?', '.', '(', '[', '%', '-' -> {
                    return false;
                }
                default -> {}
            }
        }
        return true;
    }

    /** {@return the first position from this one on at which a match may begin, or the end; both counted from zero} */
    int candidate(int position) {
        boolean[] begins = first();
        int length = subjectEnd - subjectStart;
        if (begins == null || position >= length) {
            return position;
        }
        int s = subjectStart + position;
        int pause = nextPause(s);
        while (s < subjectEnd && !begins[subject[s] & 0xff]) {
            s++;
            if (s == pause) {
                caller.state.poll();
                pause = nextPause(s);
            }
        }
        worked(s - subjectStart - position);
        return s - subjectStart;
    }

    private boolean @Nullable [] first() {
        if (!firstKnown) {
            first = pattern.firstCharacters(patternStart, caller);
            firstKnown = true;
        }
        return first;
    }

    /** {@return where a match that begins at this position ends, both counted from zero; or a negative number} */
    int match(int position) {
        captures = 0;
        depth = 0;
        int end = match(subjectStart + position, patternStart);
        return end == NO_MATCH ? NO_MATCH : end - subjectStart;
    }

    /** {@return how many captures the last match has} */
    int captures() {
        return captures;
    }

    /** {@return all captures of the last match; a pattern without any captures the whole match} */
    Varargs captures(int start, int end) {
        if (captures <= 1) {
            return capture(0, start, end);
        }
        var values = new LuaValue[captures];
        fillCaptures(values, 0);
        return Values.of(values);
    }

    /** Puts the explicit captures into an array. */
    void fillCaptures(LuaValue[] values, int position) {
        for (int i = 0; i < captures; i++) {
            values[position + i] = capture(i, 0, 0);
        }
    }

    /** {@return one capture of the match between these positions} The first may stand for all of it. */
    LuaValue capture(int index, int start, int end) {
        if (index >= captures) {
            if (index > 0) {
                throw error("invalid capture index");
            }
            return Slices.of(subjectString, start, end);
        }
        int from = captureStart[index] - subjectStart;
        return switch (captureLength[index]) {
            case UNFINISHED -> throw error("unfinished capture");
            case POSITION -> LuauNumber.of(from + 1);
            default -> Slices.of(subjectString, from, from + captureLength[index]);
        };
    }

    /** Appends the match between these positions. */
    void appendMatch(ByteBuilder result, int start, int end) {
        result.add(subject, subjectStart + start, end - start);
    }

    private int match(int s, int p) {
        if (depth == MAX_DEPTH) {
            throw error("pattern too complex");
        }
        depth++;
        worked(1);
        int end = matchItems(s, p);
        depth--;
        return end;
    }

    /** Matches the items of the pattern in turn; those that may match in several ways recurse. */
    private int matchItems(int start, int firstItem) {
        int s = start;
        int p = firstItem;
        while (p != patternEnd) {
            int item = pattern.at(p);
            if (item == '(') {
                boolean position = pattern.at(p + 1) == ')';
                return position ? startCapture(s, p + 2, POSITION) : startCapture(s, p + 1, UNFINISHED);
            }
            if (item == ')') {
                return endCapture(s, p + 1);
            }
            if (item == '$' && p + 1 == patternEnd) {
                return s == subjectEnd ? s : NO_MATCH;
            }
            int letter = item == '%' ? pattern.at(p + 1) : 0;
            if (letter == 'b') {
                s = matchBalance(s, p + 2);
                p += 4;
            } else if (letter == 'f') {
                p = frontier(s, p + 2);
            } else if (CharacterClass.isDigit(letter)) {
                s = matchCapture(s, letter);
                p += 2;
            } else {
                Item single = pattern.item(p, caller);
                boolean once = s < subjectEnd && single.set()[subject[s] & 0xff];
                if (single.repetition() == 0) {
                    s = once ? s + 1 : NO_MATCH;
                } else if (!once) {
                    s = single.isRequired() ? NO_MATCH : s;
                } else {
                    int end = matchRepeated(single, s);
                    if (end != NO_MATCH || single.repetition() != '?') {
                        return end;
                    }
                }
                p = single.next();
            }
            if (s == NO_MATCH || p == NO_MATCH) {
                return NO_MATCH;
            }
        }
        return s;
    }

    /** Matches an item that has matched once already, and all that follows. */
    private int matchRepeated(Item item, int s) {
        return switch (item.repetition()) {
            case '?' -> match(s + 1, item.next());
            case '*' -> expandMost(s, item);
            case '+' -> expandMost(s + 1, item);
            default -> expandLeast(s, item);
        };
    }

    private int matchBalance(int s, int p) {
        if (p >= patternEnd - 1) {
            throw error("malformed pattern (missing arguments to '%b')");
        }
        int open = pattern.at(p);
        int close = pattern.at(p + 1);
        if (s >= subjectEnd || subject[s] != open) {
            return NO_MATCH;
        }
        int level = 1;
        for (int i = s + 1; i < subjectEnd; i++) {
            if (subject[i] == close) {
                if (--level == 0) {
                    worked(i - s);
                    return i + 1;
                }
            } else if (subject[i] == open) {
                level++;
            }
        }
        worked(subjectEnd - s);
        return NO_MATCH;
    }

    /** {@return where the pattern goes on when a frontier is here} */
    private int frontier(int s, int set) {
        if (pattern.at(set) != '[') {
            throw error("missing '[' after '%f' in pattern");
        }
        Item item = pattern.item(set, caller);
        int previous = s == subjectStart ? 0 : subject[s - 1] & 0xff;
        int next = s == subjectEnd ? 0 : subject[s] & 0xff;
        return !item.set()[previous] && item.set()[next] ? item.end() : NO_MATCH;
    }

    private int expandMost(int start, Item item) {
        boolean[] set = item.set();
        int s = start;
        int pause = nextPause(s);
        while (s < subjectEnd && set[subject[s] & 0xff]) {
            s++;
            if (s == pause) {
                caller.state.poll();
                pause = nextPause(s);
            }
        }
        worked(s - start);
        if (item.next() == patternEnd && depth < MAX_DEPTH) {
            return s;
        }
        for (; s >= start; s--) {
            int end = match(s, item.next());
            if (end != NO_MATCH) {
                return end;
            }
        }
        return NO_MATCH;
    }

    private int nextPause(int s) {
        return subjectEnd - s > POLL_INTERVAL ? s + POLL_INTERVAL : Integer.MAX_VALUE;
    }

    private int expandLeast(int start, Item item) {
        for (int s = start;; s++) {
            int end = match(s, item.next());
            if (end != NO_MATCH) {
                return end;
            }
            if (s >= subjectEnd || !item.set()[subject[s] & 0xff]) {
                return NO_MATCH;
            }
        }
    }

    private int startCapture(int s, int p, int length) {
        if (captures >= MAX_CAPTURES) {
            throw error("too many captures");
        }
        if (captures == captureStart.length) {
            captureStart = Arrays.copyOf(captureStart, captures + 4);
            captureLength = Arrays.copyOf(captureLength, captures + 4);
        }
        captureStart[captures] = s;
        captureLength[captures] = length;
        captures++;
        int end = match(s, p);
        if (end == NO_MATCH) {
            captures--;
        }
        return end;
    }

    private int endCapture(int s, int p) {
        int open = captures - 1;
        while (open >= 0 && captureLength[open] != UNFINISHED) {
            open--;
        }
        if (open < 0) {
            throw error("invalid pattern capture");
        }
        captureLength[open] = s - captureStart[open];
        int end = match(s, p);
        if (end == NO_MATCH) {
            captureLength[open] = UNFINISHED;
        }
        return end;
    }

    /** Matches once more what a capture has matched. A captured position cannot match. */
    private int matchCapture(int s, int digit) {
        int index = digit - '1';
        if (index < 0 || index >= captures || captureLength[index] == UNFINISHED) {
            throw error("invalid capture index %" + (index + 1));
        }
        int from = captureStart[index];
        int length = captureLength[index];
        if (length < 0 || length > subjectEnd - s) {
            return NO_MATCH;
        }
        worked(length);
        boolean same = LuaString.equals(subject, from, subject, s, length);
        return same ? s + length : NO_MATCH;
    }

    private void worked(int steps) {
        untilPoll -= steps;
        if (untilPoll < 0) {
            untilPoll = POLL_INTERVAL;
            caller.state.poll();
        }
    }

    private LuauError error(String text) {
        return caller.state.error(caller, text);
    }
}
