package dev.moonloom.core.coroutine;

import static dev.moonloom.core.coroutine.JavaEngine.function;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.luaj.vm2.LuaValue.NONE;

import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaError;

/** A VM belongs to one thread at a time, and moves only while nothing of it runs or waits inside Java. */
@Tag("carrier")
final class OwnerTest {
    private final Coroutines coroutines = new Coroutines(new JavaEngine());

    /** {@return what the code throws on another thread, or null} */
    private static @Nullable Throwable elsewhere(Runnable code) throws Exception {
        var task = new FutureTask<@Nullable Throwable>(() -> {
            try {
                code.run();
                return null;
            } catch (Throwable thrown) {
                return thrown;
            }
        });
        var thread = new Thread(task, "elsewhere");
        thread.start();
        return task.get();
    }

    private Coroutine suspended() {
        Coroutine coroutine = coroutines.create(function(_ -> coroutines.yield(NONE)));
        coroutines.resume(coroutine, NONE);
        return coroutine;
    }

    @Test
    void use_beforeAnyAdoption_fails() {
        Coroutine fresh = coroutines.create(function(_ -> NONE));

        assertThat(coroutines.isOwner()).isFalse();
        assertThatThrownBy(() -> coroutines.resume(fresh, NONE))
                .isInstanceOf(WrongThreadException.class)
                .hasMessageContaining("no thread yet");
        assertThat(fresh.status()).isEqualTo(Status.SUSPENDED);
    }

    @Test
    void use_onAnotherThread_failsAndNamesBoth() throws Exception {
        coroutines.adopt();
        Coroutine coroutine = suspended();

        for (Runnable use : new Runnable[]{
            () -> coroutines.resume(coroutine, NONE), () -> coroutines.fail(coroutine, new LuaError("no")),
            () -> coroutines.close(coroutine), coroutines::checkYieldable, coroutines::checkOwner
        }) {
            assertThat(elsewhere(use))
                    .isInstanceOf(WrongThreadException.class)
                    .hasMessageContaining(Thread.currentThread().getName())
                    .hasMessageContaining("elsewhere");
        }
        assertThat(coroutine.status()).isEqualTo(Status.SUSPENDED);
    }

    @Test
    void adopt_whileOneIsSuspended_fails() throws Exception {
        coroutines.adopt();
        Coroutine coroutine = suspended();

        assertThat(elsewhere(coroutines::adopt))
                .isInstanceOf(WrongThreadException.class)
                .hasMessageContaining("waits inside Java");
        assertThat(coroutines.resume(coroutine, NONE)).isInstanceOf(Outcome.Returned.class);
    }

    @Test
    void adopt_whileOneRuns_fails() throws Exception {
        coroutines.adopt();
        var thrown = new @Nullable Throwable[1];
        Coroutine coroutine = coroutines.create(function(_ -> {
            try {
                thrown[0] = elsewhere(coroutines::adopt);
            } catch (Exception interrupted) {
                throw new IllegalStateException(interrupted);
            }
            return NONE;
        }));

        coroutines.resume(coroutine, NONE);

        assertThat(thrown[0]).isInstanceOf(WrongThreadException.class);
    }

    @Test
    void adopt_whenAllHaveEnded_moves() throws Exception {
        coroutines.adopt();
        Coroutine finished = suspended();
        coroutines.resume(finished, NONE);
        coroutines.close(suspended());
        Coroutine failed = coroutines.create(function(_ -> {
            throw new IllegalStateException();
        }));
        coroutines.resume(failed, NONE);
        Coroutine neverStarted = coroutines.create(function(_ -> NONE));

        assertThat(elsewhere(() -> {
            coroutines.adopt();
            coroutines.resume(neverStarted, NONE);
        })).isNull();

        assertThat(neverStarted.status()).isEqualTo(Status.DEAD);
        assertThatThrownBy(coroutines::checkOwner).isInstanceOf(WrongThreadException.class);
    }

    @Test
    void adopt_closedBeforeItStarted_countsForNothing() throws Exception {
        coroutines.adopt();
        coroutines.close(coroutines.create(function(_ -> NONE)));
        Coroutine coroutine = suspended();

        assertThat(elsewhere(coroutines::adopt)).isInstanceOf(WrongThreadException.class);
        coroutines.close(coroutine);
        assertThat(elsewhere(coroutines::adopt)).isNull();
    }

    @Test
    void adopt_afterAHalt_moves() throws Exception {
        coroutines.adopt();
        Coroutine inner = coroutines.create(function(_ -> {
            throw new Halt(0);
        }));
        Coroutine outer = coroutines.create(function(_ -> {
            coroutines.resume(inner, NONE);
            return NONE;
        }));
        assertThatThrownBy(() -> coroutines.resume(outer, NONE)).isInstanceOf(Halt.class);

        assertThat(elsewhere(coroutines::adopt)).isNull();
    }

    @Test
    void adopt_again_isNothing() {
        coroutines.adopt();
        suspended();

        assertThatCode(coroutines::adopt).doesNotThrowAnyException();
        assertThat(coroutines.isOwner()).isTrue();
    }
}
