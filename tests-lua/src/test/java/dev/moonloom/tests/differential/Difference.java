package dev.moonloom.tests.differential;

import dev.moonloom.luau.codegen.GivingWay;
import java.util.List;
import java.util.stream.Stream;

/** A program that prints something else on our side than on native Luau. */
record Difference(Program program, GivingWay givingWay, String expected, String actual) {
    /**
     * {@return what is wrong with a program, if anything}
     *
     * @param expected what native Luau prints
     */
    static Stream<Difference> find(Program program, GivingWay givingWay, String expected) {
        String actual = MoonloomRunner.run(program, givingWay);
        return actual.equals(expected)
                ? Stream.empty()
                : Stream.of(new Difference(program, givingWay, expected, actual));
    }

    /** {@return before which calls a program gives way when it does: one half of them, or the other} */
    static GivingWay wayOf(Program program) {
        return program.seed() % 2 == 0 ? GivingWay.BEFORE_NATIVES : GivingWay.BEFORE_CALLS;
    }

    /** {@return the first line that differs, and the program} */
    String describe() {
        List<String> wanted = expected.lines().toList();
        List<String> given = actual.lines().toList();
        int line = 0;
        while (line < wanted.size() && line < given.size() && wanted.get(line).equals(given.get(line))) {
            line++;
        }
        return "Seed " + program.seed() + ", giving way " + givingWay + ", line " + (line + 1)
                + " of the output:\n  native " + lineOf(wanted, line) + "\n  ours   " + lineOf(given, line) + "\n"
                + program.ownText();
    }

    private static String lineOf(List<String> lines, int line) {
        return line < lines.size() ? lines.get(line) : "(nothing)";
    }
}
