package dev.moonloom.core.coroutine;

import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What carries the fibers of a VM. Scripts behave the same on both; the speed differs a hundredfold. */
public enum Carrier {
    /** The JVM's one-shot continuation, run on the owner thread itself. */
    CONTINUATION((_, body) -> new ContinuationFiber(body)),
    /**
     * A virtual thread for each fiber, where the continuation's package is not exported to us. A coroutine that is
     * abandoned while suspended keeps its thread until the JVM ends.
     */
    VIRTUAL_THREAD(VirtualThreadFiber::new);

    /** The option of {@code java} that makes {@link #CONTINUATION} available. */
    public static final String FLAG = "--add-exports java.base/jdk.internal.vm=ALL-UNNAMED";

    private static final Logger LOG = LoggerFactory.getLogger(Carrier.class);

    private final BiFunction<Coroutines, Runnable, Fiber> factory;

    Carrier(BiFunction<Coroutines, Runnable, Fiber> factory) {
        this.factory = factory;
    }

    Fiber fiber(Coroutines coroutines, Runnable body) {
        return factory.apply(coroutines, body);
    }

    /** {@return the best carrier that this JVM was started for; the lesser one is announced once in the log} */
    public static Carrier best() {
        return Best.CARRIER;
    }

    /** Decides once, when first asked. */
    private static final class Best {
        static final Carrier CARRIER = choose();

        private static Carrier choose() {
            if (Object.class.getModule().isExported("jdk.internal.vm", Carrier.class.getModule())) {
                return CONTINUATION;
            }
            LOG.warn("coroutines run on virtual threads, about a hundred times slower; start java with {}", FLAG);
            return VIRTUAL_THREAD;
        }
    }
}
