package dev.moonloom.core.scheduler;

/** Where a scheduler's drains run, and how it waits for the next one. */
sealed interface Driver permits WorkerDriver, SteppedDriver {
    /**
     * Sees to it that a drain runs. Any thread; at most one call is outstanding.
     *
     * @throws java.util.concurrent.RejectedExecutionException when no drain will run any more
     */
    void wake();

    /**
     * Sees to it that a drain runs at this time and not for any earlier arrangement; {@link EventLoop#NOTHING} leaves
     * nothing arranged. Inside a drain only.
     *
     * @throws java.util.concurrent.RejectedExecutionException when no drain will run any more
     */
    void arm(long dueNanos);

    /** {@return whether drains that were woken may never run, because their threads were ended from outside} Any thread. */
    boolean isDead();

    /** Lets go of everything: {@link #wake} is rejected from now on. Inside a drain only. */
    void dispose();
}
