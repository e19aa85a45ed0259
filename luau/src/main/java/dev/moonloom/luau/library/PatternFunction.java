package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.Numbers;
import dev.moonloom.luau.runtime.Values;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code string.find} and {@code string.match}: the first place where a pattern matches. */
final class PatternFunction extends LibraryFunction {
    private final PatternCache patterns;
    private final boolean find;

    private PatternFunction(LuauState state, PatternCache patterns, String name, boolean find) {
        super(state, name);
        this.patterns = patterns;
        this.find = find;
    }

    /** {@return {@code string.find}, which answers where the match is, then its captures} */
    static PatternFunction find(LuauState state, PatternCache patterns) {
        return new PatternFunction(state, patterns, "find", true);
    }

    /** {@return {@code string.match}, which answers the captures} */
    static PatternFunction match(LuauState state, PatternCache patterns) {
        return new PatternFunction(state, patterns, "match", false);
    }

    @Override
    public Varargs exec2(LuaValue string, LuaValue pattern) {
        return string instanceof LuaString subject && pattern instanceof LuaString text
                ? search(subject, text, 0, false)
                : execN(Values.of(string, pattern));
    }

    @Override
    public Varargs exec3(LuaValue string, LuaValue pattern, LuaValue start) {
        return string instanceof LuaString subject && pattern instanceof LuaString text
                && start instanceof LuauNumber from
                        ? searchFrom(subject, text, Numbers.toInt(from.value), false)
                        : execN(Values.of(string, pattern, start));
    }

    @Override
    public Varargs execN(Varargs values) {
        var arguments = new Arguments(this, values);
        LuaString subject = arguments.string(1);
        LuaString pattern = arguments.string(2);
        return searchFrom(subject, pattern, arguments.integer(3, 1), values.arg(4).toboolean());
    }

    private Varargs searchFrom(LuaString subject, LuaString pattern, int from, boolean plain) {
        int start = Math.max(Slices.position(from, subject.m_length), 1) - 1;
        return start > subject.m_length ? LuaValue.NIL : search(subject, pattern, start, plain);
    }

    private Varargs search(LuaString subject, LuaString pattern, int start, boolean plain) {
        return find && (plain || PatternMatcher.isPlain(pattern))
                ? findText(subject, pattern, start)
                : findPattern(subject, pattern, start);
    }

    private Varargs findText(LuaString subject, LuaString text, int start) {
        int at = TextSearch.find(state, subject, text, start);
        return at < 0 ? LuaValue.NIL : Values.of(LuauNumber.of(at + 1), LuauNumber.of(at + text.m_length));
    }

    private Varargs findPattern(LuaString subject, LuaString text, int start) {
        Pattern pattern = patterns.get(text);
        var matcher = new PatternMatcher(this, subject, pattern, pattern.start());
        int last = pattern.isAnchored() ? start : subject.m_length;
        for (int at = matcher.candidate(start); at <= last; at = matcher.candidate(at + 1)) {
            int end = matcher.match(at);
            if (end >= 0) {
                return find ? place(matcher, at, end) : matcher.captures(at, end);
            }
        }
        return LuaValue.NIL;
    }

    private static Varargs place(PatternMatcher matcher, int start, int end) {
        var values = new LuaValue[2 + matcher.captures()];
        values[0] = LuauNumber.of(start + 1);
        values[1] = LuauNumber.of(end);
        matcher.fillCaptures(values, 2);
        return Values.of(values);
    }
}
