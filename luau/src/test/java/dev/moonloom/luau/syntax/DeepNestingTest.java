package dev.moonloom.luau.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How often native Luau accepts a piece of a script within itself: the rows of {@code recorded-limits.tsv} have what
 * stands before, what opens, what is inside, what closes, how often, and what the error of one more asks to simplify.
 */
class DeepNestingTest {
    private static final long SMALL_STACK = 512L << 10;

    static Stream<List<String>> rows() {
        return Scripts.rows("recorded-limits.tsv").stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void deepestPermittedScriptIsParsedOnASmallStack(List<String> row) throws Exception {
        String script = script(row, Integer.parseInt(row.get(4)));

        assertThat(onSmallStack(() -> Scripts.errors(script))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void oneLevelMoreIsAnError(List<String> row) throws Exception {
        String script = script(row, Integer.parseInt(row.get(4)) + 1);

        assertThat(onSmallStack(() -> Scripts.errors(script)))
                .extracting(SyntaxError::message)
                .containsExactly("Exceeded allowed recursion depth; simplify your " + row.get(5)
                        + " to make the code compile");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void anyNumberOfLevelsIsAnError(List<String> row) throws Exception {
        String script = script(row, 100_000);

        assertThat(onSmallStack(() -> Scripts.errors(script))).hasSize(1);
    }

    @Test
    void typeMayHaveAThousandParts() {
        assertThat(Scripts.errors("type A = " + "B | ".repeat(999) + "B")).isEmpty();
        assertThat(Scripts.errors("type A = " + "B | ".repeat(1000) + "B"))
                .extracting(SyntaxError::toString)
                .containsExactly("1:4010: Exceeded allowed type length; simplify your type annotation to make the code"
                        + " compile");
    }

    @Test
    void deepScriptIsUsedWhereThereIsRoomForIt() throws Exception {
        String script = "return " + "(".repeat(900) + "1" + ")".repeat(900);

        String text = onSmallStack(
                () -> Parser.parse(script.getBytes(StandardCharsets.US_ASCII), FunctionBody::toString));

        assertThat(text).contains("Number[value=1.0");
    }

    private static String script(List<String> row, int count) {
        return row.get(0) + row.get(1).repeat(count) + row.get(2) + row.get(3).repeat(count);
    }

    private static <T> T onSmallStack(Supplier<T> supplier) throws InterruptedException, ExecutionException {
        FutureTask<T> task = new FutureTask<>(supplier::get);
        Thread.ofPlatform().stackSize(SMALL_STACK).start(task);
        return task.get();
    }
}
