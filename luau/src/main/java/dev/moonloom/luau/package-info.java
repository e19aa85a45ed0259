/**
 * The Luau language: from text to functions that can be called.
 *
 * <pre>
 *   text ──> syntax ──> analysis ──> codegen ──> classes, which call the runtime
 *            (tree)     (lowered)    (bytecode)  library: what scripts find there, on the runtime
 *                                                math: powers, logarithms and angles as the C library has them
 * </pre>
 *
 * <p>{@link dev.moonloom.luau.Luau} is the door. No threads, no clock: which coroutine runs when is the business of the
 * module above.
 */
@NullMarked
package dev.moonloom.luau;

import org.jspecify.annotations.NullMarked;
