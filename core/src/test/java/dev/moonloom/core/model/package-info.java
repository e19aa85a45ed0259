/**
 * The scheduler against a model of its contract.
 *
 * <pre>
 *   seed ──> ProgramGenerator ──> Program ──┬──> ModelRun ──> Model            ──> Trace ──┐
 *                                           │                                             ├── equal?
 *                                           └──> RealRun  ──> TaskScheduler    ──> Trace ──┘
 * </pre>
 *
 * <p>{@link dev.moonloom.core.model.Model} is the class to read: it is the contract, in plain lists, and knows nothing of
 * the implementation. {@link dev.moonloom.core.model.PlantedFault} lists models with one rule broken each, all of which
 * the comparison must find.
 *
 * <p>{@code -Dmoonloom.seed=N} replays one seed; {@code -Dmoonloom.seeds=N} tries that many.
 */
@NullMarked
package dev.moonloom.core.model;

import org.jspecify.annotations.NullMarked;
