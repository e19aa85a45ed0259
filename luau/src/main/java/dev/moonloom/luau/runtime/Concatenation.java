package dev.moonloom.luau.runtime;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Joins values to strings: {@code ..} and interpolation. */
final class Concatenation {
    /** Luau's limit on the length of a string. */
    private static final int MAX_LENGTH = 1 << 30;

    private Concatenation() {}

    static LuaValue concat(LuaValue a, LuaValue b, LuauFunction self) {
        LuaString first = text(a);
        LuaString second = text(b);
        if (first == null || second == null) {
            return callMetamethod(a, b, self);
        }
        if (first.m_length + (long) second.m_length > MAX_LENGTH) {
            throw tooLong(self);
        }
        return Strings.concat(first, second);
    }

    /** Works from the right; strings and numbers that stand side by side are joined at once. */
    static LuaValue concat(LuaValue[] operands, LuauFunction self) {
        int left = operands.length - 1;
        LuaValue result = operands[left];
        while (left > 0) {
            int from = text(result) == null ? left : startOfTexts(operands, left);
            if (from == left) {
                result = callMetamethod(operands[left - 1], result, self);
                left--;
            } else {
                result = join(operands, from, left, result, self);
                left = from;
            }
        }
        return result;
    }

    /** The position from which on all operands left of this one are strings and numbers. */
    private static int startOfTexts(LuaValue[] operands, int end) {
        int from = end;
        while (from > 0 && isText(operands[from - 1])) {
            from--;
        }
        return from;
    }

    private static LuaString join(LuaValue[] operands, int from, int to, LuaValue last, LuauFunction self) {
        var texts = new LuaString[to - from + 1];
        for (int i = from; i < to; i++) {
            texts[i - from] = textOf(operands[i]);
        }
        texts[to - from] = textOf(last);
        return join(texts, self);
    }

    private static LuaString join(LuaString[] texts, LuauFunction self) {
        long length = 0;
        for (LuaString text : texts) {
            length += text.m_length;
        }
        if (length > MAX_LENGTH) {
            throw tooLong(self);
        }
        return Strings.concat(texts);
    }

    private static LuauError tooLong(LuauFunction self) {
        return self.state.runtimeError(self, "string length overflow");
    }

    static LuaValue interpolate(LuaString[] texts, LuaValue[] values, LuauFunction self) {
        LuauFunction format = self.state.format;
        LuauFunction caller = format == null ? self : format;
        var parts = new LuaString[texts.length + values.length];
        for (int i = 0; i < values.length; i++) {
            parts[2 * i] = texts[i];
            parts[2 * i + 1] = ToString.of(values[i], caller);
        }
        parts[parts.length - 1] = texts[texts.length - 1];
        return join(parts, self);
    }

    private static boolean isText(LuaValue value) {
        return value instanceof LuaString || value instanceof LuaNumber;
    }

    private static @Nullable LuaString text(LuaValue value) {
        return isText(value) ? textOf(value) : null;
    }

    private static LuaString textOf(LuaValue value) {
        return value instanceof LuaString string ? string : Numbers.toString(value);
    }

    private static LuaValue callMetamethod(LuaValue a, LuaValue b, LuauFunction self) {
        LuauState state = self.state;
        LuaValue method = Arithmetic.binaryMetamethod(state, MetaEvent.CONCAT, a, b);
        if (method != null) {
            return state.callback2(self, Calls.callee(method, self), a, b);
        }
        throw state.runtimeError(self, "attempt to concatenate " + Types.nameOf(state, a) + " with "
                + Types.nameOf(state, b));
    }
}
