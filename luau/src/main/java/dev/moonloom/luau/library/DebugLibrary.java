package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.CallStack;
import dev.moonloom.luau.runtime.LuauClosure;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.LuauThread;
import dev.moonloom.luau.runtime.Numbers;
import dev.moonloom.luau.runtime.Strings;
import dev.moonloom.luau.runtime.Traceback;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The library {@code debug}: it looks at functions and frames, and changes nothing. */
public final class DebugLibrary {
    private DebugLibrary() {}

    /** {@return the library for a VM} */
    public static LuauTable create(LuauState state) {
        return new LibraryBuilder(state)
                .define("info", DebugLibrary::info)
                .define("traceback", DebugLibrary::traceback)
                .table();
    }

    /** The coroutine that was asked for: the first argument, if it is one, moves the others by one place. */
    private static LuauThread thread(Arguments arguments) {
        return arguments.at(1) instanceof LuauThread thread ? thread : arguments.state().current;
    }

    private static int shift(Arguments arguments) {
        return arguments.at(1) instanceof LuauThread ? 1 : 0;
    }

    private static Varargs info(Arguments arguments) {
        int position = shift(arguments) + 1;
        LuaValue subject = arguments.at(position);
        if (Numbers.isConvertible(subject)) {
            int level = level(arguments, position, arguments.integer(position));
            return frameInfo(arguments, level, DebugOptions.of(arguments, position + 1));
        }
        if (position == 1 && subject instanceof LuaFunction) {
            LuauFunction function = arguments.function(1);
            int line = function instanceof LuauClosure closure ? closure.prototype.code().line() : -1;
            return DebugOptions.of(arguments, 2).results(function, () -> line);
        }
        throw arguments.bad(position, "function or level expected");
    }

    private static int level(Arguments arguments, int position, int level) {
        if (level < 0) {
            throw arguments.bad(position, "level can't be negative");
        }
        return level;
    }

    private static Varargs frameInfo(Arguments arguments, int level, DebugOptions options) {
        LuauThread thread = thread(arguments);
        Traceback record = thread.deathRecord();
        if (record != null) {
            Traceback.Entry entry = record.entry(level);
            return entry == null ? LuaValue.NONE : options.results(entry.function(), entry::line);
        }
        boolean asksItself = thread == arguments.state().current;
        if (asksItself && level == 0) {
            return options.results(arguments.callee(), () -> -1);
        }
        int listed = asksItself ? level - 1 : level;
        CallStack stack = CallStack.of(arguments.state(), thread);
        LuauFunction function = stack.function(listed);
        return function == null ? LuaValue.NONE : options.results(function, () -> line(stack, listed));
    }

    private static int line(CallStack stack, int level) {
        Traceback.Entry entry = stack.entry(level);
        return entry == null ? -1 : entry.line();
    }

    private static Varargs traceback(Arguments arguments) {
        int position = shift(arguments) + 1;
        LuauThread thread = thread(arguments);
        boolean asksItself = thread == arguments.state().current;
        var text = new ByteBuilder(arguments.callee(), 0);
        if (!arguments.noneOrNil(position)) {
            text.add(Strings.beforeZero(arguments.string(position)));
            text.add('\n');
        }
        int level = level(arguments, position + 1, arguments.integer(position + 1, asksItself ? 1 : 0));
        // The function itself is level 0 but not among the frames.
        int from = asksItself ? Math.max(level - 1, 0) : level;
        text.add(Strings.of(frames(arguments.state(), thread).compiledFrames(from)));
        return text.toLuaString();
    }

    private static Traceback frames(LuauState state, LuauThread thread) {
        Traceback record = thread.deathRecord();
        return record == null ? CallStack.of(state, thread).traceback() : record;
    }
}
