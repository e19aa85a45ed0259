package dev.moonloom.core.scheduler;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one {@link TaskScheduler#step} has done.
 *
 * @param resumes how many threads were resumed
 * @param untilNext how long until something is due, zero when it is due already, or null when only a call from outside
 *     or a host operation can bring more
 * @param done whether nothing is left that keeps the runtime alive
 */
public record Step(long resumes, @Nullable Duration untilNext, boolean done) {}
