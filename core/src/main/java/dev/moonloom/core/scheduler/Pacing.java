package dev.moonloom.core.scheduler;

import java.time.Duration;
import java.util.Objects;

/** When timers fire that are due. */
public sealed interface Pacing {
    /**
     * In the first cycle after their deadline.
     *
     * @param minimumWait what shorter requests are raised to, so that a loop of {@code task.wait()} cannot spin
     */
    record Exact(Duration minimumWait) implements Pacing {
        /** Checks the duration. */
        public Exact {
            if (Objects.requireNonNull(minimumWait, "minimumWait").isNegative()) {
                throw new IllegalArgumentException("minimumWait is negative: " + minimumWait);
            }
        }
    }

    /**
     * Only on the beats of a grid, as in Roblox: at the first point at or after the deadline and strictly after the
     * last beat that ran. Points that were missed are skipped. No beat is armed while no timer waits for one.
     *
     * @param hz beats a second
     */
    record Heartbeat(double hz) implements Pacing {
        /** Checks the rate. */
        public Heartbeat {
            if (!(hz >= 1e-3 && hz <= 1e6)) {
                throw new IllegalArgumentException("a heartbeat runs at 0.001 to 1,000,000 Hz, not " + hz);
            }
        }
    }

    /** {@return the default: exact, with a minimum wait of one millisecond} */
    static Pacing exact() {
        return new Exact(Duration.ofMillis(1));
    }

    /** {@return Roblox's pacing at this many beats a second} */
    static Pacing heartbeat(double hz) {
        return new Heartbeat(hz);
    }
}
