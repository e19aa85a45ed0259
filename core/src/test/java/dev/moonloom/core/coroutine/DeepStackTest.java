package dev.moonloom.core.coroutine;

import static dev.moonloom.core.coroutine.JavaEngine.function;
import static org.assertj.core.api.Assertions.assertThat;
import static org.luaj.vm2.LuaValue.NONE;
import static org.luaj.vm2.LuaValue.valueOf;

import dev.moonloom.core.coroutine.Outcome.Failed;
import dev.moonloom.core.coroutine.Outcome.Returned;
import dev.moonloom.core.coroutine.Outcome.Yielded;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A stack that is used up, at a call or at a yield, is an error of the script's: the VM goes on working. Every test
 * runs inside a thread whose stack has the given number of megabytes.
 */
@Tag("deep-stack")
final class DeepStackTest {
    private static final LuaValue OVERFLOW = valueOf("stack overflow");

    private final Coroutines coroutines = new Coroutines(new JavaEngine());

    /** Runs a test on a thread with a stack of this size, which becomes the VM's owner. */
    private void onStack(int megabytes, Runnable test) throws Exception {
        var task = new FutureTask<>(() -> {
            coroutines.adopt();
            test.run();
        }, "done");
        new Thread(null, task, "deep", (long) megabytes << 20).start();
        assertThat(task.get()).isEqualTo("done");
    }

    /** Large stacks take long to fill. */
    private static int rounds(int megabytes) {
        return megabytes == 1 ? 200 : 10;
    }

    private Coroutine create(JavaEngine.Body body) {
        return coroutines.create(function(body));
    }

    /** Calls itself until the stack is used up or the depth is reached, does something there, and comes back. */
    private static Varargs dive(int depth, JavaEngine.Body atTheBottom) {
        if (depth == 0) {
            return atTheBottom.call(NONE);
        }
        Varargs results = dive(depth - 1, atTheBottom);
        return results.narg() > 100 ? NONE : results;
    }

    /** {@return how deep a coroutine can dive on this thread, and yet call a little} */
    private int limit() {
        int enough = 1;
        while (enough < 1 << 24 && returns(enough)) {
            enough *= 2;
        }
        int low = enough / 2;
        int high = enough;
        while (high - low > 1 + low / 1000) {
            int middle = (low + high) >>> 1;
            if (returns(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean returns(int depth) {
        return coroutines.resume(create(_ -> dive(depth, _ -> NONE)), NONE) instanceof Returned;
    }

    private void assertStillWorks() {
        assertThat(coroutines.current()).isNull();
        Coroutine coroutine = create(arguments -> coroutines.yield(arguments));
        assertThat(coroutines.resume(coroutine, valueOf(1))).isEqualTo(new Yielded(valueOf(1)));
        assertThat(coroutines.resume(coroutine, valueOf(2))).isEqualTo(new Returned(valueOf(2)));
    }

    private static boolean isOverflow(Outcome outcome) {
        return outcome instanceof Failed(var value, _, _) && value.eq_b(OVERFLOW);
    }

    /** Only these can come of a coroutine that dives deep. */
    private static void assertSound(Coroutine coroutine, Outcome outcome) {
        switch (outcome) {
            case Yielded _ -> assertThat(coroutine.status()).isEqualTo(Status.SUSPENDED);
            case Returned _ -> assertThat(coroutine.status()).isEqualTo(Status.DEAD);
            case Failed _ -> {
                assertThat(isOverflow(outcome)).as("%s", outcome).isTrue();
                assertThat(coroutine.status()).isIn(Status.DEAD, Status.SUSPENDED);
            }
            case Outcome.Cancelled _ -> throw new AssertionError(outcome);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64})
    void recursion_endless_isAnErrorAgainAndAgain(int megabytes) throws Exception {
        onStack(megabytes, () -> {
            for (int i = 0; i < 8; i++) {
                Coroutine endless = create(_ -> dive(Integer.MAX_VALUE, _ -> NONE));
                assertThat(coroutines.resume(endless, NONE)).isEqualTo(new Failed(OVERFLOW, "", null));
                assertThat(endless.status()).isEqualTo(Status.DEAD);
                assertStillWorks();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64})
    void recursion_caughtInside_letsTheCoroutineGoOn(int megabytes) throws Exception {
        onStack(megabytes, () -> {
            Coroutine coroutine = create(_ -> {
                int caught = 0;
                for (int i = 0; i < 5; i++) {
                    try {
                        dive(Integer.MAX_VALUE, _ -> NONE);
                    } catch (StackOverflowError overflow) {
                        caught++;
                    }
                    coroutines.yield(valueOf(caught));
                }
                return valueOf(caught);
            });
            for (int i = 1; i <= 5; i++) {
                assertThat(coroutines.resume(coroutine, NONE)).isEqualTo(new Yielded(valueOf(i)));
            }
            assertThat(coroutines.resume(coroutine, NONE)).isEqualTo(new Returned(valueOf(5)));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64})
    void yield_aroundTheLimit_suspendsOrIsAnError(int megabytes) throws Exception {
        onStack(megabytes, () -> {
            int limit = limit();
            var random = new Random(megabytes);
            for (int i = 0; i < rounds(megabytes); i++) {
                int depth = limit - limit / 20 + random.nextInt(limit / 10 + 1);
                Coroutine coroutine = create(_ -> dive(depth, _ -> coroutines.yield(NONE)));
                Outcome outcome = coroutines.resume(coroutine, NONE);
                assertSound(coroutine, outcome);
                if (outcome instanceof Yielded) {
                    assertSound(coroutine, coroutines.resume(coroutine, NONE));
                }
            }
            assertStillWorks();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64})
    void yield_deepAgainAndAgain_keepsEveryFrame(int megabytes) throws Exception {
        onStack(megabytes, () -> {
            int depth = limit() / 20;
            Coroutine coroutine = create(_ -> dive(depth, _ -> {
                for (int i = 0; i < 50; i++) {
                    coroutines.yield(valueOf(i));
                }
                return valueOf("bottom");
            }));
            Outcome outcome = coroutines.resume(coroutine, NONE);
            for (int i = 0; i < 50 && outcome instanceof Yielded; i++) {
                assertThat(outcome).isEqualTo(new Yielded(valueOf(i)));
                outcome = coroutines.resume(coroutine, NONE);
            }
            assertThat(outcome).isIn(new Returned(valueOf("bottom")), new Failed(OVERFLOW, "", null));
            assertStillWorks();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64})
    void yield_thatCannotBeSuspended_leavesTheCoroutineRunning(int megabytes) throws Exception {
        onStack(megabytes, () -> {
            int limit = limit();
            List<Status> after = new ArrayList<>();
            for (int percent = 10; percent <= 90; percent += 20) {
                int depth = (int) (limit * (percent / 100.0));
                Coroutine coroutine = create(_ -> dive(depth, _ -> {
                    try {
                        return coroutines.yield(valueOf("suspended"));
                    } catch (CannotPark stays) {
                        assertThat(Coroutines.valueOf(stays)).isEqualTo(OVERFLOW);
                        after.add(running().status());
                        return valueOf("stayed");
                    }
                }));
                Outcome outcome = coroutines.resume(coroutine, NONE);
                if (outcome instanceof Yielded) {
                    outcome = coroutines.resume(coroutine, valueOf("resumed"));
                }
                assertSound(coroutine, outcome);
            }
            assertThat(after).allMatch(it -> it == Status.RUNNING);
            assertStillWorks();
        });
    }

    private Coroutine running() {
        Coroutine running = coroutines.current();
        if (running == null) {
            throw new AssertionError("no coroutine runs");
        }
        return running;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64})
    void resume_aroundTheLimit_isSoundInEveryCoroutine(int megabytes) throws Exception {
        onStack(megabytes, () -> {
            int limit = limit();
            var random = new Random(7);
            for (int i = 0; i < rounds(megabytes); i++) {
                int depth = limit - limit / 20 + random.nextInt(limit / 10 + 1);
                int innerDepth = random.nextInt(50);
                Coroutine inner = create(_ -> dive(innerDepth, _ -> coroutines.yield(NONE)));
                Coroutine outer = create(_ -> dive(depth, _ -> {
                    assertSound(inner, coroutines.resume(inner, NONE));
                    return NONE;
                }));
                assertSound(outer, coroutines.resume(outer, NONE));
                assertThat(inner.status()).isIn(Status.SUSPENDED, Status.DEAD);
                if (inner.status() == Status.SUSPENDED) {
                    Outcome outcome = coroutines.resume(inner, NONE);
                    while (outcome instanceof Yielded) {
                        outcome = coroutines.resume(inner, NONE);
                    }
                    assertThat(outcome).isInstanceOf(Returned.class);
                }
                assertStillWorks();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64})
    void resume_ofASuspendedOneNearTheLimit_isSound(int megabytes) throws Exception {
        onStack(megabytes, () -> {
            int limit = limit();
            var random = new Random(11);
            for (int i = 0; i < rounds(megabytes); i++) {
                int frozen = 1 << random.nextInt(1 + 31 - Integer.numberOfLeadingZeros(limit / 4));
                Coroutine inner = create(_ -> dive(frozen, _ -> {
                    coroutines.yield(NONE);
                    return dive(30, _ -> NONE);
                }));
                assertSound(inner, coroutines.resume(inner, NONE));
                if (inner.status() == Status.DEAD) {
                    continue; // Too deep to be suspended at all.
                }
                int depth = limit - limit / 20 + random.nextInt(limit / 10 + 1);
                Coroutine outer = create(_ -> dive(depth, _ -> {
                    assertSound(inner, coroutines.resume(inner, NONE));
                    return NONE;
                }));
                assertSound(outer, coroutines.resume(outer, NONE));
                assertThat(inner.status()).isIn(Status.SUSPENDED, Status.DEAD);
                assertStillWorks();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64})
    void resume_nearTheLimitOutsideAnyCoroutine_isSound(int megabytes) throws Exception {
        onStack(megabytes, () -> {
            int limit = limit();
            var random = new Random(13);
            for (int i = 0; i < rounds(megabytes); i++) {
                int frozen = 1 << random.nextInt(1 + 31 - Integer.numberOfLeadingZeros(limit / 8));
                Coroutine inner = create(_ -> dive(frozen, _ -> coroutines.yield(NONE)));
                assertSound(inner, coroutines.resume(inner, NONE));
                if (inner.status() == Status.DEAD) {
                    continue; // Too deep to be suspended at all.
                }
                int depth = limit - limit / 20 + random.nextInt(limit / 10 + 1);
                try {
                    dive(depth, _ -> {
                        assertSound(inner, coroutines.resumeFromAnywhere(inner, NONE));
                        return NONE;
                    });
                } catch (StackOverflowError tooDeep) {
                    // The host's own recursion: no coroutine is there to die of it.
                }
                assertThat(inner.status()).isIn(Status.SUSPENDED, Status.DEAD);
                assertStillWorks();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64})
    void resume_nestedEachRecursingDeep_endsInOneError(int megabytes) throws Exception {
        onStack(megabytes, () -> {
            int slice = limit() / 7;
            List<Coroutine> made = new ArrayList<>();
            var body = new JavaEngine.Body[1];
            body[0] = _ -> dive(slice, _ -> {
                Coroutine child = create(body[0]);
                made.add(child);
                Outcome outcome = coroutines.resume(child, NONE);
                if (outcome instanceof Failed(var value, _, _)) {
                    throw new LuaError(value);
                }
                return NONE;
            });
            for (int i = 0; i < 5; i++) {
                made.clear();
                Coroutine first = create(body[0]);
                Outcome outcome = coroutines.resume(first, NONE);
                assertThat(outcome).isInstanceOf(Failed.class);
                assertThat(made).hasSizeGreaterThan(2);
                assertThat(made).allMatch(it -> it.status() == Status.DEAD || it.status() == Status.SUSPENDED);
                assertStillWorks();
            }
        });
    }
}
