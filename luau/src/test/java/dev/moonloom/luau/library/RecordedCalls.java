package dev.moonloom.luau.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonloom.luau.runtime.Calls;
import dev.moonloom.luau.runtime.LuauBuffer;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.Values;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/** Calls with what native Luau has answered, a line for each as the recorder has written it, to be compared with ours. */
final class RecordedCalls {
    private static final Pattern ADDRESS = Pattern.compile("(?<=^\"[a-z]{1,20}: 0x)[0-9a-f]+(?=\"$)");

    private final Literals literals;

    private RecordedCalls(Literals literals) {
        this.literals = literals;
    }

    /**
     * {@return one test for each function that was called, with all its calls}
     *
     * @param name the file's, without its ending
     * @param library where the functions are
     */
    static Stream<DynamicTest> tests(String name, LuauTable library, Literals literals) {
        var calls = new LinkedHashMap<String, List<String>>();
        for (String line : lines(name + ".calls")) {
            calls.computeIfAbsent(line.substring(0, line.indexOf('(')), _ -> new ArrayList<>()).add(line);
        }
        var recorded = new RecordedCalls(literals);
        return calls.entrySet().stream().map(entry -> DynamicTest.dynamicTest(entry.getKey(),
                () -> recorded.check((LuauFunction) library.rawget(entry.getKey()), entry.getValue())));
    }

    private static List<String> lines(String file) {
        try (InputStream stream = Objects.requireNonNull(RecordedCalls.class.getResourceAsStream(file))) {
            String text = new String(stream.readAllBytes(), StandardCharsets.US_ASCII);
            return text.lines().filter(line -> !line.isEmpty()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(LuauFunction function, List<String> lines) {
        var recorded = new ArrayList<String>();
        var answered = new ArrayList<String>();
        for (String line : lines) {
            String answer = answer(function, line);
            if (!answer.equals(line)) {
                recorded.add(line);
                answered.add(answer);
            }
        }
        assertThat(answered).isEqualTo(recorded);
    }

    /** {@return the line as it would have been recorded here} */
    private String answer(LuauFunction function, String line) {
        int end = Math.max(line.lastIndexOf(") => "), line.lastIndexOf(") ! "));
        LuaValue[] arguments = literals.read(line.substring(line.indexOf('(') + 1, end));
        var shown = new StringBuilder(line.substring(0, end + 1)).append(outcome(function, arguments));
        for (LuaValue argument : arguments) {
            if (argument instanceof LuauTable || argument instanceof LuauBuffer) {
                shown.append(" | ").append(literals.show(argument));
            }
        }
        return shown.toString();
    }

    private String outcome(LuauFunction function, LuaValue[] arguments) {
        try {
            return " => " + lasting(literals.show(Calls.exec(function, Values.of(arguments))));
        } catch (LuaError error) {
            return " ! " + literals.show(error.getMessageObject());
        }
    }

    /** Addresses are recorded without their digits. */
    private static String lasting(String results) {
        return ADDRESS.matcher(results).replaceFirst("...");
    }
}
