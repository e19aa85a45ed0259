package dev.moonloom.core.scheduler;

/** Why a thread is being resumed. A closed list. */
public enum Origin {
    /** {@code task.spawn}. */
    SPAWN,
    /** {@code task.defer}, or a host's defer. */
    DEFER,
    /** {@code task.delay}, a host's delay, and the legacy {@code spawn} and {@code delay}. */
    DELAY,
    /** The end of a {@code task.wait} or legacy {@code wait}. */
    WAIT,
    /** A host operation that the thread awaited has ended. */
    ASYNC,
    /** {@code coroutine.resume}, or a call of a wrapped coroutine: an error goes to the caller and is not uncaught. */
    COROUTINE_RESUME,
    /** A host's spawn. */
    HOST
}
