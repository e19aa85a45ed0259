package dev.moonloom.core.scheduler;

/**
 * The grid of {@link Pacing.Heartbeat}: point {@code k} lies {@code k / hz} seconds after the scheduler's start. Owner
 * thread only.
 */
final class Beat {
    private final double hz;
    private long lastPoint;

    Beat(double hz) {
        this.hz = hz;
    }

    /** {@return the time of the first point at which a timer with this deadline can fire} */
    long pointFor(long deadlineNanos) {
        long point = Math.max(pointAt(deadlineNanos) - 1, lastPoint + 1);
        while (timeOf(point) < deadlineNanos) {
            point++;
        }
        return timeOf(point);
    }

    /**
     * {@return the time of the beat to run now, or -1 when none has come since the last one} Several missed points
     * are one beat.
     */
    long take(long nowNanos) {
        long point = pointAt(nowNanos) + 1;
        while (timeOf(point) > nowNanos) {
            point--;
        }
        if (point <= lastPoint) {
            return -1;
        }
        lastPoint = point;
        return timeOf(point);
    }

    /** The grid point at or next to this time, give or take one for rounding. */
    private long pointAt(long nanos) {
        return (long) Math.floor(nanos * hz / 1e9);
    }

    private long timeOf(long point) {
        // Whole seconds and the beats after them: a double holds both exactly, however long the scheduler has run.
        long seconds = (long) Math.floor(point / hz);
        double beats = point - seconds * hz;
        return seconds * 1_000_000_000L + (long) Math.ceil(beats * 1e9 / hz);
    }
}
