package dev.moonloom.luau.runtime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The frames of a coroutine at one moment, innermost first. */
public final class Traceback {
    private static final int SHOWN_AT_EACH_END = 10;

    private final List<Entry> entries;

    Traceback(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * One frame.
     *
     * @param function what runs in it
     * @param line where it stands, or -1 where lines mean nothing
     */
    public record Entry(LuauFunction function, int line) {
        /** {@return the chunk's name as texts show it; {@code [C]} for a function that is not compiled} */
        public String source() {
            return function instanceof LuauClosure closure ? closure.prototype.code().chunk() : "[C]";
        }

        /** {@return the code that the function is part of; null for a function that is not compiled} */
        public @Nullable ChunkCode code() {
            return function instanceof LuauClosure ? (ChunkCode) function.getClass().getClassLoader() : null;
        }

        /** {@return {@code chunk:line: }, or nothing for a frame without a line} */
        String position() {
            return line > 0 ? source() + ":" + line + ": " : "";
        }

        @Override
        public String toString() {
            String name = function.debugName();
            return source() + (line > 0 ? ":" + line : "") + (name.isEmpty() ? "" : " function " + name);
        }
    }

    /** {@return the frames, innermost first} */
    public List<Entry> entries() {
        return entries;
    }

    /** {@return a frame, counted from zero at the innermost, or null when there is none} */
    public @Nullable Entry entry(int level) {
        return level < entries.size() ? entries.get(level) : null;
    }

    /** {@return one line for each frame of compiled code from a level on, as {@code debug.traceback} gives it} */
    public String compiledFrames(int from) {
        var text = new StringBuilder();
        for (Entry entry : entries.subList(Math.min(from, entries.size()), entries.size())) {
            if (entry.function() instanceof LuauClosure) {
                text.append(entry).append('\n');
            }
        }
        return text.toString();
    }

    /** {@return one line for each frame, as an uncaught error is reported} Of a long one only the two ends. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        int left = entries.size() - 2 * SHOWN_AT_EACH_END;
        for (int i = 0; i < entries.size(); i++) {
            text.append(entries.get(i)).append('\n');
            if (left > 0 && i == SHOWN_AT_EACH_END - 1) {
                text.append("... (+").append(left).append(" frames)\n");
                i += left;
            }
        }
        return text.toString();
    }
}
