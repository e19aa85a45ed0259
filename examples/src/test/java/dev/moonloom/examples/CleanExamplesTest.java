package dev.moonloom.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.moonloom.core.async.HostFunctions;
import dev.moonloom.core.scheduler.SchedulerOptions;
import dev.moonloom.core.scheduler.TaskScheduler;
import dev.moonloom.core.vm.ScriptVm;
import dev.moonloom.examples.async.Async;
import dev.moonloom.examples.cancellation.Cancellation;
import dev.moonloom.examples.embedding.Embedding;
import dev.moonloom.examples.feedback.Feedback;
import dev.moonloom.examples.hello.Hello;
import dev.moonloom.examples.modules.Modules;
import dev.moonloom.examples.ordering.Ordering;
import dev.moonloom.examples.stepped.TickLoop;
import dev.moonloom.examples.timers.Timers;
import dev.moonloom.task.Libraries;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.luaj.vm2.LuaValue;
import reactor.blockhound.BlockHound;

/** Under BlockHound: no example blocks a thread that must not be blocked, as a scheduler's is. */
@Tag("blockhound")
final class CleanExamplesTest {
    private static final List<String> BLOCKING_CALLS = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void installBlockHound() {
        BlockHound.install(builder -> builder.blockingMethodCallback(method -> BLOCKING_CALLS.add(method.toString())));
    }

    @BeforeEach
    void forget() {
        BLOCKING_CALLS.clear();
    }

    static Stream<Arguments> examples() {
        return Stream.of(
                example("hello", Hello::run),
                example("ordering", Ordering::run),
                example("timers", Timers::run),
                example("cancellation", Cancellation::run),
                example("feedback", Feedback::run),
                example("async", Async::run),
                example("modules", Modules::run),
                example("stepped", TickLoop::run),
                example("embedding", Embedding::run));
    }

    private static Arguments example(String name, Consumer<PrintStream> example) {
        return argumentSet(name, example);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void example_blocksNothing(Consumer<PrintStream> example) {
        assertThat(Printed.by(example)).isNotEmpty();
        assertThat(BLOCKING_CALLS).isEmpty();
    }

    @Test
    void hostFunction_thatBlocks_isCaught() {
        Printed.by(CleanExamplesTest::blockTheLoop);
        assertThat(BLOCKING_CALLS).anyMatch(call -> call.contains("sleep"));
    }

    private static void blockTheLoop(PrintStream out) {
        var vm = new ScriptVm(
                out, System.err, coroutines -> TaskScheduler.create(coroutines, SchedulerOptions.defaults()));
        Libraries.install(vm);
        try (TaskScheduler scheduler = vm.scheduler()) {
            vm.globals().set("block", HostFunctions.of(scheduler).plain("block", _ -> {
                Thread.sleep(1);
                return null;
            }));
            scheduler.spawn(vm.load(new byte[]{'b', 'l', 'o', 'c', 'k', '(', ')'}, "block"), LuaValue.NONE);
            scheduler.waitTillDone().block();
        }
    }
}
