package dev.moonloom.luau.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Varargs;

/**
 * The frames of a coroutine: those that run, which are the functions on the state's stack and perhaps the innermost frame on
 * the heap, with their lines taken from the Java stack; and below them those saved on the heap.
 *
 * <p>Each closure that runs has one frame of compiled code on the Java stack, in the same order, and below those of one
 * coroutine stands its trampoline. A walk over the Java stack is expensive, so nothing is walked until somebody wants a line.
 */
public final class CallStack {
    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final LuauState state;
    /** The functions of the coroutine that run: from here on in {@link LuauState#frames}. */
    private final int base;
    /** Behind the innermost of them. */
    private final int end;
    /** The innermost frame on the heap. */
    private final @Nullable Activation saved;
    /** How many coroutines further in have been resumed, each by the one before. */
    private final int levels;
    /** How many frames of compiled code are on the Java stack whose functions are not on the state's yet. */
    private final int unlisted;

    private CallStack(LuauState state, int base, int end, @Nullable Activation saved, int levels, int unlisted) {
        this.state = state;
        this.base = base;
        this.end = end;
        this.saved = saved;
        this.levels = levels;
        this.unlisted = unlisted;
    }

    private static CallStack suspended(LuauState state, LuauThread thread) {
        LuauFunction parkedIn = thread.parkedIn;
        Activation saved = parkedIn == null ? thread.top() : new ParkedNative(parkedIn, thread.top());
        return new CallStack(state, 0, 0, saved, 0, 0);
    }

    /** {@return the frames of the running coroutine} Level 0 is the innermost function that is on the stack. */
    public static CallStack running(LuauState state) {
        return entering(state, 0);
    }

    /**
     * {@return the frames of the running coroutine while a function is entered}
     *
     * @param unlisted how many frames of compiled code are on the Java stack whose functions are not on the state's yet
     */
    static CallStack entering(LuauState state, int unlisted) {
        return new CallStack(state, state.frameBase(state.current), state.top, state.current.top(), 0, unlisted);
    }

    /** {@return the frames of any coroutine: the running one, one that has resumed another, or a suspended one} */
    public static CallStack of(LuauState state, LuauThread thread) {
        if (thread == state.current) {
            return running(state);
        }
        if (thread.level < 0) {
            return suspended(state, thread);
        }
        return new CallStack(state, state.frameBase(thread), state.frameTop(thread), thread.top(),
                state.current.level - thread.level, 0);
    }

    private int closuresBetween(int from, int to) {
        int closures = 0;
        for (int i = from; i < to; i++) {
            if (state.frames[i] instanceof LuauClosure) {
                closures++;
            }
        }
        return closures;
    }

    /** {@return the function at a level, or null when the stack is not that deep} */
    public @Nullable LuauFunction function(int level) {
        if (level < end - base) {
            return state.frames[end - 1 - level];
        }
        Activation activation = activation(level);
        return activation == null ? null : activation.function();
    }

    /** {@return the frame at a level, or null when the stack is not that deep} */
    public Traceback.@Nullable Entry entry(int level) {
        if (level < end - base) {
            int index = end - 1 - level;
            LuauFunction function = state.frames[index];
            return function instanceof LuauClosure closure
                    ? new Traceback.Entry(closure, line(closuresBetween(index + 1, end)))
                    : new Traceback.Entry(function, -1);
        }
        Activation activation = activation(level);
        LuauFunction function = activation == null ? null : activation.function();
        if (function == null || activation == null) {
            return null;
        }
        return activation instanceof Frame frame && frame.isRunning()
                ? new Traceback.Entry(frame.closure, line(closuresBetween(base, end)))
                : new Traceback.Entry(function, activation.line());
    }

    /** {@return {@code chunk:line: } of the function at a level; nothing where no Luau function stands} */
    public String position(int level) {
        Traceback.Entry entry = entry(level);
        return entry == null ? "" : entry.position();
    }

    /** {@return all frames} */
    public Traceback traceback() {
        var entries = new ArrayList<Traceback.Entry>();
        Frame running = saved instanceof Frame frame && frame.isRunning() ? frame : null;
        int closures = closuresBetween(base, end) + (running == null ? 0 : 1);
        int[] lines = closures == 0 ? new int[0] : WALKER.walk(frames -> lines(frames, closures));
        int closure = 0;
        for (int i = end - 1; i >= base; i--) {
            LuauFunction function = state.frames[i];
            entries.add(function instanceof LuauClosure luau
                    ? new Traceback.Entry(luau, lines[closure++])
                    : new Traceback.Entry(function, -1));
        }
        if (running != null) {
            entries.add(new Traceback.Entry(running.closure, lines[closure]));
        }
        for (Activation frame = running == null ? saved : running.caller; frame != null; frame = frame.caller()) {
            LuauFunction function = frame.function();
            if (function != null) {
                entries.add(new Traceback.Entry(function, frame.line()));
            }
        }
        return new Traceback(entries);
    }

    /** The activation that shows a function at a level. */
    private @Nullable Activation activation(int level) {
        int left = level - (end - base);
        for (Activation frame = saved; frame != null; frame = frame.caller()) {
            if (frame.function() != null && left-- == 0) {
                return frame;
            }
        }
        return null;
    }

    /** The line of a closure on the Java stack, counted from zero at this coroutine's innermost. */
    private int line(int closure) {
        return WALKER.walk(frames -> lines(frames, closure + 1)[closure]);
    }

    /**
     * The lines of the innermost closures. A frame's line is that of its innermost method, which is a segment
     * where the function was cut into several.
     */
    private int[] lines(Stream<StackWalker.StackFrame> frames, int count) {
        var lines = new int[count];
        Arrays.fill(lines, -1);
        var reader = new LineReader(lines, levels, unlisted);
        frames.takeWhile(_ -> !reader.done()).forEach(reader::accept);
        return lines;
    }

    /** Shows the native in which a coroutine has given way above its frames. It is in no chain. */
    private static final class ParkedNative extends Activation {
        private final LuauFunction function;

        ParkedNative(LuauFunction function, @Nullable Activation below) {
            this.function = function;
            this.caller = below;
        }

        @Override
        public LuauFunction function() {
            return function;
        }

        @Override
        public Varargs resume(Varargs values) {
            throw new AssertionError("only shown");
        }
    }

    /** Puts the methods on the Java stack together to frames. */
    private static final class LineReader {
        private final int[] lines;
        /** The trampolines that stand above the coroutine's frames; below zero once its own was met. */
        private int levels;
        private int unlisted;
        private int found;
        /** The line of the innermost method of the frame that is being read, or -1 before it. */
        private int innermost = -1;

        LineReader(int[] lines, int levels, int unlisted) {
            this.lines = lines;
            this.levels = levels;
            this.unlisted = unlisted;
        }

        boolean done() {
            return found == lines.length || levels < 0;
        }

        void accept(StackWalker.StackFrame frame) {
            Class<?> type = frame.getDeclaringClass();
            if (type == LuauThread.class && frame.getMethodName().equals("advance")) {
                levels--;
            } else if (levels == 0 && type.getClassLoader() instanceof ChunkCode code) {
                acceptCompiled(frame, code);
            }
        }

        private void acceptCompiled(StackWalker.StackFrame frame, ChunkCode code) {
            String method = frame.getMethodName();
            boolean closes = method.equals("body") || method.equals("run");
            if (!closes && !method.startsWith("segment")) {
                return;
            }
            if (innermost < 0) {
                innermost = lineOf(frame, code);
            }
            if (closes) {
                close();
            }
        }

        private static int lineOf(StackWalker.StackFrame frame, ChunkCode code) {
            int number = frame.getLineNumber();
            int place = number - ChunkCode.LAST_OWN_NUMBER - 1;
            return place < 0 ? number : code.listedLine(frame.getDeclaringClass(), frame.getMethodName(), place);
        }

        private void close() {
            if (unlisted > 0) {
                unlisted--;
            } else if (!done()) {
                lines[found++] = innermost;
            }
            innermost = -1;
        }
    }
}
