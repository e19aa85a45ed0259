package dev.moonloom;

import java.nio.charset.StandardCharsets;

/**
 * A line of a source with a part of it marked.
 *
 * @param message what is wrong there
 * @param text the line, without its end; empty when the source has no such line
 * @param from the first marked position, counted from zero in characters
 * @param to behind the last one
 */
record Excerpt(String message, String file, int line, String text, int from, int to) {
    private static final String TAB = "    ";
    /** Longer lines are cut for the reader's sake. */
    private static final int LONGEST = 160;

    /**
     * {@return a line of a source}
     *
     * @param column the first marked byte, counted from one
     * @param endColumn behind the last one; beyond the line for all the rest of it
     */
    static Excerpt of(String message, String file, int line, byte[] source, int column, int endColumn) {
        int start = startOf(line, source);
        int end = start;
        while (end < source.length && source[end] != '\n') {
            end++;
        }
        int from = Math.clamp((long) start + column - 1, start, end);
        int to = Math.clamp((long) start + endColumn - 1, from, end);
        String before = text(source, start, from);
        String marked = text(source, from, to).stripTrailing();
        String rest = text(source, from, end).stripTrailing();
        return new Excerpt(message, file, line, before + rest, before.length(),
                before.length() + Math.max(1, marked.length()));
    }

    /** {@return the same, with all of the line marked but the white space around it} */
    static Excerpt of(String message, String file, int line, byte[] source) {
        int start = startOf(line, source);
        int column = 1;
        while (start < source.length && (source[start] == ' ' || source[start] == '\t')) {
            start++;
            column++;
        }
        return of(message, file, line, source, column, Integer.MAX_VALUE);
    }

    private static int startOf(int line, byte[] source) {
        int start = 0;
        for (int before = line - 1; before > 0 && start < source.length; start++) {
            if (source[start] == '\n') {
                before--;
            }
        }
        return start;
    }

    /** The text as a terminal shows it, with tabs made spaces. */
    private static String text(byte[] source, int from, int to) {
        return new String(source, from, to - from, StandardCharsets.UTF_8).replace("\t", TAB);
    }

    /** {@return two lines: the text behind its number, and the mark under it; nothing when there is no such line} */
    String marked() {
        if (text.isBlank()) {
            return "";
        }
        String number = "%5d | ".formatted(line);
        String margin = " ".repeat(number.length() - 2) + "| ";
        String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        String mark = from > LONGEST ? "" : " ".repeat(from) + "^" + "~".repeat(Math.min(to, LONGEST) - from - 1);
        return number + shown + "\n" + margin + mark + "\n";
    }
}
