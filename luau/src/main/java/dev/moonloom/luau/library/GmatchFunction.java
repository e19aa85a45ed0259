package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauState;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The iterator that {@code string.gmatch} answers: each call gives the captures of the next match. */
final class GmatchFunction extends LuauFunction {
    private final PatternMatcher matcher;
    private final int length;
    /** Where the next match may begin. */
    private int position;

    /** An anchor means nothing in such a pattern. */
    GmatchFunction(LuauState state, LuaString subject, Pattern pattern) {
        super(state);
        matcher = new PatternMatcher(this, subject, pattern, 0);
        length = subject.m_length;
    }

    @Override
    public Varargs execN(Varargs arguments) {
        return next();
    }

    @Override
    public Varargs exec0() {
        return next();
    }

    @Override
    public Varargs exec2(LuaValue state, LuaValue control) {
        return next();
    }

    @Override
    public String debugName() {
        return "";
    }

    private Varargs next() {
        for (int at = matcher.candidate(position); at <= length; at = matcher.candidate(at + 1)) {
            int end = matcher.match(at);
            if (end >= 0) {
                position = end == at ? end + 1 : end;
                return matcher.captures(at, end);
            }
        }
        return LuaValue.NONE;
    }
}
