/**
 * The task scheduler: which thread of a VM runs when.
 *
 * <pre>
 *  other threads ── Inbox ──┐                              SchedulerFeedback  (every resume's outcome)
 *  host completions ────────┤                                     ▲
 *                           ▼                                     │
 *  Driver ──> drain ──> EventLoop:  1 inbox ─> 2 due timers ─> 3 deferred ─> Threads.resume ─> Outcome
 *    ▲                                        (DelayQueue)      (FIFO)
 *    └── armed once for the earliest deadline; nothing armed, nothing runs
 * </pre>
 *
 * <p>Hosts use {@link dev.moonloom.core.scheduler.TaskScheduler}, from any thread; libraries use
 * {@link dev.moonloom.core.scheduler.Tasks}, on the VM's own. {@code EventLoop} is the class to read.
 *
 * <p>All state belongs to the VM's owner thread, except the {@code Inbox}, which is the one structure that several
 * threads write. Order, timing and texts follow Roblox's documentation of the task scheduler and its {@code task}
 * library.
 */
@NullMarked
package dev.moonloom.core.scheduler;

import org.jspecify.annotations.NullMarked;
