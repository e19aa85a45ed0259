package dev.moonloom.core.coroutine;

import static dev.moonloom.core.coroutine.HeapFrames.append;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.luaj.vm2.LuaValue.NONE;
import static org.luaj.vm2.LuaValue.valueOf;

import dev.moonloom.core.coroutine.HeapFrames.Code;
import dev.moonloom.core.coroutine.HeapFrames.Handler;
import dev.moonloom.core.coroutine.Outcome.Failed;
import dev.moonloom.core.coroutine.Outcome.Returned;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.Varargs;

/** Coroutines whose frames are saved as plain objects: nothing but an activation knows how its frames are kept. */
final class ActivationChainTest {
    private final HeapFrames frames = new HeapFrames(new Coroutines(new JavaEngine()));
    private final Coroutines coroutines = frames.coroutines;
    private final List<String> log = frames.log;

    @BeforeEach
    void own() {
        coroutines.adopt();
    }

    private Coroutine create(Code body) {
        return frames.create(body);
    }

    private Varargs giveWay(String value) {
        return frames.giveWay(value);
    }

    private Varargs after(String name, Varargs results, Code rest) {
        return frames.after(name, results, rest);
    }

    private Varargs after(String name, Varargs results, Code rest, @Nullable Handler handler) {
        return frames.after(name, results, rest, handler);
    }

    private Outcome resume(Coroutine coroutine, String... values) {
        return frames.resume(coroutine, values);
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

        coroutines.fail(coroutine, new LuaError("bad"));

        assertThat(log).containsSubsequence("catch inner", "catch outer");
        assertThat(coroutine.status()).isEqualTo(Status.DEAD);
    }

    @Test
    void fail_chain_raisesAtTheInnermostFrame() {
        Coroutine coroutine = threeDeep();
        resume(coroutine);
        log.clear();

        Outcome outcome = coroutines.fail(coroutine, new LuaError("no"));

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
}
