package dev.moonloom.core.coroutine;

import static dev.moonloom.core.coroutine.JavaEngine.function;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.luaj.vm2.LuaValue.NIL;
import static org.luaj.vm2.LuaValue.NONE;
import static org.luaj.vm2.LuaValue.valueOf;
import static org.luaj.vm2.LuaValue.varargsOf;

import dev.moonloom.core.coroutine.Outcome.Failed;
import dev.moonloom.core.coroutine.Outcome.Returned;
import dev.moonloom.core.coroutine.Outcome.Yielded;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** States, texts and values of coroutines: what the {@code coroutine} library shows of them. */
@Tag("carrier")
final class CoroutineTest {
    private final JavaEngine engine = new JavaEngine();
    private final Coroutines coroutines = new Coroutines(engine);

    @BeforeEach
    void own() {
        coroutines.adopt();
    }

    private Coroutine create(JavaEngine.Body body) {
        return coroutines.create(function(body));
    }

    private Outcome resume(Coroutine coroutine, LuaValue... values) {
        return coroutines.resume(coroutine, varargsOf(values));
    }

    private Varargs giveWay(LuaValue... values) {
        return coroutines.yield(varargsOf(values));
    }

    private Coroutine yieldingOnce() {
        return create(_ -> giveWay());
    }

    private Coroutine failing(LuaValue value) {
        return create(_ -> {
            throw new LuaError(value);
        });
    }

    private static List<String> texts(Varargs values) {
        List<String> texts = new ArrayList<>();
        for (int i = 1; i <= values.narg(); i++) {
            texts.add(values.arg(i).tojstring());
        }
        return texts;
    }

    @Test
    void create_function_isSuspendedThreadValue() {
        Coroutine fresh = yieldingOnce();

        assertThat(fresh.status()).isEqualTo(Status.SUSPENDED);
        assertThat(fresh.typename()).isEqualTo("thread");
        assertThat(fresh.type()).isEqualTo(LuaValue.TTHREAD);
        assertThat(fresh.isthread()).isTrue();
        assertThat(fresh.tojstring()).matches("thread: 0x[0-9a-f]{16}");
        assertThat(fresh.tostring().tojstring()).isEqualTo(fresh.tojstring());
        assertThat(fresh).hasToString(fresh.tojstring() + " (suspended)");
    }

    @Test
    void checkthread_ofLuaJ_isRefused() {
        assertThatThrownBy(() -> yieldingOnce().checkthread()).isInstanceOf(LuaError.class)
                .hasMessageContaining("Moonloom");
    }

    @Test
    void status_readFromInside_followsEveryTransition() {
        List<Status> seen = new ArrayList<>();
        var outer = new Coroutine[1];
        Coroutine inner = create(_ -> {
            seen.add(outer[0].status());
            giveWay();
            seen.add(outer[0].status());
            return NONE;
        });
        outer[0] = create(_ -> {
            seen.add(outer[0].status());
            seen.add(inner.status());
            resume(inner);
            seen.add(outer[0].status());
            seen.add(inner.status());
            resume(inner);
            seen.add(inner.status());
            return NONE;
        });

        resume(outer[0]);

        assertThat(seen)
                .containsExactly(
                        Status.RUNNING, Status.SUSPENDED, Status.NORMAL, Status.RUNNING, Status.SUSPENDED,
                        Status.NORMAL,
                        Status.DEAD);
        assertThat(outer[0].status()).isEqualTo(Status.DEAD);
        assertThat(coroutines.current()).isNull();
    }

    @Test
    void status_words_areLuaus() {
        assertThat(Status.values())
                .extracting(Status::luaName)
                .containsExactly("suspended", "running", "normal", "dead");
    }

    @Test
    void current_inNestedCoroutines_isTheInnermost() {
        List<@Nullable Coroutine> seen = new ArrayList<>();
        Coroutine inner = create(_ -> {
            seen.add(coroutines.current());
            return NONE;
        });
        Coroutine outer = create(_ -> {
            resume(inner);
            seen.add(coroutines.current());
            return NONE;
        });

        resume(outer);

        assertThat(seen).containsExactly(inner, outer);
    }

    @Test
    void values_inBothDirections_arriveWithTheirNils() {
        List<List<String>> received = new ArrayList<>();
        Coroutine coroutine = create(arguments -> {
            received.add(texts(arguments));
            received.add(texts(giveWay(valueOf("a"), NIL, NIL)));
            received.add(texts(giveWay()));
            return varargsOf(NIL, valueOf("end"), NIL);
        });

        Outcome first = resume(coroutine, valueOf(1), NIL);
        Outcome second = resume(coroutine, NIL, valueOf(2));
        Outcome third = resume(coroutine);

        assertThat(received).containsExactly(List.of("1", "nil"), List.of("nil", "2"), List.of());
        assertThat(first).isInstanceOfSatisfying(Yielded.class,
                it -> assertThat(texts(it.values())).containsExactly("a", "nil", "nil"));
        assertThat(second).isInstanceOfSatisfying(Yielded.class, it -> assertThat(it.values().narg()).isZero());
        assertThat(third).isInstanceOfSatisfying(Returned.class,
                it -> assertThat(texts(it.values())).containsExactly("nil", "end", "nil"));
    }

    @Test
    void resume_dead_isRefusedAndChangesNothing() {
        Coroutine finished = create(_ -> NONE);
        Coroutine failed = failing(valueOf("boom"));
        resume(finished);
        resume(failed);

        assertThat(resume(finished)).isEqualTo(Failed.refused("cannot resume dead coroutine"));
        assertThat(resume(failed)).isEqualTo(Failed.refused("cannot resume dead coroutine"));
        assertThat(finished.status()).isEqualTo(Status.DEAD);
    }

    @Test
    void resume_running_isRefused() {
        var self = new Coroutine[1];
        List<Outcome> outcomes = new ArrayList<>();
        self[0] = create(_ -> {
            outcomes.add(resume(self[0]));
            return NONE;
        });

        assertThat(resume(self[0])).isInstanceOf(Returned.class);
        assertThat(outcomes).containsExactly(Failed.refused("cannot resume running coroutine"));
    }

    @Test
    void resume_normal_isRefused() {
        var outer = new Coroutine[1];
        Coroutine inner = create(
                _ -> valueOf(resume(outer[0]) instanceof Failed(var text, _, _) ? text.tojstring() : "?"));
        outer[0] = create(_ -> resume(inner) instanceof Returned(var values) ? values : NONE);

        assertThat(resume(outer[0]))
                .isInstanceOfSatisfying(
                        Returned.class,
                        it -> assertThat(texts(it.values())).containsExactly("cannot resume normal coroutine"));
    }

    @Test
    void close_suspendedOrFresh_endsItWithoutAnError() {
        Coroutine fresh = yieldingOnce();
        Coroutine suspended = yieldingOnce();
        resume(suspended);

        assertThat(coroutines.close(fresh)).isNull();
        assertThat(coroutines.close(suspended)).isNull();
        assertThat(List.of(fresh.status(), suspended.status())).containsOnly(Status.DEAD);
        assertThat(resume(fresh)).isEqualTo(Failed.refused("cannot resume dead coroutine"));
    }

    @Test
    void close_suspended_runsNothingOfItsBody() {
        List<String> ran = new ArrayList<>();
        Coroutine coroutine = create(_ -> {
            giveWay();
            ran.add("after the yield");
            return NONE;
        });
        resume(coroutine);

        coroutines.close(coroutine);

        assertThat(ran).isEmpty();
    }

    @Test
    void close_finished_hasNoError() {
        Coroutine finished = create(_ -> NONE);
        resume(finished);

        assertThat(coroutines.close(finished)).isNull();
    }

    @Test
    void close_errored_givesTheErrorOnce() {
        LuaTable error = new LuaTable();
        Coroutine errored = failing(error);
        resume(errored);

        assertThat(coroutines.close(errored)).isSameAs(error);
        assertThat(coroutines.close(errored)).isNull();
    }

    @Test
    void close_erroredWithNil_givesNilOnce() {
        Coroutine errored = failing(NIL);
        resume(errored);

        assertThat(coroutines.close(errored)).isSameAs(NIL);
        assertThat(coroutines.close(errored)).isNull();
    }

    @Test
    void close_running_isAnError() {
        var self = new Coroutine[1];
        self[0] = create(_ -> {
            coroutines.close(self[0]);
            return NONE;
        });

        assertThat(resume(self[0])).isEqualTo(Failed.refused("cannot close running coroutine"));
    }

    @Test
    void close_normal_isAnError() {
        var outer = new Coroutine[1];
        Coroutine inner = create(_ -> {
            coroutines.close(outer[0]);
            return NONE;
        });
        List<Outcome> outcomes = new ArrayList<>();
        outer[0] = create(_ -> {
            outcomes.add(resume(inner));
            return NONE;
        });

        assertThat(resume(outer[0])).isInstanceOf(Returned.class);
        assertThat(outcomes).containsExactly(Failed.refused("cannot close normal coroutine"));
    }

    @Test
    void error_anyValue_keepsItsIdentity() {
        LuaTable table = new LuaTable();

        assertThat(resume(failing(table))).isInstanceOfSatisfying(Failed.class,
                it -> assertThat(it.value()).isSameAs(table));
        assertThat(resume(failing(NIL))).isEqualTo(new Failed(NIL, "", null));
        assertThat(resume(failing(LuaValue.FALSE))).isEqualTo(new Failed(LuaValue.FALSE, "", null));
        assertThat(resume(failing(valueOf(42)))).isEqualTo(new Failed(valueOf(42), "", null));
    }

    @Test
    void error_inBody_killsOnlyThatCoroutine() {
        Coroutine inner = failing(valueOf("boom"));
        Coroutine outer = create(_ -> resume(inner) instanceof Failed(var value, _, _) ? value : NIL);

        assertThat(resume(outer))
                .isInstanceOfSatisfying(Returned.class, it -> assertThat(texts(it.values())).containsExactly("boom"));
        assertThat(inner.status()).isEqualTo(Status.DEAD);
    }

    @Test
    void error_javaException_isItsMessage() {
        Coroutine withText = create(_ -> {
            throw new IllegalStateException("the disk is full");
        });
        Coroutine without = create(_ -> {
            throw new UnsupportedOperationException();
        });

        assertThat(resume(withText)).isInstanceOfSatisfying(Failed.class, it -> {
            assertThat(it.value()).isEqualTo(valueOf("the disk is full"));
            assertThat(it.cause()).isInstanceOf(IllegalStateException.class);
        });
        assertThat(resume(without)).isInstanceOfSatisfying(Failed.class,
                it -> assertThat(it.value()).isEqualTo(valueOf("java.lang.UnsupportedOperationException")));
        assertThat(withText.status()).isEqualTo(Status.DEAD);
    }

    @Test
    void fail_suspended_raisesWhereItGaveWay() {
        List<LuaValue> caught = new ArrayList<>();
        Coroutine coroutine = create(_ -> {
            try {
                giveWay();
            } catch (LuaError error) {
                caught.add(Coroutines.valueOf(error));
            }
            return giveWay(valueOf("goes on"));
        });
        resume(coroutine);
        LuaTable error = new LuaTable();

        Outcome outcome = coroutines.fail(coroutine, new LuaError(error));

        assertThat(caught).hasSize(1).first().isSameAs(error);
        assertThat(outcome).isInstanceOfSatisfying(Yielded.class,
                it -> assertThat(texts(it.values())).containsExactly("goes on"));
    }

    @Test
    void fail_fresh_endsItWithTheError() {
        List<String> ran = new ArrayList<>();
        Coroutine fresh = create(_ -> {
            ran.add("body");
            return NONE;
        });

        assertThat(coroutines.fail(fresh, new LuaError(valueOf("no")))).isEqualTo(Failed.refused("no"));
        assertThat(ran).isEmpty();
        assertThat(fresh.status()).isEqualTo(Status.DEAD);
    }

    @Test
    void resume_twoHundredthNested_isRefusedAndTheChildStartsLater() {
        List<Coroutine> chain = new ArrayList<>();
        List<Outcome> refusals = new ArrayList<>();
        var body = new JavaEngine.Body[1];
        body[0] = _ -> {
            Coroutine child = create(body[0]);
            chain.add(child);
            Outcome outcome = resume(child);
            if (outcome instanceof Failed) {
                refusals.add(outcome);
            }
            return NONE;
        };

        resume(create(body[0]));

        assertThat(refusals).containsExactly(Failed.refused("C stack overflow"));
        assertThat(chain).hasSize(200);
        Coroutine refused = chain.get(199);
        assertThat(refused.status()).isEqualTo(Status.SUSPENDED);
        assertThat(chain.subList(0, 199)).allMatch(it -> it.status() == Status.DEAD);
        chain.clear();
        assertThat(resume(refused)).isInstanceOf(Returned.class);
        assertThat(chain).as("from the top it may nest as deep again").hasSize(200);
    }

    @Test
    void yield_outsideACoroutine_isAnError() {
        assertThat(coroutines.isYieldable()).isFalse();
        assertThatThrownBy(this::giveWay).isInstanceOf(LuaError.class)
                .hasMessage("attempt to yield from outside a coroutine");
    }

    @Test
    void yield_insideARegion_isAnErrorUntilItCloses() {
        List<Object> seen = new ArrayList<>();
        Coroutine coroutine = create(_ -> {
            coroutines.openRegion();
            try {
                seen.add(coroutines.isYieldable());
                giveWay();
            } catch (LuaError error) {
                seen.add(Coroutines.valueOf(error).tojstring());
            } finally {
                coroutines.closeRegion();
            }
            seen.add(coroutines.isYieldable());
            return giveWay(valueOf("now it may"));
        });

        assertThat(resume(coroutine)).isInstanceOf(Yielded.class);
        assertThat(seen).containsExactly(false, "attempt to yield across metamethod/C-call boundary", true);
    }

    @Test
    void yield_inACoroutineResumedInsideARegion_isLegal() {
        Coroutine inner = yieldingOnce();
        Coroutine outer = create(_ -> {
            coroutines.openRegion();
            try {
                return valueOf(resume(inner) instanceof Yielded);
            } finally {
                coroutines.closeRegion();
            }
        });

        assertThat(resume(outer)).isEqualTo(new Returned(LuaValue.TRUE));
    }

    @Test
    void yield_throughAClassInitialiser_isAnErrorAndTheCoroutineGoesOn() {
        List<String> caught = new ArrayList<>();
        Coroutine coroutine = create(_ -> {
            Pinned.run(() -> {
                try {
                    giveWay();
                } catch (LuaError error) {
                    caught.add(Coroutines.valueOf(error).tojstring());
                }
            });
            return valueOf("end");
        });

        Outcome outcome = resume(coroutine);
        while (outcome instanceof Yielded) {
            outcome = resume(coroutine);
        }

        assertThat(outcome).isEqualTo(new Returned(valueOf("end")));
        if (coroutines.carrier() == Carrier.CONTINUATION) {
            assertThat(caught).containsExactly("attempt to yield across metamethod/C-call boundary");
        } else {
            assertThat(caught).as("a virtual thread parks with its carrier").isEmpty();
        }
    }

    /** A class whose initialiser calls back: no continuation can be frozen below it. */
    private static final class Pinned {
        static Runnable callback = () -> {};

        static void run(Runnable body) {
            callback = body;
            assertThat(Initialised.DONE).isTrue();
        }

        private static final class Initialised {
            static final boolean DONE = initialise();

            private static boolean initialise() {
                callback.run();
                return true;
            }
        }
    }

    @Test
    void halt_fromDeepInside_killsEveryCoroutineOnItsWay() {
        List<String> caught = new ArrayList<>();
        Coroutine inner = create(_ -> {
            throw new Halt(7);
        });
        Coroutine bystander = yieldingOnce();
        resume(bystander);
        Coroutine outer = create(_ -> {
            try {
                resume(inner);
            } catch (Exception exception) {
                caught.add("an exception");
            }
            caught.add("went on");
            return NONE;
        });

        assertThatThrownBy(() -> resume(outer)).isInstanceOfSatisfying(Halt.class,
                it -> assertThat(it.exitCode()).isEqualTo(7));
        assertThat(caught).isEmpty();
        assertThat(List.of(inner.status(), outer.status())).containsOnly(Status.DEAD);
        assertThat(bystander.status()).isEqualTo(Status.SUSPENDED);
        assertThat(coroutines.current()).isNull();
        assertThat(resume(bystander)).isInstanceOf(Returned.class);
    }

    @Test
    void jvmError_fromInside_escapesAndKillsTheCoroutine() {
        var failure = new InternalError("planted");
        Coroutine coroutine = create(_ -> {
            throw failure;
        });

        assertThatThrownBy(() -> resume(coroutine)).isSameAs(failure);
        assertThat(coroutine.status()).isEqualTo(Status.DEAD);
        assertThat(coroutines.current()).isNull();
    }

    @Test
    void outOfMemory_inABody_isALuaError() {
        Coroutine coroutine = create(_ -> {
            throw new OutOfMemoryError("planted");
        });

        assertThat(resume(coroutine)).isEqualTo(Failed.refused("not enough memory"));
    }

    @Test
    void tailCall_asResult_isRunInsideTheCoroutine() {
        Coroutine coroutine = create(_ -> LuaValue.tailcallOf(function(_ -> giveWay(valueOf("from the tail"))), NONE));

        assertThat(resume(coroutine))
                .isInstanceOfSatisfying(Yielded.class,
                        it -> assertThat(texts(it.values())).containsExactly("from the tail"));
        assertThat(resume(coroutine, valueOf(5))).isEqualTo(new Returned(valueOf(5)));
    }

    @Test
    void onSwitch_everyChangeOfControl_isToldInOrder() {
        Coroutine inner = yieldingOnce();
        Coroutine outer = create(_ -> {
            resume(inner);
            return NONE;
        });
        engine.recording = true;

        resume(outer);
        resume(inner);

        assertThat(engine.switches).containsExactly("->0", "0>1", "1>0", "0>-", "->1", "1>-");
    }
}
