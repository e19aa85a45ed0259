package dev.moonloom.tests.conformance;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement of the suite that fails here, and is to fail.
 *
 * @param first its first line
 * @param last its last line; the statement has these lines to itself
 * @param error what it fails with, without the position
 * @param reason why that is right for Moonloom
 */
record KnownFailure(String file, int first, int last, String error, String reason) {
    private static final Pattern FORMAT = Pattern.compile("(\\w+\\.luau):(\\d+)(?:-(\\d+))? \\| (.+) \\| (.+)");

    /** {@return the failures that a data file lists, a line each; those with # and empty ones say nothing} */
    static List<KnownFailure> parse(String lines) {
        return lines.lines().filter(line -> !line.isEmpty() && !line.startsWith("#")).map(KnownFailure::ofLine)
                .toList();
    }

    private static KnownFailure ofLine(String line) {
        Matcher entry = FORMAT.matcher(line);
        if (!entry.matches()) {
            throw new IllegalArgumentException("not `file.luau:line | error | reason`: " + line);
        }
        int first = Integer.parseInt(entry.group(2));
        int last = entry.group(3) == null ? first : Integer.parseInt(entry.group(3));
        return new KnownFailure(entry.group(1), first, last, entry.group(4), entry.group(5));
    }

    /** {@return whether an error is this one: raised in these lines, with this text} */
    boolean explains(String message) {
        for (int line = first; line <= last; line++) {
            if (message.equals(file + ":" + line + ": " + error)) {
                return true;
            }
        }
        return false;
    }

    /** {@return where it is, as errors show it} */
    String place() {
        return file + ":" + first + (last > first ? "-" + last : "");
    }
}
