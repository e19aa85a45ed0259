package dev.moonloom.tests.differential;

import java.util.ArrayList;
import java.util.List;

/** What many programs print into one stream, told apart by the line that each prints first. */
final class Transcripts {
    private Transcripts() {}

    /** {@return what each of the programs printed, in their order; empty for one that did not run} */
    static List<String> split(List<Program> programs, String printed) {
        List<String> transcripts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < programs.size(); i++) {
            if (!startsAt(printed, start, programs.get(i))) {
                transcripts.add("");
                continue;
            }
            int end = printed.length();
            for (int next = i + 1; next < programs.size() && end == printed.length(); next++) {
                end = find(printed, start, programs.get(next));
            }
            transcripts.add(printed.substring(start, end));
            start = end;
        }
        return transcripts;
    }

    private static boolean startsAt(String printed, int start, Program program) {
        return printed.startsWith(program.banner() + "\n", start);
    }

    private static int find(String printed, int from, Program program) {
        int at = printed.indexOf("\n" + program.banner() + "\n", from);
        return at < 0 ? printed.length() : at + 1;
    }
}
