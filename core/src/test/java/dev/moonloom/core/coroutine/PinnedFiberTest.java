package dev.moonloom.core.coroutine;

import static dev.moonloom.core.coroutine.HeapFrames.append;
import static org.assertj.core.api.Assertions.assertThat;
import static org.luaj.vm2.LuaValue.NONE;
import static org.luaj.vm2.LuaValue.valueOf;

import dev.moonloom.luau.runtime.LuauFunction;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.Varargs;

/** Luau above Java frames that no continuation can freeze: a yield turns out to be impossible after its frames are saved. */
final class PinnedFiberTest {
    private final HeapFrames frames = new HeapFrames(new Coroutines(new JavaEngine()));

    /** Runs code below a class initialiser, where no continuation can be frozen. It works once. */
    private static final class BelowInitialiser {
        static Runnable code = () -> {};

        static final class Initialised {
            static final int DONE = initialise();

            private static int initialise() {
                code.run();
                return 1;
            }
        }
    }

    @Test
    void luauBelowAHostThatCannotStandStill_getsTheErrorAndItsWakeUpIsTakenBack() {
        var results = new Varargs[1];
        LuauFunction inner = frames.function("inner", _ -> {
            frames.running().takesBack(() -> frames.log.add("taken back"));
            return frames.after("rest of inner", frames.giveWay("never"), it -> it,
                    error -> valueOf("caught " + error.getMessage()));
        });
        BelowInitialiser.code = () -> results[0] = inner.invoke(NONE);
        LuauFunction host = frames.host("host", _ -> {
            assertThat(BelowInitialiser.Initialised.DONE).isOne();
            return results[0];
        });
        frames.coroutines.adopt();

        frames.resume(frames.create(values -> append(host.execN(values), ", went on")));

        assertThat(frames.log)
                .containsExactly("enter body", "enter host", "enter inner", "save rest of inner", "taken back",
                        "catch rest of inner",
                        "returned caught attempt to yield across metamethod/C-call boundary, went on");
    }
}
