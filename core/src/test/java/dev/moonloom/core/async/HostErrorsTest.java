package dev.moonloom.core.async;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonloom.core.coroutine.LuaFailure;
import dev.moonloom.core.scheduler.ThreadHandle;
import java.util.AbstractList;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An {@link Error} of the host's code, such as that of a plug-in built against another version, is the error of the call. */
@Tag("carrier")
@SuppressWarnings("FutureReturnValueIgnored") // a body answers them; nobody ignores what it answers
final class HostErrorsTest {
    private static final NoClassDefFoundError PLANTED = new NoClassDefFoundError("gone/Class");

    private final Vm vm = new Vm();
    private final Map<String, LuaFunction> kinds = Map.of(
            "plain", vm.functions.plain("f", _ -> {
                throw PLANTED;
            }),
            "yieldable", vm.functions.yieldable("f", (_, _) -> {
                throw PLANTED;
            }),
            "async", vm.functions.async("f", _ -> {
                throw PLANTED;
            }),
            "async, later", vm.functions.async("f", _ -> CompletableFuture.failedFuture(PLANTED)),
            "async, subscribing", vm.functions.async("f", _ -> Mono.create(_ -> {
                throw PLANTED;
            })),
            "async, its answer", vm.functions.async("f", _ -> CompletableFuture.completedFuture(new Collapsing())),
            "blocking", vm.functions.blocking("f", _ -> {
                throw PLANTED;
            }),
            "stream, opening", vm.functions.stream("f", 1, _ -> {
                throw PLANTED;
            }),
            "stream, subscribing", vm.functions.stream("f", 1, _ -> Flux.create(_ -> {
                throw PLANTED;
            })));

    /** A collection that cannot even be read. */
    private static final class Collapsing extends AbstractList<String> {
        @Override
        public String get(int index) {
            throw PLANTED;
        }

        @Override
        public int size() {
            return 1;
        }
    }

    static Stream<String> kinds() {
        return new HostErrorsTest().kinds.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void error_ofHostCode_isTheCalls(String kind) {
        LuaFunction function = Objects.requireNonNull(kinds.get(kind));
        ThreadHandle failing = vm.runCallOf(function);
        vm.stepUntil(() -> Vm.hasEnded(failing));

        LuaFailure failure = failureOf(failing);
        assertThat(failure.value()).isEqualTo(LuaValue.valueOf("gone/Class"));
        assertThat(failure.getCause()).isSameAs(PLANTED);
        assertThat(vm.hostErrors).isEmpty();
        ThreadHandle next = vm.run(_ -> LuaValue.valueOf("goes on"));
        assertThat(Vm.outcome(next)).isEqualTo("returned goes on");
    }

    private static LuaFailure failureOf(ThreadHandle handle) {
        CompletableFuture<@Nullable Varargs> result = handle.result().toFuture();
        try {
            throw new AssertionError("it has returned " + result.join());
        } catch (CompletionException failed) {
            return (LuaFailure) Objects.requireNonNull(failed.getCause());
        }
    }
}
