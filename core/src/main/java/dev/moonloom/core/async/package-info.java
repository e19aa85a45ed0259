/**
 * Host functions: Java that scripts call, and how it may make them wait.
 *
 * <pre>
 *  script ──> HostFunction ── PLAIN ──────> body, in a region where nothing may yield
 *                          ── YIELDABLE ──> body, with a HostCall to give way by
 *                          ── ASYNC ──────> body ─> CompletionStage, Publisher ─┐
 *                          ── BLOCKING ───> body on a pool's thread ────────────┤ HostOperation ─> Inbox ─> resume
 *                          ── STREAM ─────> body ─> Flux ─> HostStream, a step ─┘
 * </pre>
 *
 * <p>{@link dev.moonloom.core.async.HostFunctions} is the door; behind it stands a class for each kind. Whether
 * yielding is legal is checked before anything of the host runs. What the host answers is turned into Luau values by
 * {@code HostValues}, on the VM's thread.
 *
 * <p>All state belongs to the VM's thread. What other threads deliver goes through the scheduler's inbox, but for the
 * items of a stream: they wait in its own queue, because nothing that becomes of a thread may lose one.
 */
@NullMarked
package dev.moonloom.core.async;

import org.jspecify.annotations.NullMarked;
