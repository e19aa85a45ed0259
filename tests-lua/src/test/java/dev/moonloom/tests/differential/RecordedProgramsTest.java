package dev.moonloom.tests.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonloom.luau.codegen.GivingWay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The programs of the first seeds against what native Luau printed when they were recorded. When the generator has
 * changed they are to be recorded again:
 *
 * {@snippet lang=shell :
 * mvn test -pl tests-lua -am -Dtest=RecordedProgramsTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dluau.cli=PATH -Dluau.record=true
 * }
 */
final class RecordedProgramsTest {
    private static final int PROGRAMS = 2_400;
    /** How many of them also run giving way. */
    private static final int GIVING_WAY = 600;
    private static final Path RESOURCES = Path.of("src/test/resources/dev/moonloom/tests/differential");
    private static final int SHOWN = 3;

    private static final Tally TALLY = new Tally();
    private static final List<Program> RECORDED = LongStream.range(0, PROGRAMS)
            .mapToObj(seed -> Generator.program(seed, TALLY))
            .toList();

    @BeforeAll
    static void record(@TempDir Path folder) throws IOException, InterruptedException {
        if (Boolean.getBoolean("luau.record")) {
            Path cli = Path.of(System.getProperty("luau.cli", "luau"));
            List<String> transcripts = new NativeRunner(cli, folder).run(RECORDED);
            new Recordings(Recordings.versionOf(RECORDED), transcripts).write(RESOURCES);
        }
    }

    private static Recordings recordings() throws IOException {
        Recordings recordings = Recordings.read(RESOURCES, RECORDED);
        assertThat(recordings.version())
                .as("the recorded programs; when the generator writes others now, record them again: -Dluau.record")
                .isEqualTo(Recordings.versionOf(RECORDED));
        return recordings;
    }

    @Test
    void programs_run_printWhatNativeLuauPrints() throws IOException {
        expectNoDifference(PROGRAMS, _ -> GivingWay.NEVER);
    }

    @Test
    void programs_givingWayBeforeTheirCalls_printWhatNativeLuauPrints() throws IOException {
        expectNoDifference(GIVING_WAY, Difference::wayOf);
    }

    private static void expectNoDifference(int count, Function<Program, GivingWay> givingWay) throws IOException {
        List<String> transcripts = recordings().transcripts();

        List<Difference> differences = IntStream.range(0, count).parallel().boxed()
                .flatMap(i -> Difference.find(RECORDED.get(i), givingWay.apply(RECORDED.get(i)), transcripts.get(i)))
                .toList();

        assertThat(differences.size()).as(() -> describe(differences)).isZero();
    }

    private static String describe(List<Difference> differences) {
        return differences.stream().limit(SHOWN).map(Difference::describe).collect(Collectors.joining("\n"));
    }

    @Test
    void programs_onNativeLuau_allRunToTheirEnd() throws IOException {
        assertThat(recordings().transcripts()).hasSize(PROGRAMS).allMatch(printed -> printed.endsWith("\ndone\n"));
    }

    @Test
    void programs_counted_missNoSyntaxAndNoOperatorAndNoMetamethod() {
        RECORDED.forEach(program -> SyntaxCount.count(program, TALLY));

        System.out.println(PROGRAMS + " programs exercise:\n" + TALLY.report());
        assertThat(TALLY.missing()).isEmpty();
    }
}
