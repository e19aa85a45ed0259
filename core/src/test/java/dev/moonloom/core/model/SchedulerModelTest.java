package dev.moonloom.core.model;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.moonloom.core.coroutine.Carrier;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs random programs on the scheduler and on the model of its contract, and compares what can be seen. */
final class SchedulerModelTest {
    private static final long SEEDS = 10_000;
    private static final long SEEDS_ON_EACH_CARRIER = 300;
    private static final long SEEDS_FOR_A_FAULT = 2_000;

    @AutoClose
    private static final ExecutorService OTHER_THREAD = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());

    @Test
    void scheduler_anyProgram_behavesAsItsModel() {
        @Nullable Long replayed = Long.getLong("moonloom.seed");
        if (replayed != null) {
            compare(replayed);
            return;
        }
        long seeds = Long.getLong("moonloom.seeds", SEEDS);
        var pairs = new PairCounts();
        for (long seed = 0; seed < seeds; seed++) {
            pairs.add(compare(seed).operations());
        }
        System.out.println("Operations (rows) and what followed them (columns), " + seeds + " seeds:\n" + pairs);
        if (seeds >= SEEDS) {
            assertThat(pairs.missing()).as("pairs of operations that never occurred").isEmpty();
        }
    }

    @Test
    @Tag("carrier")
    void scheduler_onThisCarrier_behavesAsItsModel() {
        assertThat(Carrier.best().name())
                .isEqualTo(System.getProperty("moonloom.expectedCarrier", Carrier.CONTINUATION.name()));

        for (long seed = 0; seed < SEEDS_ON_EACH_CARRIER; seed++) {
            compare(seed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void plantedFault_isFound(PlantedFault fault) {
        OptionalLong found = LongStream.range(0, SEEDS_FOR_A_FAULT)
                .filter(seed -> {
                    Program program = ProgramGenerator.program(seed);
                    return !real(program).lines().equals(ModelRun.of(program, fault::plant).lines());
                })
                .findFirst();

        assertThat(found).as("a seed that finds " + fault).isPresent();
    }

    @Test
    void difference_asText_namesTheSeedAndShowsTheProgramAndBothTraces() {
        Program program = ProgramGenerator.program(7);
        var expected = new Trace();
        expected.host("as it should be");
        var actual = new Trace();
        actual.host("as it is");

        assertThat(new Difference(7, program, expected, actual))
                .asString()
                .contains("-Dmoonloom.seed=7", program.toString(), "as it should be", "as it is");
    }

    @Test
    void seed_again_makesTheSameProgramAndTheSameTrace() {
        assertThat(ProgramGenerator.program(11)).isEqualTo(ProgramGenerator.program(11));
        assertThat(real(ProgramGenerator.program(11)).lines())
                .isEqualTo(real(ProgramGenerator.program(11)).lines());
    }

    @Test
    void model_dependsOnNothingOfTheImplementation() {
        var ofTheModel = not(belongToAnyOf(RealRun.class, RealHost.class, LuaValues.class, SchedulerModelTest.class));

        classes()
                .that(ofTheModel)
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("java..", "org.jspecify..", "dev.moonloom.core.model").and(ofTheModel))
                .check(new ClassFileImporter().importPackages("dev.moonloom.core.model"));
    }

    private static Trace compare(long seed) {
        Program program = ProgramGenerator.program(seed);
        Trace expected = ModelRun.of(program, Model::new);
        Trace actual = real(program);
        if (!expected.lines().equals(actual.lines())) {
            fail(new Difference(seed, program, expected, actual).toString());
        }
        return actual;
    }

    private static Trace real(Program program) {
        return RealRun.of(program, Carrier.best(), OTHER_THREAD);
    }
}
