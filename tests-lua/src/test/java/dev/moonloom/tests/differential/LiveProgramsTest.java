package dev.moonloom.tests.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.moonloom.luau.codegen.GivingWay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Any number of programs against native Luau itself. Where they differ, the program is made small and printed.
 *
 * {@snippet lang=shell :
 * mvn test -pl tests-lua -am -Dtest=LiveProgramsTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dluau.cli=PATH -Dluau.programs=100000 -Dluau.seed=1000000
 * }
 */
final class LiveProgramsTest {
    private static final int BATCH = 100;
    private static final int BATCHES_BETWEEN_REPORTS = 10;
    /** Making a program small takes a while, and differences tend to have few causes. */
    private static final int MOST_SHRUNK = 10;

    private static final @Nullable String CLI = System.getProperty("luau.cli");
    private static final int PROGRAMS = Integer.getInteger("luau.programs", 100_000);
    private static final long FIRST_SEED = Long.getLong("luau.seed", System.currentTimeMillis());

    @TempDir
    private Path folder = Path.of("");

    private final Tally tally = new Tally();
    private final List<Difference> differences = new ArrayList<>();

    @Test
    void programs_runGivingWayOrNot_printWhatNativeLuauPrints() throws IOException, InterruptedException {
        assumeThat(CLI).as("native Luau's program, from -Dluau.cli=PATH").isNotNull();
        var luau = new NativeRunner(Path.of(CLI), folder);

        System.out.println(PROGRAMS + " programs from seed " + FIRST_SEED + " on");
        for (int done = 0; done < PROGRAMS; done += BATCH) {
            compare(luau, FIRST_SEED + done, Math.min(BATCH, PROGRAMS - done));
            if (done / BATCH % BATCHES_BETWEEN_REPORTS == BATCHES_BETWEEN_REPORTS - 1) {
                System.out.println((done + BATCH) + " programs, " + differences.size() + " differences");
            }
        }

        System.out.println(PROGRAMS + " programs exercise:\n" + tally.report());
        assertThat(differences.stream().map(LiveProgramsTest::nameOf)).isEmpty();
        assertThat(tally.missing()).isEmpty();
    }

    private static String nameOf(Difference difference) {
        return difference.program().seed() + " " + difference.givingWay();
    }

    private void compare(NativeRunner luau, long firstSeed, int count) throws IOException, InterruptedException {
        List<Program> programs = LongStream.range(firstSeed, firstSeed + count)
                .mapToObj(seed -> Generator.program(seed, tally))
                .toList();
        programs.forEach(program -> SyntaxCount.count(program, tally));
        List<String> transcripts = luau.run(programs);
        List<Difference> found = IntStream.range(0, count).parallel()
                .boxed()
                .flatMap(i -> find(programs.get(i), transcripts.get(i)))
                .toList();
        for (Difference difference : found) {
            differences.add(difference);
            boolean shrinks = differences.size() <= MOST_SHRUNK && !difference.expected().isEmpty();
            System.out.println((shrinks ? shrunk(luau, difference) : difference).describe());
        }
    }

    private static Stream<Difference> find(Program program, String expected) {
        return Stream.of(GivingWay.NEVER, Difference.wayOf(program))
                .flatMap(givingWay -> Difference.find(program, givingWay, expected));
    }

    private static Difference shrunk(NativeRunner luau, Difference difference)
            throws IOException, InterruptedException {
        GivingWay givingWay = difference.givingWay();
        Program small = Shrinker.shrink(difference.program(), program -> {
            String expected = luau.run(program);
            return !expected.isEmpty() && !expected.equals(MoonloomRunner.run(program, givingWay));
        });
        return new Difference(small, givingWay, luau.run(small), MoonloomRunner.run(small, givingWay));
    }
}
