package dev.moonloom.core.coroutine;

import static dev.moonloom.core.coroutine.JavaEngine.function;
import static dev.moonloom.core.coroutine.Yield.YIELD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.luaj.vm2.LuaValue.NONE;
import static org.luaj.vm2.LuaValue.valueOf;

import dev.moonloom.core.coroutine.Outcome.Failed;
import dev.moonloom.core.coroutine.Outcome.Returned;
import dev.moonloom.core.coroutine.Outcome.Yielded;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Coroutines whose frames are saved as plain objects, as a compiler's code would: nothing but an activation knows how
 * its frames are kept.
 */
@Tag("carrier")
final class ActivationChainTest {
    /** What a frame does with the values that reach it. */
    @FunctionalInterface
    private interface Code {
        Varargs run(Varargs values);
    }

    /** What a frame does with an error that reaches it. */
    @FunctionalInterface
    private interface Handler {
        Varargs caught(LuaError error);
    }

    /** The rest of a function after a call that gave way. */
    private final class Frame extends Activation {
        private final String name;
        private final Code rest;
        private final @Nullable Handler handler;

        Frame(String name, Code rest, @Nullable Handler handler) {
            this.name = name;
            this.rest = rest;
            this.handler = handler;
        }

        @Override
        protected Varargs resume(Varargs values) {
            log.add("enter " + name);
            return rest.run(values);
        }

        @Override
        protected Varargs fail(LuaError error) {
            if (handler == null) {
                log.add("unwind " + name);
                throw error;
            }
            log.add("catch " + name);
            return handler.caught(error);
        }

        @Override
        protected Varargs park() {
            return YIELD;
        }

        @Override
        protected void drop() {
            log.add("drop " + name);
        }
    }

    /** Bodies are the code of a first frame, in place of functions. */
    private final class FrameEngine implements Engine {
        @Nullable Code body;

        @Override
        public Activation enter(Coroutine coroutine, LuaFunction function) {
            return new Frame("body", Objects.requireNonNull(body), null);
        }

        @Override
        public LuaValue number(double value) {
            return valueOf(value);
        }
    }

    private final List<String> log = new ArrayList<>();
    private final FrameEngine engine = new FrameEngine();
    private final Coroutines coroutines = new Coroutines(engine);

    @BeforeEach
    void own() {
        coroutines.adopt();
    }

    private Coroutine create(Code body) {
        engine.body = body;
        return coroutines.create(function(_ -> NONE));
    }

    private Varargs giveWay(String value) {
        return coroutines.yield(valueOf(value));
    }

    private Coroutine running() {
        return Objects.requireNonNull(coroutines.current());
    }

    /** Code after a call, as a compiler emits it: go on with the results, or save the rest and hand YIELD on. */
    private Varargs after(String name, Varargs results, Code rest) {
        return after(name, results, rest, null);
    }

    private Varargs after(String name, Varargs results, Code rest, @Nullable Handler handler) {
        if (results != YIELD) {
            return rest.run(results);
        }
        log.add("save " + name);
        running().save(new Frame(name, rest, handler));
        return YIELD;
    }

    private Outcome resume(Coroutine coroutine, String... values) {
        Outcome outcome = coroutines.resume(
                coroutine, values.length == 0 ? NONE : valueOf(values[0]));
        log.add(switch (outcome) {
            case Yielded(var out) -> "yielded " + out.tojstring();
            case Returned(var out) -> "returned " + out.tojstring();
            case Failed(var value, _) -> "failed " + value.tojstring();
            case Outcome.Cancelled _ -> "cancelled";
        });
        return outcome;
    }

    private static Varargs append(Varargs values, String suffix) {
        return valueOf(values.arg1().tojstring() + suffix);
    }

    /** outer calls middle calls inner, which yields once; each appends its letter to what comes back. */
    private Coroutine threeDeep() {
        return create(_ -> after(
                "outer", after("middle", after("inner", giveWay("out"), values -> append(values, "i")),
                        values -> append(values, "m")),
                values -> append(values, "o")));
    }

    @Test
    void chain_threeDeep_isSavedAndRunInnermostFirst() {
        Coroutine coroutine = threeDeep();

        resume(coroutine);
        resume(coroutine, ">");

        assertThat(log)
                .containsExactly(
                        "enter body", "save inner", "save middle", "save outer", "yielded out", "enter inner",
                        "enter middle", "enter outer", "returned >imo");
        assertThat(coroutine.status()).isEqualTo(Status.DEAD);
    }

    @Test
    void chain_closed_isDroppedInnermostFirstWithoutRunning() {
        Coroutine coroutine = threeDeep();
        resume(coroutine);
        log.clear();

        coroutines.close(coroutine);

        assertThat(log).containsExactly("drop inner", "drop middle", "drop outer");
    }

    @Test
    void chain_yieldingAgainInTheMiddle_savesOnlyWhatRanAgain() {
        Coroutine coroutine = create(_ -> after(
                "outer", after("middle", after("inner", giveWay("one"), values -> values),
                        _ -> after("middle2", after("inner2", giveWay("two"), values -> append(values, "i")),
                                values -> append(values, "m"))),
                values -> append(values, "o")));

        resume(coroutine);
        log.clear();
        resume(coroutine);
        assertThat(log)
                .containsExactly("enter inner", "enter middle", "save inner2", "save middle2", "yielded two");
        log.clear();
        resume(coroutine, ">");

        assertThat(log).containsExactly("enter inner2", "enter middle2", "enter outer", "returned >imo");
    }

    @Test
    void chain_innermostYieldingAgainAndAgain_keepsTheOuterFramesInPlace() {
        var loop = new Code[1];
        loop[0] = values -> values.arg1().tojstring().equals("stop")
                ? valueOf("done")
                : after("loop", giveWay("again"), loop[0]);
        Coroutine coroutine = create(_ -> after("outer", loop[0].run(NONE.arg1()), values -> append(values, "o")));

        resume(coroutine);
        resume(coroutine);
        resume(coroutine);
        log.clear();
        resume(coroutine, "stop");

        assertThat(log).containsExactly("enter loop", "enter outer", "returned doneo");
    }

    @Test
    void error_withoutHandler_goesOutwardsThroughEveryFrame() {
        LuaTable error = new LuaTable();
        Coroutine coroutine = create(_ -> after(
                "outer", after("middle", after("inner", giveWay("out"), _ -> {
                    throw new LuaError(error);
                }), values -> values), values -> values));
        resume(coroutine);
        log.clear();

        Outcome outcome = resume(coroutine);

        assertThat(outcome).isInstanceOfSatisfying(Failed.class, it -> assertThat(it.value()).isSameAs(error));
        assertThat(log.subList(0, 3)).containsExactly("enter inner", "unwind middle", "unwind outer");
        assertThat(coroutine.status()).isEqualTo(Status.DEAD);
    }

    @Test
    void error_handlerInTheMiddle_goesOnFromThere() {
        Coroutine coroutine = create(_ -> after(
                "outer", after("middle", after("inner", giveWay("out"), _ -> {
                    throw new LuaError("boom");
                }), values -> values, error -> valueOf("caught " + error.getMessage())),
                values -> append(values, ", went on")));
        resume(coroutine);
        log.clear();

        resume(coroutine);

        assertThat(log)
                .containsExactly("enter inner", "catch middle", "enter outer", "returned caught boom, went on");
    }

    @Test
    void error_handlerThatYields_goesOnLater() {
        Coroutine coroutine = create(_ -> after(
                "outer", after("middle", after("inner", giveWay("out"), _ -> {
                    throw new LuaError("boom");
                }), values -> values, _ -> after("handler", giveWay("handling"), values -> append(values, "h"))),
                values -> append(values, "o")));
        resume(coroutine);
        log.clear();

        resume(coroutine);
        resume(coroutine, ">");

        assertThat(log)
                .containsExactly(
                        "enter inner", "catch middle", "save handler", "yielded handling", "enter handler",
                        "enter outer", "returned >ho");
    }

    @Test
    void error_raisedInAHandler_goesOnOutwards() {
        Coroutine coroutine = create(_ -> after(
                "outer", after("inner", giveWay("out"), values -> values, _ -> {
                    throw new LuaError("worse");
                }), values -> values, error -> valueOf("outer caught " + error.getMessage())));
        resume(coroutine);

        coroutines.fail(coroutine, valueOf("bad"));

        assertThat(log).containsSubsequence("catch inner", "catch outer");
        assertThat(coroutine.status()).isEqualTo(Status.DEAD);
    }

    @Test
    void fail_chain_raisesAtTheInnermostFrame() {
        Coroutine coroutine = threeDeep();
        resume(coroutine);
        log.clear();

        Outcome outcome = coroutines.fail(coroutine, valueOf("no"));

        assertThat(outcome).isEqualTo(Failed.refused("no"));
        assertThat(log).containsExactly("unwind inner", "unwind middle", "unwind outer");
    }

    @Test
    void javaException_inAFrame_isALuaErrorThatOuterFramesCatch() {
        Coroutine coroutine = create(_ -> after(
                "outer", after("inner", giveWay("out"), _ -> {
                    throw new IllegalStateException("the disk is full");
                }), values -> values, error -> valueOf("caught " + error.getMessage())));
        resume(coroutine);

        assertThat(resume(coroutine)).isEqualTo(new Returned(valueOf("caught the disk is full")));
    }

    @Test
    void stackOverflow_inAFrame_isALuaErrorThatOuterFramesCatch() {
        Coroutine coroutine = create(_ -> after(
                "outer", after("inner", giveWay("out"), _ -> endless(NONE)), values -> values,
                error -> valueOf("caught " + error.getMessage())));
        resume(coroutine);

        assertThat(resume(coroutine)).isEqualTo(new Returned(valueOf("caught stack overflow")));
    }

    @SuppressWarnings("InfiniteRecursion")
    private static Varargs endless(Varargs values) {
        return endless(values).subargs(1);
    }

    @Test
    void halt_fromAFrame_dropsWhatIsLeftOfTheChain() {
        var halt = new Halt(3);
        Coroutine coroutine = create(_ -> after(
                "outer", after("middle", after("inner", giveWay("out"), _ -> {
                    throw halt;
                }), values -> values), values -> values, _ -> valueOf("caught")));
        resume(coroutine);
        log.clear();

        assertThat(catchThrowable(() -> resume(coroutine))).isSameAs(halt);
        assertThat(log).containsExactly("enter inner", "drop middle", "drop outer");
        assertThat(coroutine.status()).isEqualTo(Status.DEAD);
    }

    /** A frame that leaves a fiber above itself: the next resume enters the fiber, whose result the frame gets. */
    private Coroutine fiberAboveFrames(JavaEngine.Body onTheFiber, @Nullable Handler handler) {
        return create(_ -> {
            running().save(FiberActivation.of(running(), function(onTheFiber)));
            return after("outer", after("middle", YIELD, values -> append(values, "m"), handler),
                    values -> append(values, "o"));
        });
    }

    @Test
    void fiberInAChain_yieldingTwice_handsItsResultToTheFrameOutside() {
        Coroutine coroutine = fiberAboveFrames(
                arguments -> {
                    Varargs first = giveWay("first " + arguments.tojstring());
                    Varargs second = giveWay("second " + first.tojstring());
                    return append(second, "f");
                }, null);

        resume(coroutine);
        log.clear();
        resume(coroutine, "a");
        resume(coroutine, "b");
        resume(coroutine, "c");

        assertThat(log)
                .containsExactly("yielded first a", "yielded second b", "enter middle", "enter outer", "returned cfmo");
    }

    @Test
    void fiberInAChain_failing_isCaughtByTheFrameOutside() {
        Coroutine coroutine = fiberAboveFrames(_ -> {
            giveWay("out");
            throw new IllegalStateException("broken");
        }, error -> valueOf("caught " + error.getMessage()));

        resume(coroutine);
        resume(coroutine);
        log.clear();
        resume(coroutine);

        assertThat(log).containsExactly("catch middle", "enter outer", "returned caught brokeno");
    }

    @Test
    void fiberInAChain_closed_isDroppedWithTheFrames() {
        List<String> ran = new ArrayList<>();
        Coroutine coroutine = fiberAboveFrames(_ -> {
            giveWay("out");
            ran.add("went on");
            return NONE;
        }, null);
        resume(coroutine);
        resume(coroutine);
        log.clear();

        coroutines.close(coroutine);

        assertThat(log).containsExactly("drop middle", "drop outer");
        assertThat(ran).isEmpty();
    }
}
