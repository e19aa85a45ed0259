/**
 * From the lowered form of a function to JVM bytecode.
 *
 * <pre>
 *   LoweredFunction ──> FunctionEmitter ──> BodyEmitter ──> ValueEmitter ──> ArithmeticEmitter, ConditionEmitter
 *                       (the class)         (steps, calls)  (values)         (unboxed numbers, branches)
 * </pre>
 *
 * <p>{@link dev.moonloom.luau.codegen.ChunkLoader} is the class loader of one chunk. It emits a function's class when the
 * function is first used, and a second version of it, its <em>rest</em>, when one of its frames is first resumed. The rest
 * is the same code, entered at a call's return: it takes its variables out of the saved frame and finds its way to the call
 * through the heads of the loops around it, so that no loop is entered in its middle.
 */
@NullMarked
package dev.moonloom.luau.codegen;

import org.jspecify.annotations.NullMarked;
