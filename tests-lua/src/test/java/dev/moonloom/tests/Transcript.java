package dev.moonloom.tests;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Outcome;
import dev.moonloom.core.scheduler.Origin;
import dev.moonloom.core.scheduler.SchedulerFeedback;
import dev.moonloom.tests.Line.Kind;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.luaj.vm2.LuaValue;

/**
 * What a run of a script printed and what its host heard meanwhile, in the order in which it happened. Two things are
 * evened out: tabs become spaces, and the positions of the script's own lines at the head of error texts are left out.
 */
final class Transcript implements SchedulerFeedback {
    private final Pattern position;
    private final List<Line> lines = new ArrayList<>();

    Transcript(String scriptName) {
        position = Pattern.compile(Pattern.quote(scriptName) + ":\\d+: ");
    }

    void add(Kind kind, String text) {
        String evened = position.matcher(text).replaceAll("").replace('\t', ' ').strip();
        lines.add(new Line(kind, evened));
    }

    List<Line> lines() {
        return lines;
    }

    /** {@return a stream whose every line becomes a line of the transcript} */
    PrintStream printed() {
        return new PrintStream(new Lines(), true, StandardCharsets.UTF_8);
    }

    @Override
    public void onOutcome(Coroutine thread, Origin origin, Outcome outcome) {
        if (outcome instanceof Outcome.Failed(LuaValue value, _, _) && origin != Origin.COROUTINE_RESUME) {
            add(Kind.UNCAUGHT, value.tojstring());
        }
    }

    @Override
    public void onStaleWake(Coroutine thread, Origin origin) {
        add(Kind.STALE, origin.name());
    }

    /** Cuts what is printed into lines. */
    private final class Lines extends OutputStream {
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        @Override
        public void write(int character) {
            if (character == '\n') {
                add(Kind.PRINTED, line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else {
                line.write(character);
            }
        }
    }

    @Override
    public String toString() {
        return lines.stream().map(Line::toString).collect(Collectors.joining("\n"));
    }
}
