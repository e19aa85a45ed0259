package dev.moonloom.tests;

import dev.moonloom.core.scheduler.Pacing;
import dev.moonloom.core.scheduler.SchedulerOptions;
import dev.moonloom.core.scheduler.StaleWake;
import dev.moonloom.tests.Line.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A behaviour script: its text, and what its comments ask of the runner. */
public final class Script {
    /** What a script expects, and the number of the line where it says so. */
    record Expectation(int lineNumber, Line line) {}

    private static final Path FOLDER = Path.of("scripts");
    private static final Pattern EXPECT = Pattern.compile("--\\s*(expect(?: \\w+)?):(.*)$");
    private static final Pattern OPTIONS = Pattern.compile("^--\\s*options:(.*)$");

    private final String name;
    private final String text;
    private final List<Expectation> expectations = new ArrayList<>();
    private SchedulerOptions options = SchedulerOptions.defaults();
    private boolean legacy;

    /**
     * A script of this text.
     *
     * @param name what failures call it: its path
     * @throws IllegalArgumentException when a comment for the runner makes no sense
     */
    public Script(String name, String text) {
        this.name = name;
        this.text = text;
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            readComments(i + 1, lines.get(i));
        }
    }

    /** {@return all behaviour scripts, by their names} */
    public static List<Script> all() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            List<Path> sorted = files.filter(file -> file.toString().endsWith(".luau")).sorted().toList();
            return sorted.stream().map(file -> read(FOLDER, file)).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** {@return the script in a file; its name is the path in the folder} */
    static Script read(Path folder, Path file) {
        try {
            return new Script(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** {@return what failures call it: its path} */
    public String name() {
        return name;
    }

    /** {@return its text} */
    public byte[] text() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    List<Expectation> expectations() {
        return expectations;
    }

    SchedulerOptions options() {
        return options;
    }

    boolean legacy() {
        return legacy;
    }

    boolean expects(Kind kind) {
        return expectations.stream().anyMatch(expectation -> expectation.line().kind() == kind);
    }

    private void readComments(int number, String line) {
        Matcher expect = EXPECT.matcher(line);
        if (expect.find()) {
            String directive = expect.group(1);
            Kind kind = Arrays.stream(Kind.values())
                    .filter(candidate -> candidate.directive().equals(directive))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            name + ":" + number + ": there is no '" + directive + ":'"));
            expectations.add(new Expectation(number, new Line(kind, expect.group(2).strip())));
        }
        Matcher header = OPTIONS.matcher(line);
        if (header.find()) {
            for (String word : header.group(1).strip().split("\\s+")) {
                readOption(number, word);
            }
        }
    }

    private void readOption(int number, String word) {
        String value = word.substring(word.indexOf('=') + 1);
        switch (word.substring(0, word.length() - value.length())) {
            case "heartbeat=" -> options = options.pacing(Pacing.heartbeat(Double.parseDouble(value)));
            case "minimumWait=" -> options = options.pacing(new Pacing.Exact(seconds(value)));
            case "staleWake=" -> options = options.staleWake(StaleWake.valueOf(value));
            case "deferDepth=" -> options = options.deferDepth(Integer.parseInt(value));
            case "" -> {
                if (!value.equals("legacy")) {
                    throw unknownOption(number, word);
                }
                legacy = true;
            }
            default -> throw unknownOption(number, word);
        }
    }

    private static Duration seconds(String value) {
        return Duration.ofNanos(Math.round(Double.parseDouble(value) * 1e9));
    }

    private IllegalArgumentException unknownOption(int number, String word) {
        return new IllegalArgumentException(name + ":" + number + ": there is no option '" + word + "'");
    }

    @Override
    public String toString() {
        return name;
    }
}
