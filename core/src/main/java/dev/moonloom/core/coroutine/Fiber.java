package dev.moonloom.core.coroutine;

/**
 * A stack of its own for frames that cannot be saved as plain objects: it runs a body until that parks or ends, and
 * runs it on later. Two carriers implement it; {@link Carrier} says which one this JVM allows.
 *
 * <p>Exactly one side runs at any time: {@link #mount} is called by the owner thread and returns when the body has
 * parked or ended, {@link #park} is called by the body.
 */
interface Fiber {
    /**
     * Runs the body until it parks or ends.
     *
     * @param nested whether this happens inside other coroutines' frames, whose stack may be nearly used up
     * @throws StackOverflowError when the stack has no room for the body's frames; they stay as they are
     */
    void mount(boolean nested);

    /**
     * Gives control back to the caller of {@link #mount}; returns at the next mount.
     *
     * @throws IllegalStateException when a Java frame between here and the body's start cannot be suspended
     * @throws StackOverflowError when the stack is too large to be suspended
     */
    void park();

    /** Ends a parked fiber for good without running any more of its body than its clean-up. */
    void drop();
}
