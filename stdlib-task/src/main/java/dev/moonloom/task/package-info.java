/**
 * The libraries that scripts see over the scheduler: {@code task}, {@code coroutine}, and Roblox's legacy {@code wait},
 * {@code spawn} and {@code delay}.
 *
 * <p>Each library checks its arguments, with the texts of Roblox and Luau, and hands the work to
 * {@link dev.moonloom.core.scheduler.Tasks}; the rules are there. {@link dev.moonloom.task.Libraries} is the door; it also gives
 * a VM {@code require}, which is {@link dev.moonloom.core.require.Require}.
 */
@NullMarked
package dev.moonloom.task;

import org.jspecify.annotations.NullMarked;
