package dev.moonloom.core.model;

import java.util.List;

/**
 * A small program for the scheduler: what its threads do, and what its host does.
 *
 * @param bodies what threads do; a body starts only later ones, so that every program ends
 * @param rounds what the host does before each step
 */
record Program(Settings settings, List<List<Op>> bodies, List<List<Op>> rounds) {
    /** What a host function delivers that has its result when it is called. */
    static final HostCall.Delivery READY = new HostCall.Delivery.Values(List.of(7.0));
    /** What one delivers that has failed when it is called. */
    static final HostCall.Delivery FAILED = new HostCall.Delivery.Failure("failed at once");
    /** What one raises that throws when it is called. */
    static final String CANNOT_BEGIN = "cannot begin";

    private static final long A_DAY = 86_400_000_000_000L;
    private static final long A_MILLISECOND = 1_000_000L;

    /**
     * The options of the scheduler.
     *
     * @param minimumWaitNanos the least wait of the exact pacing
     * @param hz the rate of the heartbeat pacing, or 0 for the exact one
     * @param everyStepIsABeat whether the heartbeat is the host's step rather than the grid
     * @param dropStaleWakes whether an early resume takes the timer of the wait back
     * @param sliceResumes after how many resumes a cycle pauses: no trace of that may be seen
     * @param refuseEvery which of the threads added the feedback refuses, or 0 for none
     */
    record Settings(
            long minimumWaitNanos, long hz, boolean everyStepIsABeat, boolean dropStaleWakes, int deferDepth,
            int sliceResumes, int refuseEvery) {
        /** {@return whether timers fire on the points of a grid only} */
        boolean hasGrid() {
            return hz > 0 && !everyStepIsABeat;
        }
    }

    /**
     * {@return the time after a step of the clock}
     *
     * @param nextDueNanos what the last step has named as the next deadline
     */
    static long clockAfter(Op.ClockStep clock, long nowNanos, long nextDueNanos) {
        if (!clock.toNextDue()) {
            return nowNanos + clock.nanos();
        }
        boolean isNear = nextDueNanos > nowNanos && nextDueNanos - nowNanos < A_DAY;
        return isNear ? Math.max(nowNanos, nextDueNanos + clock.nanos()) : nowNanos + A_MILLISECOND;
    }

    /** {@return one of so many, or {@link Target#NOBODY} of none} */
    static int choose(int index, int count) {
        return count == 0 ? Target.NOBODY : index % count;
    }

    @Override
    public String toString() {
        var text = new StringBuilder(settings.toString()).append('\n');
        for (int i = 0; i < bodies.size(); i++) {
            append(text, "body " + i, bodies.get(i));
        }
        for (int i = 0; i < rounds.size(); i++) {
            append(text, "before step " + (i + 1), rounds.get(i));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String title, List<Op> ops) {
        text.append(title).append('\n');
        ops.forEach(op -> text.append("    ").append(op).append('\n'));
    }
}
