package dev.moonloom.core.model;

import java.util.List;

/** A program that behaves differently on the scheduler and on the model. Its text is the report of a failure. */
record Difference(long seed, Program program, Trace expected, Trace actual) {
    @Override
    public String toString() {
        List<String> model = expected.lines();
        List<String> real = actual.lines();
        int common = 0;
        while (common < Math.min(model.size(), real.size()) && model.get(common).equals(real.get(common))) {
            common++;
        }
        var text = new StringBuilder(
                "The scheduler differs from its model; -Dmoonloom.seed=" + seed + " replays it.\n");
        text.append(program);
        append(text, "both  ", model.subList(0, common));
        append(text, "model ", model.subList(common, model.size()));
        append(text, "real  ", real.subList(common, real.size()));
        return text.toString();
    }

    private static void append(StringBuilder text, String who, List<String> lines) {
        lines.forEach(line -> text.append(who).append(line).append('\n'));
    }
}
