package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.Indexing;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.Numbers;
import dev.moonloom.luau.runtime.Values;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code string.gsub}: replaces what a pattern matches. */
final class GsubFunction extends LibraryFunction {
    private final PatternCache patterns;

    GsubFunction(LuauState state, PatternCache patterns) {
        super(state, "gsub");
        this.patterns = patterns;
    }

    @Override
    public Varargs execN(Varargs values) {
        var arguments = new Arguments(this, values);
        LuaString subject = arguments.string(1);
        LuaString pattern = arguments.string(2);
        int limit = arguments.integer(4, subject.m_length + 1);
        return replace(subject, pattern, replacement(arguments), limit);
    }

    private Replacement replacement(Arguments arguments) {
        return switch (arguments.at(3)) {
            case LuauFunction function -> (result, matcher, start, end) -> {
                LuaValue value = state.callback(this, function, matcher.captures(start, end)).arg1();
                append(result, matcher, start, end, value);
            };
            case LuauTable table -> (result, matcher, start, end) -> {
                LuaValue value = Indexing.index(table, matcher.capture(0, start, end), this);
                append(result, matcher, start, end, value);
            };
            case LuaString text -> template(text);
            case LuaNumber number -> template(Numbers.toString(number));
            default -> throw arguments.wrongType(3, "string/function/table");
        };
    }

    private Varargs replace(LuaString subject, LuaString text, Replacement replacement, int limit) {
        Pattern pattern = patterns.get(text);
        var matcher = new PatternMatcher(this, subject, pattern, pattern.start());
        int last = pattern.isAnchored() ? 0 : subject.m_length;
        ByteBuilder result = null;
        int copied = 0;
        int replaced = 0;
        int at = 0;
        while (replaced < limit && (at = matcher.candidate(at)) <= last) {
            int end = matcher.match(at);
            if (end >= 0) {
                replaced++;
                result = result == null ? new ByteBuilder(this, subject.m_length) : result;
                result.add(subject.m_bytes, subject.m_offset + copied, at - copied);
                replacement.append(result, matcher, at, end);
                copied = end;
            }
            at = end > at ? end : at + 1;
        }
        if (result == null) {
            return Values.of(subject, LuauNumber.of(0));
        }
        result.add(subject.m_bytes, subject.m_offset + copied, subject.m_length - copied);
        return Values.of(result.toLuaString(), LuauNumber.of(replaced));
    }

    /** Appends what a function or a table has for a match: the match itself for nil and false. */
    private void append(ByteBuilder result, PatternMatcher matcher, int start, int end, LuaValue value) {
        switch (value) {
            case LuaString text -> result.add(text);
            case LuaNumber number -> result.add(Numbers.toString(number));
            case LuaValue other when other.toboolean() ->
                throw state.error(this, "invalid replacement value (a " + other.typename() + ")");
            default -> matcher.appendMatch(result, start, end);
        }
    }

    private Replacement template(LuaString template) {
        return template.indexOf((byte) '%', 0) < 0
                ? (result, matcher, start, end) -> result.add(template)
                : (result, matcher, start, end) -> fill(template, result, matcher, start, end);
    }

    /** Appends a text in which {@code %1} stands for a capture, {@code %0} for the match, {@code %%} for a percent. */
    private void fill(LuaString template, ByteBuilder result, PatternMatcher matcher, int start, int end) {
        int at = 0;
        while (at < template.m_length) {
            int character = template.luaByte(at++);
            if (character == '%') {
                int escaped = at < template.m_length ? template.luaByte(at++) : 0;
                appendEscaped(escaped, result, matcher, start, end);
            } else {
                result.add(character);
            }
        }
    }

    private void appendEscaped(int escaped, ByteBuilder result, PatternMatcher matcher, int start, int end) {
        if (escaped == '%') {
            result.add('%');
        } else if (escaped == '0') {
            matcher.appendMatch(result, start, end);
        } else if (CharacterClass.isDigit(escaped)) {
            LuaValue capture = matcher.capture(escaped - '1', start, end);
            result.add(capture instanceof LuaString text ? text : Numbers.toString(capture));
        } else {
            throw state.error(this, "invalid use of '%' in replacement string");
        }
    }

    /** Appends to the result what stands there in place of a match. */
    @FunctionalInterface
    private interface Replacement {
        void append(ByteBuilder result, PatternMatcher matcher, int start, int end);
    }
}
