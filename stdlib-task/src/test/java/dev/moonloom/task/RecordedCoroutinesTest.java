package dev.moonloom.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonloom.core.scheduler.SchedulerOptions;
import dev.moonloom.core.scheduler.VirtualTime;
import dev.moonloom.core.vm.ScriptVm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.luaj.vm2.LuaValue;

/** Coroutines do what {@code record-coroutine.luau} has seen on native Luau: it writes the same here as it did there. */
@Tag("carrier")
final class RecordedCoroutinesTest {
    private final Map<String, List<String>> recorded = byFunction(resource("coroutine.calls"));
    private final Map<String, List<String>> written = byFunction(run(resource("record-coroutine.luau")));

    private static byte[] resource(String name) {
        try (InputStream stream = RecordedCoroutinesTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(stream).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] run(byte[] script) {
        var output = new ByteArrayOutputStream();
        var out = new PrintStream(output, true, StandardCharsets.ISO_8859_1);
        var made = new VirtualTime[1];
        var vm = new ScriptVm(out, System.err, coroutines -> {
            made[0] = VirtualTime.create(coroutines, SchedulerOptions.defaults());
            return made[0].scheduler();
        });
        Libraries.install(vm);
        vm.scheduler().spawn(vm.load(script, "record-coroutine.luau"), LuaValue.NONE);
        made[0].runUntilDone();
        return output.toByteArray();
    }

    private static Map<String, List<String>> byFunction(byte[] lines) {
        return new String(lines, StandardCharsets.ISO_8859_1).lines().collect(Collectors.groupingBy(
                line -> line.substring(0, line.indexOf('(')), LinkedHashMap::new, Collectors.toList()));
    }

    @TestFactory
    Stream<DynamicTest> function_answersAsNative() {
        return Stream.concat(recorded.keySet().stream(), written.keySet().stream())
                .distinct()
                .map(function -> DynamicTest.dynamicTest(function, () -> compare(function)));
    }

    private void compare(String function) {
        assertThat(written.getOrDefault(function, List.of())).isEqualTo(recorded.getOrDefault(function, List.of()));
    }
}
