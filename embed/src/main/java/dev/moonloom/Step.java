package dev.moonloom;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one {@link Vm#step} has done.
 *
 * @param resumes how many threads were resumed
 * @param untilNext how long until something is due, zero when it is due already, or null when only a call from outside or
 *     an operation of the host can bring more
 * @param done whether nothing is left to do
 */
public record Step(long resumes, @Nullable Duration untilNext, boolean done) {}
