package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.LuauError;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.Values;
import java.util.Arrays;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Matches one pattern against one string by backtracking. Inside, positions are those of the arrays that hold the
 * bytes. What is behind the end of either reads as a zero byte, which decides a few malformed patterns.
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
    private final byte[] pattern;
    private final int patternStart;
    private final int patternEnd;

    // Both grow when the pattern turns out to have captures.
    private int[] captureStart = NO_CAPTURES;
    private int[] captureLength = NO_CAPTURES;
    private int captures;
    private int depth;
    private int untilPoll = POLL_INTERVAL;

    /**
     * @param caller the library function, for its errors
     * @param skipped how many bytes at the pattern's beginning are no part of it: one for an anchor
     */
    PatternMatcher(LuauFunction caller, LuaString subject, LuaString pattern, int skipped) {
        this.caller = caller;
        this.subjectString = subject;
        this.subject = subject.m_bytes;
        subjectStart = subject.m_offset;
        subjectEnd = subject.m_offset + subject.m_length;
        this.pattern = pattern.m_bytes;
        patternStart = pattern.m_offset + skipped;
        patternEnd = pattern.m_offset + pattern.m_length;
    }

    /** {@return whether a pattern matches at the beginning only} */
    static boolean isAnchored(LuaString pattern) {
        return pattern.m_length > 0 && pattern.m_bytes[pattern.m_offset] == '^';
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
            int item = pattern[p];
            if (item == '(') {
                boolean position = patternAt(p + 1) == ')';
                return position ? startCapture(s, p + 2, POSITION) : startCapture(s, p + 1, UNFINISHED);
            }
            if (item == ')') {
                return endCapture(s, p + 1);
            }
            if (item == '$' && p + 1 == patternEnd) {
                return s == subjectEnd ? s : NO_MATCH;
            }
            int letter = item == '%' ? patternAt(p + 1) : 0;
            if (letter == 'b') {
                s = matchBalance(s, p + 2);
                p += 4;
            } else if (letter == 'f') {
                p = frontier(s, p + 2);
            } else if (CharacterClass.isDigit(letter)) {
                s = matchCapture(s, letter);
                p += 2;
            } else {
                int suffix = itemEnd(p);
                int repetition = patternAt(suffix);
                boolean once = s < subjectEnd && matchesSingle(subject[s] & 0xff, p, suffix);
                if (!isRepetition(repetition)) {
                    s = once ? s + 1 : NO_MATCH;
                    p = suffix;
                } else if (!once) {
                    s = repetition == '+' ? NO_MATCH : s;
                    p = suffix + 1;
                } else {
                    int end = matchRepeated(repetition, s, p, suffix);
                    if (end != NO_MATCH || repetition != '?') {
                        return end;
                    }
                    p = suffix + 1;
                }
            }
            if (s == NO_MATCH || p == NO_MATCH) {
                return NO_MATCH;
            }
        }
        return s;
    }

    private static boolean isRepetition(int character) {
        return character == '*' || character == '?' || character == '+' || character == '-';
    }

    /** Matches an item that has matched once already, and all that follows. */
    private int matchRepeated(int repetition, int s, int p, int suffix) {
        return switch (repetition) {
            case '?' -> match(s + 1, suffix + 1);
            case '*' -> expandMost(s, p, suffix);
            case '+' -> expandMost(s + 1, p, suffix);
            default -> expandLeast(s, p, suffix);
        };
    }

    /** {@return where the single character item that begins here ends} A suffix may stand there. */
    private int itemEnd(int p) {
        return switch (pattern[p]) {
            case '%' -> {
                if (p + 1 == patternEnd) {
                    throw error("malformed pattern (ends with '%')");
                }
                yield p + 2;
            }
            case '[' -> setEnd(p + 1);
            default -> p + 1;
        };
    }

    private int setEnd(int afterBracket) {
        int p = afterBracket;
        if (patternAt(p) == '^') {
            p++;
        }
        // The first character belongs to the set even if it is a bracket.
        do {
            if (p >= patternEnd) {
                throw error("malformed pattern (missing ']')");
            }
            if (pattern[p++] == '%' && p < patternEnd) {
                p++;
            }
        } while (patternAt(p) != ']');
        return p + 1;
    }

    private boolean matchesSingle(int character, int p, int end) {
        return switch (pattern[p]) {
            case '.' -> true;
            case '%' -> CharacterClass.contains(pattern[p + 1] & 0xff, character);
            case '[' -> matchesSet(character, p, end - 1);
            default -> (pattern[p] & 0xff) == character;
        };
    }

    /** @param end where the closing bracket stands */
    private boolean matchesSet(int character, int bracket, int end) {
        int p = bracket + 1;
        boolean found = true;
        if (pattern[p] == '^') {
            found = false;
            p++;
        }
        while (p < end) {
            int first = pattern[p] & 0xff;
            if (first == '%') {
                if (CharacterClass.contains(pattern[p + 1] & 0xff, character)) {
                    return found;
                }
                p += 2;
            } else if (p + 2 < end && pattern[p + 1] == '-') {
                if (first <= character && character <= (pattern[p + 2] & 0xff)) {
                    return found;
                }
                p += 3;
            } else {
                if (first == character) {
                    return found;
                }
                p++;
            }
        }
        return !found;
    }

    private int matchBalance(int s, int p) {
        if (p >= patternEnd - 1) {
            throw error("malformed pattern (missing arguments to '%b')");
        }
        if (s >= subjectEnd || subject[s] != pattern[p]) {
            return NO_MATCH;
        }
        byte open = pattern[p];
        byte close = pattern[p + 1];
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
        if (patternAt(set) != '[') {
            throw error("missing '[' after '%f' in pattern");
        }
        int end = setEnd(set + 1);
        int previous = s == subjectStart ? 0 : subject[s - 1] & 0xff;
        int next = s == subjectEnd ? 0 : subject[s] & 0xff;
        return !matchesSet(previous, set, end - 1) && matchesSet(next, set, end - 1) ? end : NO_MATCH;
    }

    private int expandMost(int start, int p, int suffix) {
        int s = start;
        int pause = nextPause(s);
        while (s < subjectEnd && matchesSingle(subject[s] & 0xff, p, suffix)) {
            s++;
            if (s == pause) {
                caller.state.poll();
                pause = nextPause(s);
            }
        }
        worked(s - start);
        for (; s >= start; s--) {
            int end = match(s, suffix + 1);
            if (end != NO_MATCH) {
                return end;
            }
        }
        return NO_MATCH;
    }

    private int nextPause(int s) {
        return subjectEnd - s > POLL_INTERVAL ? s + POLL_INTERVAL : Integer.MAX_VALUE;
    }

    private int expandLeast(int start, int p, int suffix) {
        for (int s = start;; s++) {
            int end = match(s, suffix + 1);
            if (end != NO_MATCH) {
                return end;
            }
            if (s >= subjectEnd || !matchesSingle(subject[s] & 0xff, p, suffix)) {
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

    private int patternAt(int p) {
        return p < patternEnd ? pattern[p] : 0;
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
