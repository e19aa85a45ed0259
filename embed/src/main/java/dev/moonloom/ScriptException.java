package dev.moonloom;

import dev.moonloom.luau.runtime.LuauError;
import dev.moonloom.luau.syntax.SyntaxError;
import dev.moonloom.luau.syntax.SyntaxException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An error of a script, as its host gets it: one that no script has caught, or that a script's text is not valid. Where an
 * exception of the host's own code is behind it, that is the cause. Immutable; any thread.
 */
public final class ScriptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of error it is. */
    public enum Kind {
        /** The text is not valid Luau; nothing of it has run. */
        SYNTAX,
        /** Raised while a script ran, by itself or by what it called. */
        RUNTIME
    }

    /**
     * A place in a call.
     *
     * @param file as positions show it; {@code [C]} for a function that is not of a script
     * @param line counted from one; 0 where lines mean nothing
     * @param function its name, or an empty text
     */
    public record Frame(String file, int line, String function) {
        /** {@return the frame as a traceback shows it} */
        @Override
        public String toString() {
            return file + (line > 0 ? ":" + line : "") + (function.isEmpty() ? "" : " function " + function);
        }
    }

    private final Kind kind;
    private final transient @Nullable Object value;
    private final transient List<Frame> frames;
    /** The error as it travels in the VM, for when the host lets it go on there. */
    private final transient @Nullable LuauError raised;
    /** Each place that the report shows: one for a run-time error, one for each syntax error. */
    private final transient List<Excerpt> places;

    private ScriptException(Kind kind, String message, @Nullable Object value, List<Frame> frames, List<Excerpt> places,
            @Nullable LuauError raised) {
        super(message, raised == null ? null : raised.getCause());
        this.kind = kind;
        this.value = value;
        this.frames = List.copyOf(frames);
        this.places = List.copyOf(places);
        this.raised = raised;
    }

    /** {@return what is wrong with a text} */
    static ScriptException syntax(String name, byte[] text, SyntaxException invalid) {
        List<Excerpt> places = invalid.errors().stream().map(error -> place(name, text, error)).toList();
        String message = places.stream()
                .map(place -> place.file() + ":" + place.line() + ": " + place.message())
                .collect(Collectors.joining("\n"));
        return new ScriptException(Kind.SYNTAX, message, message, List.of(), places, null);
    }

    private static Excerpt place(String name, byte[] text, SyntaxError error) {
        int line = error.span().line();
        int end = error.span().endLine() == line ? error.span().endColumn() : Integer.MAX_VALUE;
        return Excerpt.of(error.message(), name, line, text, error.span().column(), end);
    }

    /**
     * {@return an error that was raised}
     *
     * @param value what was raised, as Java has it
     * @param place where, or null where no code of a script stands
     * @param raised the error itself; null where there is none any more
     */
    static ScriptException runtime(String message, @Nullable Object value, List<Frame> frames, @Nullable Excerpt place,
            @Nullable LuauError raised) {
        return new ScriptException(Kind.RUNTIME, message, value, frames, place == null ? List.of() : List.of(place),
                raised);
    }

    @Nullable LuauError raised() {
        return raised;
    }

    /** {@return what kind of error it is} */
    public Kind kind() {
        return kind;
    }

    /** {@return the file where it was raised, as positions show it; an empty text where no code of a script stands} */
    public String file() {
        return places.isEmpty() ? "" : places.getFirst().file();
    }

    /** {@return the line where it was raised, counted from one; 0 where no code of a script stands} */
    public int line() {
        return places.isEmpty() ? 0 : places.getFirst().line();
    }

    /** {@return what was raised, as the type {@code Object}: mostly the message; a table is a copy} */
    public @Nullable Object value() {
        return value;
    }

    /** {@return where it was raised and who had called that, innermost first; empty for a syntax error} */
    public List<Frame> frames() {
        return frames;
    }

    /**
     * {@return the message, the line of the source with a mark under its place, and the frames}
     *
     * <pre>
     * shop.luau:3: attempt to perform arithmetic (add) on nil and number
     *     3 | local total = price + 1
     *       |               ^
     * shop.luau:3 function total
     * shop.luau:7
     * </pre>
     *
     * Of a syntax error, each that was found in the text.
     */
    public String report() {
        String shown = switch (kind) {
            case SYNTAX -> places.stream()
                    .map(place -> place.file() + ":" + place.line() + ": " + place.message() + "\n" + place.marked())
                    .collect(Collectors.joining());
            case RUNTIME -> getMessage() + "\n" + (places.isEmpty() ? "" : places.getFirst().marked());
        };
        String calls = frames.stream().map(frame -> frame + "\n").collect(Collectors.joining());
        String host = getCause() == null ? "" : "caused by " + getCause() + "\n";
        return (shown + calls + host).stripTrailing();
    }
}
