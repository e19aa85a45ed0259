package dev.moonloom.core.scheduler;

/** What becomes of the timer of a {@code task.wait} when something else resumes the thread earlier. */
public enum StaleWake {
    /** It stays, and later resumes the thread wherever it is suspended then. What Roblox does. */
    KEEP,
    /** It is taken back. Explicit delays and defers of the thread stay. */
    DROP
}
