package dev.moonloom.core.scheduler;

/** Where time comes from. Nanoseconds from a fixed origin, never going back; any thread may ask. */
@FunctionalInterface
public interface Clock {
    /** {@return the time now, in nanoseconds} */
    long nanos();
}
