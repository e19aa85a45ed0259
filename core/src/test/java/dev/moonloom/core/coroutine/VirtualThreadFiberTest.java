package dev.moonloom.core.coroutine;

import static dev.moonloom.core.coroutine.JavaEngine.function;
import static org.assertj.core.api.Assertions.assertThat;
import static org.luaj.vm2.LuaValue.NONE;
import static org.luaj.vm2.LuaValue.valueOf;

import dev.moonloom.core.coroutine.Outcome.Failed;
import dev.moonloom.core.coroutine.Outcome.Returned;
import dev.moonloom.core.coroutine.Outcome.Yielded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only the virtual-thread carrier has: threads that must end, and an Error that ends them. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class VirtualThreadFiberTest {
    private final Coroutines coroutines = new Coroutines(new JavaEngine(), Carrier.VIRTUAL_THREAD);
    private final List<String> log = new ArrayList<>();
    private final Thread[] carrier = new Thread[1];

    private Coroutine create(JavaEngine.Body body) {
        coroutines.adopt();
        return coroutines.create(function(body));
    }

    private Coroutine suspended(JavaEngine.Body body) {
        Coroutine coroutine = create(arguments -> {
            carrier[0] = Thread.currentThread();
            return body.call(arguments);
        });
        assertThat(coroutines.resume(coroutine, NONE)).isInstanceOf(Yielded.class);
        return coroutine;
    }

    private void assertCarrierEnds() throws InterruptedException {
        assertThat(carrier[0].isVirtual()).isTrue();
        assertThat(carrier[0].join(Duration.ofSeconds(30))).as("the fiber's thread ends").isTrue();
    }

    @Test
    void close_parkedFiber_endsItsThread() throws InterruptedException {
        Coroutine coroutine = suspended(_ -> coroutines.yield(NONE));

        coroutines.close(coroutine);

        assertCarrierEnds();
        assertThat(coroutines.isOwner()).isTrue();
    }

    @Test
    void finish_ofTheBody_endsItsThread() throws InterruptedException {
        Coroutine coroutine = suspended(_ -> coroutines.yield(NONE));

        assertThat(coroutines.resume(coroutine, valueOf(1))).isEqualTo(new Returned(valueOf(1)));

        assertCarrierEnds();
    }

    @Test
    void close_bodyThatCatchesExceptions_doesNotSeeTheEnd() throws InterruptedException {
        Coroutine coroutine = suspended(_ -> {
            try {
                coroutines.yield(NONE);
                log.add("came back");
            } catch (Exception exception) {
                log.add("caught " + exception);
            }
            return NONE;
        });

        coroutines.close(coroutine);

        assertCarrierEnds();
        assertThat(log).isEmpty();
    }

    @Test
    void close_bodyWhoseFinallyYields_doesNotHang() throws InterruptedException {
        Coroutine coroutine = suspended(_ -> {
            try {
                return coroutines.yield(NONE);
            } finally {
                log.add("finally");
                coroutines.yield(NONE);
                log.add("came back");
            }
        });

        coroutines.close(coroutine);

        assertCarrierEnds();
        assertThat(log).containsExactly("finally");
        assertThat(coroutine.status()).isEqualTo(Status.DEAD);
    }

    @Test
    void close_fromAnotherCoroutine_whoseVictimsFinallyYields_leavesTheCloserAlone() throws InterruptedException {
        Coroutine victim = suspended(_ -> {
            try {
                return coroutines.yield(NONE);
            } finally {
                log.add("finally");
                coroutines.yield(valueOf("not the closer's"));
            }
        });
        Coroutine closer = create(_ -> {
            coroutines.close(victim);
            return coroutines.yield(valueOf("the closer's own"));
        });

        assertThat(coroutines.resume(closer, NONE)).isEqualTo(new Yielded(valueOf("the closer's own")));
        assertThat(coroutines.resume(closer, valueOf("end"))).isEqualTo(new Returned(valueOf("end")));
        assertCarrierEnds();
    }

    @Test
    void close_fresh_startsNoThread() {
        Coroutine fresh = create(_ -> {
            log.add("ran");
            return NONE;
        });

        coroutines.close(fresh);

        assertThat(log).isEmpty();
        assertThat(fresh.status()).isEqualTo(Status.DEAD);
    }

    @Test
    void mount_ownerInterrupted_keepsTheInterruptForTheOwner() {
        Coroutine coroutine = suspended(_ -> coroutines.yield(NONE));
        Thread.currentThread().interrupt();

        assertThat(coroutines.resume(coroutine, valueOf(2))).isEqualTo(new Returned(valueOf(2)));

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void body_usingTheVm_isItsOwnerWhileItRuns() {
        Coroutine coroutine = create(_ -> {
            coroutines.checkOwner();
            return valueOf(coroutines.isOwner());
        });

        assertThat(coroutines.resume(coroutine, NONE)).isEqualTo(new Returned(valueOf(true)));
    }

    @Test
    void overflow_inABody_isALuaError() {
        Coroutine coroutine = create(_ -> valueOf(depth(0)));

        assertThat(coroutines.resume(coroutine, NONE)).isEqualTo(Failed.refused("stack overflow"));
    }

    @Test
    void yield_aroundTheLimit_suspendsOrIsAnError() {
        int enough = 1024;
        while (diver(enough, false) instanceof Returned) {
            enough *= 2;
        }
        for (int i = 0; i < 40; i++) {
            assertThat(diver(enough / 2 + i * enough / 80, true))
                    .isIn(new Returned(NONE), Failed.refused("stack overflow"));
        }
        assertThat(coroutines.isOwner()).isTrue();
    }

    /** {@return how a coroutine ends that dives this deep, and yields there and comes back if it is told to} */
    private Outcome diver(int frames, boolean yielding) {
        Coroutine coroutine = create(_ -> {
            dive(frames, yielding ? () -> coroutines.yield(NONE) : () -> {});
            return NONE;
        });
        Outcome outcome = coroutines.resume(coroutine, NONE);
        return outcome instanceof Yielded ? coroutines.resume(coroutine, NONE) : outcome;
    }

    private static int dive(int frames, Runnable atTheBottom) {
        if (frames == 0) {
            atTheBottom.run();
            return 0;
        }
        return dive(frames - 1, atTheBottom) + 1;
    }

    private static int depth(int from) {
        return from == Integer.MAX_VALUE ? 0 : depth(from + 1) + 1;
    }
}
