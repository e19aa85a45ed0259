package dev.moonloom.core.coroutine;

import static dev.moonloom.core.coroutine.HeapFrames.append;
import static org.assertj.core.api.Assertions.assertThat;
import static org.luaj.vm2.LuaValue.NONE;
import static org.luaj.vm2.LuaValue.valueOf;

import dev.moonloom.luau.runtime.CallStack;
import dev.moonloom.luau.runtime.LuauFunction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.Varargs;

/** Java that Luau calls and that calls Luau in turn: what stands still on a fiber, and what is saved on the heap. */
@Tag("carrier")
final class FiberBetweenFramesTest {
    private final HeapFrames frames = new HeapFrames(new Coroutines(new JavaEngine()));
    private final Coroutines coroutines = frames.coroutines;
    private final List<String> log = frames.log;

    @BeforeEach
    void own() {
        coroutines.adopt();
    }

    /** A body that calls a Java function from two frames deep. */
    private Coroutine calling(LuauFunction host) {
        return frames.create(values -> frames.after(
                "outer", frames.after("middle", host.execN(values), it -> append(it, "m")), it -> append(it, "o")));
    }

    /** A Luau function that yields once. */
    private LuauFunction yieldingOnce() {
        return frames.function("inner", _ -> frames.after("rest of inner", frames.giveWay("out"),
                it -> append(it, "i")));
    }

    @Test
    void host_thatReturns_isAnOrdinaryCall() {
        Coroutine coroutine = calling(frames.host("host", values -> append(values, "h")));

        frames.resume(coroutine, ">");

        assertThat(log).containsExactly("enter body", "enter host", "returned >hmo");
    }

    @Test
    void host_thatGivesWayItself_standsStillInsideItsCall() {
        Coroutine coroutine = calling(frames.host("host", values -> {
            Varargs first = frames.giveWay("first " + values.tojstring());
            Varargs second = frames.giveWay("second " + first.tojstring());
            return append(second, "h");
        }));

        frames.resume(coroutine, "a");
        frames.resume(coroutine, "b");
        frames.resume(coroutine, "c");

        assertThat(log)
                .containsExactly("enter body", "enter host", "save middle", "save outer", "yielded first a",
                        "yielded second b", "enter middle", "enter outer", "returned chmo");
    }

    @Test
    void luauBelowAHost_thatGivesWay_isRunOnBeforeTheHostIs() {
        LuauFunction inner = yieldingOnce();
        Coroutine coroutine = calling(frames.host("host", values -> {
            Varargs answer = inner.invoke(values);
            log.add("host has " + answer.tojstring());
            return append(answer, "h");
        }));

        frames.resume(coroutine, "a");
        frames.resume(coroutine, "b");

        assertThat(log)
                .containsExactly("enter body", "enter host", "enter inner", "save rest of inner", "save middle",
                        "save outer", "yielded out", "enter rest of inner", "host has bi", "enter middle",
                        "enter outer", "returned bihmo");
    }

    @Test
    void luauBelowAHost_givingWayAgainAndAgain_leavesTheHostAlone() {
        LuauFunction inner = frames.function("inner", _ -> frames.after("one", frames.giveWay("1"),
                _ -> frames.after("two", frames.giveWay("2"), it -> it)));
        Coroutine coroutine = calling(frames.host("host", inner::invoke));

        frames.resume(coroutine);
        log.clear();
        frames.resume(coroutine);
        frames.resume(coroutine, "end");

        assertThat(log)
                .containsExactly("enter one", "save two", "yielded 2", "enter two", "enter middle", "enter outer",
                        "returned endmo");
    }

    @Test
    void luauBelowAHost_failing_isAnErrorInsideTheHostsCall() {
        LuauFunction inner = frames.function("inner", _ -> frames.after("rest of inner", frames.giveWay("out"), _ -> {
            throw new LuaError("broken");
        }));
        Coroutine coroutine = calling(frames.host("host", values -> {
            try {
                return inner.invoke(values);
            } catch (LuaError error) {
                return valueOf("caught " + error.getMessage());
            }
        }));

        frames.resume(coroutine);
        frames.resume(coroutine);

        assertThat(log).endsWith("returned caught brokenmo");
    }

    @Test
    void host_failingAfterItWaited_isCaughtByTheFrameOutside() {
        Coroutine coroutine = frames.create(values -> frames.after("outer", frames.host("host", _ -> {
            frames.giveWay("out");
            throw new IllegalStateException("broken");
        }).execN(values), it -> it, error -> valueOf("caught " + error.getMessage())));

        frames.resume(coroutine);
        frames.resume(coroutine);

        assertThat(log).endsWith("catch outer", "returned caught broken");
    }

    @Test
    void error_injectedWhileLuauBelowAHostWaits_goesThroughTheHost() {
        LuauFunction inner = yieldingOnce();
        Coroutine coroutine = calling(frames.host("host", values -> {
            try {
                return inner.invoke(values);
            } catch (LuaError error) {
                return valueOf("host caught " + error.getMessage());
            }
        }));
        frames.resume(coroutine);
        log.clear();

        coroutines.fail(coroutine, new LuaError(valueOf("injected")));

        assertThat(log).containsExactly("unwind rest of inner", "enter middle", "enter outer");
        assertThat(coroutine.status()).isEqualTo(Status.DEAD);
    }

    @Test
    void close_ofAll_dropsInnermostFirstAndRunsNothing() {
        List<String> ran = new ArrayList<>();
        LuauFunction inner = yieldingOnce();
        Coroutine coroutine = calling(frames.host("host", values -> {
            Varargs answer = inner.invoke(values);
            ran.add("went on");
            return answer;
        }));
        frames.resume(coroutine);
        log.clear();

        coroutines.close(coroutine);

        assertThat(log).containsExactly("drop rest of inner", "drop middle", "drop outer");
        assertThat(ran).isEmpty();
    }

    @Test
    void hosts_nested_eachWaitForTheirOwnCall() {
        LuauFunction inner = yieldingOnce();
        LuauFunction second = frames.host("second", values -> append(inner.invoke(values), "2"));
        LuauFunction between = frames.function("between",
                values -> frames.after("rest of between", second.execN(values), it -> append(it, "b")));
        Coroutine coroutine = calling(frames.host("first", values -> append(between.invoke(values), "1")));

        frames.resume(coroutine, "a");
        assertThat(log)
                .containsExactly("enter body", "enter first", "enter between", "enter second", "enter inner",
                        "save rest of inner", "save rest of between", "save middle", "save outer", "yielded out");
        log.clear();
        frames.resume(coroutine, ">");

        assertThat(log)
                .containsExactly("enter rest of inner", "enter rest of between", "enter middle", "enter outer",
                        "returned >i2b1mo");
    }

    @Test
    void host_calledByJavaOnAFiber_sharesItsFiber() {
        LuauFunction second = frames.host("second", _ -> frames.giveWay("from the second"));
        Coroutine coroutine = calling(frames.host("first", second::invoke));

        frames.resume(coroutine);
        assertThat(log).endsWith("enter second", "save middle", "save outer", "yielded from the second");
        frames.resume(coroutine, "back");

        assertThat(log).endsWith("returned backmo");
    }

    @Test
    void coroutine_resumedByAHost_isItsOwnContext() {
        Coroutine other = frames.create(_ -> frames.after("rest of other", frames.giveWay("other"), it -> it));
        Coroutine coroutine = calling(frames.host("host", _ -> {
            frames.resume(other);
            Varargs values = frames.giveWay("host");
            frames.resume(other, "other's");
            return values;
        }));

        frames.resume(coroutine);
        frames.resume(coroutine, "host's");

        assertThat(log)
                .containsSubsequence("yielded other", "yielded host", "enter rest of other", "returned other's",
                        "returned host'smo");
    }

    @Test
    void frames_whileLuauBelowAHostRuns_areAllThere() {
        List<String> seen = new ArrayList<>();
        LuauFunction inner = frames.function("inner", _ -> {
            for (int level = 0; level < 3; level++) {
                LuauFunction function = CallStack.running(frames.state()).function(level);
                seen.add(function == null ? "none" : function.debugName());
            }
            return NONE;
        });

        frames.resume(calling(frames.host("host", inner::invoke)));

        assertThat(seen).containsExactly("inner", "host", "body");
    }

    @Test
    void top_afterEveryWayOut_isWhereItWas() {
        LuauFunction inner = yieldingOnce();
        int before = frames.state().top;
        Coroutine coroutine = calling(frames.host("host", inner::invoke));

        frames.resume(coroutine);
        assertThat(frames.state().top).isEqualTo(before);
        frames.resume(coroutine, "end");
        assertThat(frames.state().top).isEqualTo(before);
        frames.resume(calling(frames.host("failing", _ -> {
            throw new IllegalStateException("broken");
        })));
        assertThat(frames.state().top).isEqualTo(before);
    }

    @Test
    void recursion_throughHosts_isLimitedAsNativeCallsAre() {
        var depth = new int[1];
        var self = new LuauFunction[1];
        self[0] = frames.host("host", values -> {
            depth[0]++;
            return frames.function("between", arguments -> self[0].execN(arguments)).invoke(values);
        });

        frames.resume(calling(self[0]));

        assertThat(log).endsWith("failed C stack overflow");
        assertThat(depth[0]).isBetween(95, 105);
    }

    @Test
    void host_whereNothingMayGiveWay_runsAndCannotWait() {
        LuauFunction host = frames.host("host", _ -> {
            try {
                return frames.giveWay("never");
            } catch (LuaError error) {
                return valueOf(String.valueOf(error.getMessage()));
            }
        });
        Coroutine coroutine = frames.create(values -> {
            coroutines.openRegion();
            Varargs results = host.execN(values);
            coroutines.closeRegion();
            return results;
        });

        frames.resume(coroutine);

        assertThat(log).endsWith("returned attempt to yield across metamethod/C-call boundary");
    }

    @Test
    void adopt_whileAHostWaits_isRefusedAndLegalAgainAfterwards() throws Exception {
        LuauFunction inner = yieldingOnce();
        Coroutine coroutine = calling(frames.host("host", inner::invoke));
        Coroutine withoutJava = frames.create(_ -> frames.after("rest", frames.giveWay("out"), it -> it));
        frames.resume(coroutine);
        frames.resume(withoutJava);

        assertThat(adoptedElsewhere()).isFalse();
        frames.resume(coroutine, "end");

        assertThat(adoptedElsewhere()).isTrue();
    }

    private boolean adoptedElsewhere() throws InterruptedException {
        var adopted = new boolean[1];
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                coroutines.adopt();
                adopted[0] = true;
            } catch (WrongThreadException refused) {
                adopted[0] = false;
            }
        });
        thread.join();
        return adopted[0];
    }
}
