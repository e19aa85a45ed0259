package dev.moonloom.core.model;

import dev.moonloom.core.model.Program.Settings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** The part of the {@link Model} that is about time: what durations mean, and when timers may fire. */
abstract class ModelTime {
    /** The time of what never comes. */
    static final long NEVER = Long.MAX_VALUE;

    private static final long A_SECOND = 1_000_000_000L;
    private static final long INFINITE_NANOS = 1L << 62;
    private static final double LEGACY_MINIMUM_SECONDS = 0.03;

    final Settings settings;

    long nowNanos;
    /** The grid point that was run last. */
    long lastBeat;

    ModelTime(Settings settings) {
        this.settings = settings;
    }

    // ---- durations

    /** {@return the deadline of what begins at a time and is to take so long} */
    long deadline(long startedNanos, double seconds) {
        if (seconds >= INFINITE_NANOS / 1e9) {
            return NEVER;
        }
        long nanos = seconds > 0 ? nanosOf(seconds) : 0;
        return startedNanos + Math.max(nanos, minimumWait());
    }

    /** {@return the duration that was written, rounded up to the next nanosecond} */
    long nanosOf(double seconds) {
        return BigDecimal.valueOf(seconds)
                .movePointRight(9)
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }

    final long hostDeadline(Duration delay) {
        if (delay.compareTo(Duration.ofNanos(INFINITE_NANOS)) >= 0) {
            return NEVER;
        }
        return nowNanos + Math.max(delay.isNegative() ? 0 : delay.toNanos(), minimumWait());
    }

    long minimumWait() {
        return settings.hz() > 0 ? 0 : settings.minimumWaitNanos();
    }

    static double legacySeconds(double seconds) {
        return seconds >= LEGACY_MINIMUM_SECONDS ? seconds : LEGACY_MINIMUM_SECONDS;
    }

    // ---- the heartbeat: grid point k lies k/hz seconds after the start, rounded up to a nanosecond

    /** {@return up to which deadline timers fire in a cycle that begins now; all times are later than -1} */
    long cutoff() {
        if (!settings.hasGrid()) {
            return nowNanos;
        }
        long beat = beatNow();
        if (!isNewBeat(beat)) {
            return -1;
        }
        lastBeat = beat;
        return timeOfBeat(beat);
    }

    long beatNow() {
        return Math.floorDiv(nowNanos * settings.hz(), A_SECOND);
    }

    boolean isNewBeat(long beat) {
        return beat > lastBeat;
    }

    private long timeOfBeat(long beat) {
        return Math.ceilDiv(beat * A_SECOND, settings.hz());
    }

    /** {@return when a cycle fires a timer with this deadline: then, or on the first beat that may} */
    final long cycleFor(long deadline) {
        if (!settings.hasGrid()) {
            return deadline;
        }
        long reached = Math.floorDiv((deadline - 1) * settings.hz(), A_SECOND) + 1;
        return timeOfBeat(Math.max(reached, lastBeat + 1));
    }
}
