/**
 * Coroutines: what they are, and how control passes between them.
 *
 * <pre>
 *   resume(co, values)                                   yield(values)
 *        |                                                    |
 *        v                                                    v
 *   Coroutines ──> LuauThread.advance ──> Activation.resume … Coroutines.yield
 *   (who runs)     (the trampoline)       (frames: plain objects, or a fiber)
 * </pre>
 *
 * <p>{@link dev.moonloom.core.coroutine.Coroutine} is the class to read. A suspended coroutine is a chain of
 * {@link dev.moonloom.luau.runtime.Activation}s on the heap; only an activation knows how its frames are kept. Java code
 * that waits, LuaJ's interpreter too, is kept on a {@code Fiber}, which one of two {@link dev.moonloom.core.coroutine.Carrier}s
 * provides. The language stands behind {@link dev.moonloom.core.coroutine.Engine}.
 *
 * <p>Nothing here knows of time, timers or Reactor. Everything belongs to the VM's owner thread.
 */
@NullMarked
package dev.moonloom.core.coroutine;

import org.jspecify.annotations.NullMarked;
