/**
 * From the syntax tree of a chunk to the lowered form of its functions.
 *
 * <p>{@link dev.moonloom.luau.analysis.Lowering#lower Lowering.lower} is the door. First a few passes over the whole chunk
 * collect what must be known before the first step is made, in {@code ChunkFacts}: what is assigned
 * ({@code AssignmentFinder}), what is constant ({@code ConstantFolder}), how locals are used ({@code UsageFinder},
 * {@code NumberLocals}), which functions can never give way ({@code ProofFinder}) and how large tables become
 * ({@code TableShapes}). Then every function is lowered on its own, inner ones first, by {@code StatementLowering},
 * {@code ExpressionLowering} and their helpers, which all write into one {@code FunctionBuilder}. Last,
 * {@code Liveness} finds out what each site has to keep: what is read later, and what the locals in scope hold.
 *
 * <p>The order in which things are evaluated, the line of each operation and the limits follow the reference
 * implementation of Luau at its optimisation level 1. In short: a local that is an operand, a table, a key or a receiver
 * is read when the operation is done; everything else is evaluated in turn. Where a call stands between, {@code Operands}
 * puts what was evaluated before it into temporaries.
 */
@NullMarked
package dev.moonloom.luau.analysis;

import org.jspecify.annotations.NullMarked;
